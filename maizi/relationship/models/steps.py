"""What was done on the seven steps with a customer, and in the company itself (C-30)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass

from ..terms import Change, Progress, Step


class Entry(models.Model):
    """What was done, when, by whom, and what comes next; the newest says how far a step is."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    state = models.CharField(_("进度"), max_length=9, choices=Progress.choices())
    text = models.CharField(_("做了什么"), max_length=500)
    on = models.DateField(_("日期"))
    next_text = models.CharField(_("下一步"), max_length=200, blank=True)
    next_on = models.DateField(_("下一步日期"), null=True, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("谁做的"), editable=False
    )
    at = models.DateTimeField(_("登记时间"), editable=False)

    class Meta:
        abstract = True
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return self.text


class StepEntry(Entry):
    """One thing done on one of the seven steps with one customer; never rewritten."""

    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="partnership_steps", verbose_name=_("客户"),
        editable=False,
    )  # fmt: skip
    step = models.CharField(_("步骤"), max_length=10, choices=Step.choices(), editable=False)

    class Meta(Entry.Meta):
        abstract = False
        verbose_name, verbose_name_plural = _("伙伴步骤"), ngettext_lazy("伙伴步骤", "伙伴步骤", 2)
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gte=F("on")), name="step_next_after_done"
            )
        ]
        indexes = [models.Index(fields=["customer", "-on"], name="steps_of_customer")]


class ChangeEntry(Entry):
    """One thing the company did to put its customers in the middle; never rewritten."""

    change = models.CharField(_("事项"), max_length=12, choices=Change.choices(), editable=False)

    class Meta(Entry.Meta):
        abstract = False
        verbose_name, verbose_name_plural = _("公司改进"), ngettext_lazy("公司改进", "公司改进", 2)
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gte=F("on")), name="change_next_after_done"
            )
        ]
