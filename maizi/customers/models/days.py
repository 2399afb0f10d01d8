"""Important days of customers and their people (C-10)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.partial_dates import PartialDate, stored_date
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import CareAction, DayKind
from .customers import Customer
from .people import Contact


class ImportantDay(models.Model):
    """One day to think of a customer: every year, or once for what expires.

    `on` is a stored partial date, lunar ones included; `next_on` follows from it every night.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="important_days", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="important_days",
        verbose_name=_("联系人"),
    )
    kind = models.CharField(
        _("类型"), max_length=12, choices=DayKind.choices(), default=DayKind.BIRTHDAY
    )
    title = models.CharField(_("名称"), max_length=40, blank=True)
    on = classed(
        models.CharField(_("日期"), max_length=16), DataClass.PERSONAL, group=FieldGroup.FAMILY
    )
    next_on = classed(
        models.DateField(_("下一次"), null=True, editable=False),
        DataClass.PERSONAL,
        group=FieldGroup.FAMILY,
    )
    lead_days = models.JSONField(_("提前几天提醒"), null=True, blank=True)
    action = models.CharField(
        _("关怀方式"), max_length=8, choices=CareAction.choices(), default=CareAction.CALL
    )
    note = classed(models.CharField(_("备注"), max_length=200, blank=True), DataClass.PERSONAL)
    is_muted = models.BooleanField(_("不提醒"), default=False)
    is_derived = models.BooleanField(_("来自档案"), default=False, editable=False)
    reminded_on = models.DateField(_("最近提醒"), null=True, editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("创建人")
    )
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("重要日子"), ngettext_lazy("重要日子", "重要日子", 2)
        ordering = ["next_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind"],
                condition=models.Q(is_derived=True, contact=None),
                name="derived_day_of_customer",
            ),
            models.UniqueConstraint(
                fields=["contact", "kind"],
                condition=models.Q(is_derived=True, contact__isnull=False),
                name="derived_day_of_contact",
            ),
        ]
        indexes = [models.Index(fields=["next_on", "id"], name="important_days_by_next")]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("customers:days", args=[self.customer_id])

    @property
    def date(self) -> PartialDate:
        """The day as it is known."""
        return stored_date(self.on)
