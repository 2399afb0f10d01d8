"""The ledger: entries that are never changed, and which pays which (I-8)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import EntryKind, PayWay
from .accounts import CreditAccount, money_field


class AppendOnly(models.Model):
    """Rows that are written once; what was wrong is posted back, never changed."""

    class Meta:
        abstract = True

    def save(self, *args, **options) -> None:
        """Write the row for the first time. Raises TypeError for a second one."""
        if not self._state.adding:
            raise TypeError(f"{self._meta.label} is append-only: post it back instead")
        super().save(*args, **options)

    def delete(self, *args, **options) -> None:
        """Never."""
        raise TypeError(f"{self._meta.label} is append-only: post it back instead")


class Entry(AppendOnly):
    """One posting to a customer's account: above zero he owes more, below zero less."""

    data_class_default = DataClass.INTERNAL
    sortable = ("on", "amount_yuan", "due_on", "at")
    sort_keys = {"at": "id"}
    label_field = "number"

    id = id_field()
    account = models.ForeignKey(
        CreditAccount, models.PROTECT, related_name="entries", verbose_name=_("客户")
    )
    kind = models.CharField(_("种类"), max_length=12, choices=EntryKind.choices())
    number = models.CharField(_("单据号"), max_length=40, blank=True)
    on = models.DateField(_("日期"))
    due_on = models.DateField(_("到期日"))
    amount_yuan = money_field(_("金额"))
    way = models.CharField(_("方式"), max_length=12, choices=PayWay.choices(), blank=True)
    source_kind = models.CharField(_("来源种类"), max_length=60, blank=True)
    source_id = models.BigIntegerField(_("来源单据"), null=True)
    source_number = models.CharField(_("来源单号"), max_length=40, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("冲销")
    )
    note = models.CharField(_("摘要"), max_length=200, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("记账人")
    )
    at = models.DateTimeField(_("记账时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("往来明细"), ngettext_lazy("往来明细", "往来明细", 2)
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_yuan=0), name="entry_not_zero"),
            models.UniqueConstraint(
                fields=["kind", "source_kind", "source_id"], name="entry_once_per_source",
                condition=Q(kind__in=["invoice", "red_invoice"], source_id__isnull=False),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["account", "on"], name="entries_of_account"),
            models.Index(fields=["kind", "on"], name="entries_by_kind"),
            models.Index(fields=["source_kind", "source_id"], name="entries_by_source"),
        ]

    def __str__(self) -> str:
        return self.number or f"{EntryKind(self.kind).label} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("credit:entry", args=[self.pk])


class Allocation(AppendOnly):
    """So much of one entry below zero pays one above zero; below zero itself, it is undone."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    account = models.ForeignKey(
        CreditAccount, models.PROTECT, related_name="allocations", verbose_name=_("客户")
    )
    debit = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name=_("应收"))
    credit = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name=_("收款"))
    amount_yuan = money_field(_("核销金额"))
    on = models.DateField(_("核销日期"))
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="undone_by", verbose_name=_("撤销")
    )
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("核销人")
    )
    at = models.DateTimeField(_("核销时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("核销记录")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undoes=None, amount_yuan__gt=0)
                | Q(undoes__isnull=False, amount_yuan__lt=0),
                name="allocation_has_its_sign",
            ),
        ]
        indexes = [models.Index(fields=["on"], name="allocations_by_day")]

    def __str__(self) -> str:
        return f"{self.on} {self.amount_yuan}"


class OpenItem(models.Model):
    """What is open of one entry today; gone when nothing is. Follows entries and allocations."""

    data_class_default = DataClass.INTERNAL

    entry = models.OneToOneField(
        Entry, models.PROTECT, primary_key=True, related_name="open", verbose_name=_("往来明细")
    )
    account = models.ForeignKey(
        CreditAccount, models.PROTECT, related_name="open_items", verbose_name=_("客户")
    )
    is_debit = models.BooleanField(_("是应收"))
    due_on = models.DateField(_("到期日"))
    open_yuan = money_field(_("未结金额"))

    class Meta:
        verbose_name = verbose_name_plural = _("未结明细")
        ordering = ["due_on", "entry"]
        constraints = [
            models.CheckConstraint(condition=Q(open_yuan__gt=0), name="open_is_more_than_nothing"),
        ]
        indexes = [
            models.Index(fields=["account", "is_debit", "due_on"], name="open_of_account"),
            models.Index(fields=["is_debit", "due_on"], name="open_by_due_day"),
        ]

    def __str__(self) -> str:
        return f"{self.due_on} {self.open_yuan}"

    @property
    def signed_yuan(self) -> Decimal:
        """What the customer owes of it."""
        return self.open_yuan if self.is_debit else -self.open_yuan


class Deposit(models.Model):
    """Money received for one order: kept for its invoices, and counted for no other order."""

    data_class_default = DataClass.INTERNAL

    entry = models.OneToOneField(
        Entry, models.PROTECT, primary_key=True, related_name="deposit", verbose_name=_("收款")
    )
    account = models.ForeignKey(
        CreditAccount, models.PROTECT, related_name="deposits", verbose_name=_("客户")
    )
    source_kind = models.CharField(_("单据种类"), max_length=60)
    source_id = models.BigIntegerField(_("单据"))
    source_number = models.CharField(_("单据号"), max_length=40, blank=True)
    freed_at = models.DateTimeField(_("转为预收的时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("订单定金")
        ordering = ["-entry"]
        indexes = [models.Index(fields=["source_kind", "source_id"], name="deposits_by_source")]

    def __str__(self) -> str:
        return self.source_number
