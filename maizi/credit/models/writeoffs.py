"""Requests to give a receivable up (I-8)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import WriteOffState
from .accounts import CreditAccount, money_field
from .ledger import Entry


class WriteOff(models.Model):
    """One request to write one receivable off, until it is approved and posted, or is not."""

    data_class_default = DataClass.INTERNAL
    label_field = "reason"

    id = id_field()
    account = models.ForeignKey(
        CreditAccount, models.PROTECT, related_name="write_offs", verbose_name=_("客户")
    )
    entry = models.ForeignKey(
        Entry, models.PROTECT, related_name="write_offs", verbose_name=_("应收")
    )
    amount_yuan = money_field(_("核销金额"))
    reason = models.CharField(_("原因"), max_length=200)
    state = models.CharField(
        _("状态"), max_length=8, choices=WriteOffState.choices(), default=WriteOffState.WAITING
    )
    posted = models.OneToOneField(
        Entry, models.PROTECT, null=True, related_name="+", verbose_name=_("核销分录")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    at = models.DateTimeField(_("申请时间"))
    closed_at = models.DateTimeField(_("办结时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("坏账核销"), ngettext_lazy("坏账核销", "坏账核销", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(state="waiting"), name="write_off_waits_once"
            ),
            models.CheckConstraint(condition=Q(amount_yuan__gt=0), name="write_off_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.amount_yuan}"

    def get_absolute_url(self) -> str:
        return reverse("credit:writeoff", args=[self.pk])
