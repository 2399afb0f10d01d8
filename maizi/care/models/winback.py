"""Cases of winning customers back (C-80)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass

from ..terms import LossCause, Trigger, WinBackState

MONEY = [MinValueValidator(0), MaxValueValidator(10**12)]


class WinBack(models.Model):
    """One try to win a customer back: why it left, what it was worth, what was offered.

    lost_yuan   a month, over the twelve months before its last order
    ordered_on  the day of the order that brought it back
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("lost_yuan", "opened_on")

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="win_backs", verbose_name=_("客户")
    )
    trigger = models.CharField(
        _("起因"), max_length=10, choices=Trigger.choices(), default=Trigger.HAND, editable=False
    )
    cause = models.CharField(
        _("流失原因"), max_length=10, choices=LossCause.choices(), default=LossCause.UNKNOWN
    )
    lost_yuan = models.DecimalField(
        _("流失前月均金额"), max_digits=16, decimal_places=2, default=0, editable=False
    )
    offer = models.TextField(_("挽回方案"), max_length=1000, blank=True)
    cost_yuan = models.DecimalField(
        _("挽回费用"), max_digits=16, decimal_places=2, default=0, validators=MONEY
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("负责人"), editable=False
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"), editable=False
    )
    opened_on = models.DateField(_("开始日期"), editable=False)
    state = models.CharField(
        _("状态"), max_length=8, choices=WinBackState.choices(), default=WinBackState.OPEN,
        editable=False,
    )  # fmt: skip
    ordered_on = models.DateField(_("再次下单"), null=True, editable=False)
    outcome = models.CharField(_("结果"), max_length=300, blank=True, editable=False)
    closed_on = models.DateField(_("结束日期"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("客户挽回"), ngettext_lazy("客户挽回", "客户挽回", 2)
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(state="open"), name="won_back_once"
            )
        ]
        indexes = [models.Index(fields=["opened_on", "id"], name="win_backs_by_day")]

    def __str__(self) -> str:
        return f"{self.customer}"

    def get_absolute_url(self) -> str:
        return reverse("care:winback", args=[self.pk])
