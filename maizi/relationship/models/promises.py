"""What we promised to customers, and what became of it (C-30)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Activity, Customer
from maizi.kernel.privacy import DataClass, classed

from ..terms import PromiseState

SHORT = 60


class Promise(models.Model):
    """One thing that one of us promised to one customer by a day.

    promised_by  who gave the word; stays for ever
    owner        who has it to keep: the same at first, whoever takes it over later
    outcome      how it was kept, why it was broken, or why the customer lets us off
    agreed_by    who of the customer agreed that it is withdrawn
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("due_on", "promised_on", "ended_on")

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="promises", verbose_name=_("客户"), editable=False
    )
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="promises", editable=False,
        verbose_name=_("来自跟进"),
    )  # fmt: skip
    text = models.CharField(_("承诺了什么"), max_length=400)
    to_whom = classed(
        models.CharField(_("向谁承诺"), max_length=60, blank=True), DataClass.PERSONAL
    )
    promised_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("谁承诺的")
    )
    promised_on = models.DateField(_("承诺日期"))
    due_on = models.DateField(_("兑现期限"))
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("谁来兑现"), editable=False
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"), editable=False
    )
    state = models.CharField(
        _("状态"), max_length=9, choices=PromiseState.choices(), default=PromiseState.OPEN,
        editable=False,
    )  # fmt: skip
    ended_on = models.DateField(_("结束日期"), null=True, editable=False)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("谁登记的结果"),
        editable=False,
    )  # fmt: skip
    outcome = models.CharField(_("结果说明"), max_length=400, blank=True, editable=False)
    agreed_by = classed(
        models.CharField(_("客户方谁同意的"), max_length=60, blank=True, editable=False),
        DataClass.PERSONAL,
    )
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("登记人"), editable=False
    )
    at = models.DateTimeField(_("登记时间"), editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("客户承诺"), ngettext_lazy("客户承诺", "客户承诺", 2)
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("promised_on")), name="promise_due_after_given"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_on=None) | ~Q(state="open") & ~Q(ended_on=None),
                name="promise_ended_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "due_on"], name="promises_of_customer"),
            models.Index(fields=["owner", "state", "due_on"], name="promises_of_owner"),
            models.Index(fields=["due_on", "id"], name="promises_by_due"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= SHORT else f"{self.text[:SHORT]}…"

    def get_absolute_url(self) -> str:
        return reverse("relationship:promise", args=[self.pk])
