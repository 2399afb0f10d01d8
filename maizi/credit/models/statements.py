"""Statements of account as they were sent, and what the customer said (对账单)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import StatementState
from .accounts import CreditAccount, money_field


class Statement(models.Model):
    """One statement for a period, with the lines as they stood: that is what gets confirmed.

    token_hash  of the secret address; the address itself is shown once and kept nowhere
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("at", "from_on", "to_on", "closing_yuan")
    sort_keys = {"at": "id"}
    never_listed = ("token_hash", "lines")
    label_field = "no"

    id = id_field()
    no = models.CharField(_("编号"), max_length=20, unique=True, editable=False)
    account = models.ForeignKey(
        CreditAccount, models.PROTECT, related_name="statements", verbose_name=_("客户")
    )
    from_on = models.DateField(_("开始日期"))
    to_on = models.DateField(_("截止日期"))
    opening_yuan = money_field(_("期初余额"))
    debit_yuan = money_field(_("本期应收"))
    credit_yuan = money_field(_("本期收款"))
    closing_yuan = money_field(_("期末余额"))
    lines = models.JSONField(_("明细"), default=list)
    state = models.CharField(
        _("状态"), max_length=10, choices=StatementState.choices(), default=StatementState.DRAFT
    )
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    expires_at = models.DateTimeField(_("链接有效至"), null=True)
    viewed_at = models.DateTimeField(_("客户查看时间"), null=True)
    answered_at = models.DateTimeField(_("客户答复时间"), null=True)
    answered_by = classed(
        models.CharField(_("答复人"), max_length=40, blank=True), DataClass.PERSONAL
    )
    answer = models.CharField(_("客户意见"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("编制人"))
    at = models.DateTimeField(_("编制时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("对账单"), ngettext_lazy("对账单", "对账单", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__lte=models.F("to_on")), name="statement_runs_forward"
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="statement_by_token"
            ),
        ]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("credit:statement", args=[self.pk])
