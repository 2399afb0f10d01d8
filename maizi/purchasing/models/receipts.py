"""Goods that arrived, what inspection said, and what went back (I-5)."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass
from maizi.stock.models import Warehouse

from ..terms import ReceiptState, RejectReason, ReturnWay
from .orders import OrderLine, PurchaseOrder
from .suppliers import Supplier, money, pieces, price


class Receipt(models.Model):
    """One delivery of a supplier: registered, inspected, posted into a warehouse."""

    data_class_default = DataClass.INTERNAL
    label_field = "no"
    sortable = ("created_at", "received_on")
    sort_keys = {"created_at": "id"}

    id = id_field()
    no = models.CharField(_("入库单号"), max_length=24, unique=True, editable=False)
    order = models.ForeignKey(
        PurchaseOrder, models.PROTECT, related_name="receipts", verbose_name=_("采购订单")
    )
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="receipts", verbose_name=_("供应商")
    )
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="+", verbose_name=_("仓库")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=ReceiptState.choices(), default=ReceiptState.WAITING
    )
    received_on = models.DateField(_("到货日期"))
    delivery_no = models.CharField(_("送货单号"), max_length=40, blank=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    registered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("收货人")
    )
    inspected_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("检验人")
    )
    posted_at = models.DateTimeField(_("入库时间"), null=True)
    amount_yuan = money(_("入库金额（含税）"), default=0)
    billed_yuan = money(_("已到票"), default=0)
    is_payable = models.BooleanField(_("入库时已记应付"), default=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    once = models.CharField(max_length=40, null=True, unique=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("采购入库单"),
            ngettext_lazy("采购入库单", "采购入库单", 2),
        )
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["received_on", "id"], name="goods_in_by_day"),
            models.Index(fields=["state", "id"], name="goods_in_by_state"),
        ]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("purchasing:receipt", args=[self.pk])


class ReceiptLine(models.Model):
    """One line of a delivery: what came, what was accepted, what was turned away and why."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    receipt = models.ForeignKey(
        Receipt, models.CASCADE, related_name="lines", verbose_name=_("采购入库单")
    )
    order_line = models.ForeignKey(
        OrderLine, models.PROTECT, related_name="receipt_lines", verbose_name=_("采购订单明细")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="receipt_lines", verbose_name=_("商品")
    )
    delivered = pieces(_("到货"))
    accepted = pieces(_("合格"), default=0)
    rejected = pieces(_("拒收"), default=0)
    returned = pieces(_("已退货"), default=0)
    reason = models.CharField(
        _("拒收原因"), max_length=10, choices=RejectReason.choices(), blank=True
    )
    reason_note = models.CharField(_("拒收说明"), max_length=200, blank=True)
    price_yuan = price(_("含税单价"))
    tax_rate = models.DecimalField(
        _("税率"), max_digits=3, decimal_places=2, default=Decimal("0.13")
    )
    amount_yuan = money(_("入库金额（含税）"), default=0)
    batch = models.CharField(_("批号"), max_length=40, blank=True)
    serials = models.JSONField(_("序列号"), default=list)

    class Meta:
        verbose_name = verbose_name_plural = _("采购入库明细")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(delivered__gt=0, accepted__gte=0, rejected__gte=0, returned__gte=0),
                name="goods_in_line_positive",
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("accepted")), name="goods_in_line_returns"
            ),
            models.CheckConstraint(
                condition=Q(rejected=0) | ~Q(reason=""), name="goods_in_rejected_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} × {self.delivered.normalize():f}"


class PurchaseReturn(models.Model):
    """Goods out of one receipt that went back to the supplier."""

    data_class_default = DataClass.INTERNAL
    label_field = "no"
    sortable = ("created_at", "returned_on")
    sort_keys = {"created_at": "id"}

    id = id_field()
    no = models.CharField(_("退货单号"), max_length=24, unique=True, editable=False)
    receipt = models.ForeignKey(
        Receipt, models.PROTECT, related_name="returns", verbose_name=_("采购入库单")
    )
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="returns", verbose_name=_("供应商")
    )
    way = models.CharField(_("处理方式"), max_length=10, choices=ReturnWay.choices())
    returned_on = models.DateField(_("退货日期"))
    reason = models.CharField(_("退货原因"), max_length=200)
    amount_yuan = money(_("退货金额（含税）"), default=0)
    billed_yuan = money(_("已到红字发票"), default=0)
    is_payable = models.BooleanField(_("退货时已冲应付"), default=False)
    returned_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("经办人")
    )
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    once = models.CharField(max_length=40, null=True, unique=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("采购退货单"),
            ngettext_lazy("采购退货单", "采购退货单", 2),
        )
        ordering = ["-id"]
        indexes = [models.Index(fields=["returned_on", "id"], name="goods_back_by_day")]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("purchasing:purchasereturn", args=[self.pk])


class PurchaseReturnLine(models.Model):
    """One line that went back."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    document = models.ForeignKey(
        PurchaseReturn, models.CASCADE, related_name="lines", verbose_name=_("采购退货单")
    )
    receipt_line = models.ForeignKey(
        ReceiptLine, models.PROTECT, related_name="return_lines", verbose_name=_("采购入库明细")
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("商品"))
    quantity = pieces(_("数量"))
    amount_yuan = money(_("退货金额（含税）"))

    class Meta:
        verbose_name = verbose_name_plural = _("采购退货明细")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="goods_back_line_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.product} × {self.quantity.normalize():f}"
