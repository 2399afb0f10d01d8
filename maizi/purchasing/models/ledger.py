"""What we owe to suppliers: entries, what settles what, invoices, closed months."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import BillSort, EntryKind, PayWay
from .receipts import PurchaseReturn, Receipt
from .suppliers import Supplier, money


class SupplierEntry(models.Model):
    """One entry of a supplier's account; positive amounts we owe, negative ones settle."""

    data_class_default = DataClass.INTERNAL
    label_field = "no"
    sortable = ("on", "due_on", "created_at")
    sort_keys = {"created_at": "id"}

    id = id_field()
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="entries", verbose_name=_("供应商")
    )
    no = models.CharField(_("单号"), max_length=40)
    kind = models.CharField(_("种类"), max_length=10, choices=EntryKind.choices())
    source_kind = models.CharField(max_length=40, blank=True)
    source_id = models.BigIntegerField(null=True)
    on = models.DateField(_("入账日期"))
    due_on = models.DateField(_("到期日"))
    amount_yuan = money(_("金额"))
    open_yuan = money(_("未结"))
    way = models.CharField(_("付款方式"), max_length=10, choices=PayWay.choices(), blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversal", verbose_name=_("冲销的分录")
    )
    note = models.CharField(_("摘要"), max_length=200, blank=True)
    posted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    once = models.CharField(max_length=40, null=True, unique=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("供应商往来"),
            ngettext_lazy("供应商往来", "供应商往来", 2),
        )
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_yuan__gt=0, open_yuan__gte=0, open_yuan__lte=F("amount_yuan"))
                | Q(amount_yuan__lt=0, open_yuan__lte=0, open_yuan__gte=F("amount_yuan")),
                name="supplier_entry_open_within",
            ),
        ]
        indexes = [
            models.Index(fields=["supplier", "on", "id"], name="supplier_entry_by_supplier"),
            models.Index(fields=["on", "id"], name="supplier_entry_by_day"),
            models.Index(fields=["due_on", "id"], name="supplier_entry_by_due"),
            models.Index(
                fields=["supplier", "due_on"], name="supplier_entry_open", condition=~Q(open_yuan=0)
            ),
            models.Index(fields=["source_kind", "source_id"], name="supplier_entry_by_source"),
        ]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("purchasing:supplierentry", args=[self.pk])


class Allocation(models.Model):
    """Part of a payment, return or credit that settles part of a payable."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    credit = models.ForeignKey(
        SupplierEntry, models.PROTECT, related_name="given", verbose_name=_("付款或抵减")
    )
    debit = models.ForeignKey(
        SupplierEntry, models.PROTECT, related_name="taken", verbose_name=_("应付")
    )
    amount_yuan = money(_("核销金额"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("核销人"))
    at = models.DateTimeField(_("核销时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("核销")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_yuan__gt=0), name="supplier_allocation_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_yuan}"


class SupplierBill(models.Model):
    """An invoice that a supplier sent us."""

    data_class_default = DataClass.INTERNAL
    label_field = "number"
    sortable = ("created_at", "billed_on")
    sort_keys = {"created_at": "id"}

    id = id_field()
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="bills", verbose_name=_("供应商")
    )
    sort = models.CharField(_("发票种类"), max_length=16, choices=BillSort.choices())
    number = models.CharField(_("发票号码"), max_length=40)
    billed_on = models.DateField(_("开票日期"))
    amount_yuan = money(_("价税合计"))
    tax_yuan = money(_("税额"), default=0)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    registered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("供应商发票"),
            ngettext_lazy("供应商发票", "供应商发票", 2),
        )
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "number"], name="supplier_bill_number_once"
            ),
            models.CheckConstraint(condition=~Q(amount_yuan=0), name="supplier_bill_not_zero"),
        ]
        indexes = [models.Index(fields=["billed_on", "id"], name="supplier_bill_by_day")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("purchasing:supplierbill", args=[self.pk])


class SupplierBillLine(models.Model):
    """The part of an invoice that is for one receipt, or for one return."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    bill = models.ForeignKey(
        SupplierBill, models.CASCADE, related_name="lines", verbose_name=_("供应商发票")
    )
    receipt = models.ForeignKey(
        Receipt, models.PROTECT, null=True, related_name="bill_lines",
        verbose_name=_("采购入库单"),
    )  # fmt: skip
    document = models.ForeignKey(
        PurchaseReturn, models.PROTECT, null=True, related_name="bill_lines",
        verbose_name=_("采购退货单"),
    )  # fmt: skip
    amount_yuan = money(_("对应金额"))

    class Meta:
        verbose_name = verbose_name_plural = _("发票对应的单据")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(receipt=None, document__isnull=False)
                | Q(receipt__isnull=False, document=None),
                name="supplier_bill_line_for_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_yuan}"


class ClosedMonth(models.Model):
    """A month whose supplier accounts are closed: nothing is posted into it any more."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    until = models.DateField(_("结账到"), unique=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("结账人"))
    at = models.DateTimeField(_("结账时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("月结账")
        ordering = ["-until"]

    def __str__(self) -> str:
        return f"{self.until:%Y-%m}"
