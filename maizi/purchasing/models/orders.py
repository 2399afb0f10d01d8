"""What we ordered from whom (I-5)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass

from ..rules.orders import LineFacts
from ..terms import DueFrom, OrderState
from .requests import RequestLine
from .suppliers import MOST_DAYS, Supplier, money, pieces, price


class PurchaseOrder(models.Model):
    """One order to one supplier."""

    data_class_default = DataClass.INTERNAL
    label_field = "no"
    sortable = ("created_at", "expected_on", "ordered_on", "amount_yuan")
    sort_keys = {"created_at": "id"}

    id = id_field()
    no = models.CharField(_("采购单号"), max_length=24, unique=True, editable=False)
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="orders", verbose_name=_("供应商")
    )
    buyer = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("采购员"), editable=False
    )
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, related_name="+", verbose_name=_("部门"),
        editable=False,
    )  # fmt: skip
    state = models.CharField(
        _("状态"), max_length=10, choices=OrderState.choices(), default=OrderState.DRAFT,
        editable=False,
    )  # fmt: skip
    ordered_on = models.DateField(_("下单日期"), null=True, editable=False)
    expected_on = models.DateField(_("要求到货"), null=True, blank=True)
    terms_days = models.PositiveSmallIntegerField(
        _("账期（天）"), default=0, validators=[MaxValueValidator(MOST_DAYS)]
    )
    due_from = models.CharField(
        _("账期起算"), max_length=10, choices=DueFrom.choices(), default=DueFrom.DAY
    )
    ship_to = models.CharField(_("收货地址"), max_length=200, blank=True)
    their_no = models.CharField(_("对方订单号"), max_length=40, blank=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    amount_yuan = money(_("金额（含税）"), default=0, editable=False)
    tax_yuan = money(_("税额"), default=0, editable=False)
    answer = models.CharField(_("审批意见"), max_length=200, blank=True, editable=False)
    closed_why = models.CharField(_("结案或作废的原因"), max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    once = models.CharField(max_length=40, null=True, unique=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("采购订单"), ngettext_lazy("采购订单", "采购订单", 2)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "expected_on", "id"], name="purchase_by_state"),
            models.Index(fields=["expected_on", "id"], name="purchase_by_expected"),
            models.Index(fields=["ordered_on", "id"], name="purchase_by_day"),
            models.Index(fields=["amount_yuan", "id"], name="purchase_by_amount"),
        ]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("purchasing:purchaseorder", args=[self.pk])


class OrderLine(models.Model):
    """One product of an order: how much was ordered, came, waits, went back."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    order = models.ForeignKey(
        PurchaseOrder, models.CASCADE, related_name="lines", verbose_name=_("采购订单")
    )
    position = models.PositiveSmallIntegerField(_("行号"))
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="purchase_lines", verbose_name=_("商品")
    )
    supplier_code = models.CharField(_("供应商货号"), max_length=40, blank=True)
    quantity = pieces(_("数量"))
    price_yuan = price(_("含税单价"))
    tax_rate = models.DecimalField(
        _("税率"), max_digits=3, decimal_places=2, default=Decimal("0.13")
    )
    amount_yuan = money(_("金额（含税）"))
    tax_yuan = money(_("税额"))
    expected_on = models.DateField(_("要求到货"), null=True)
    promised_on = models.DateField(_("最初要求到货"), null=True)
    received = pieces(_("已入库"), default=0)
    waiting = pieces(_("待检"), default=0)
    rejected = pieces(_("拒收"), default=0)
    returned = pieces(_("已退货"), default=0)
    replaced = pieces(_("待补发"), default=0)
    request_line = models.ForeignKey(
        RequestLine, models.SET_NULL, null=True, related_name="order_lines",
        verbose_name=_("请购明细"),
    )  # fmt: skip
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("采购订单明细")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    quantity__gt=0,
                    received__gte=0,
                    waiting__gte=0,
                    rejected__gte=0,
                    returned__gte=0,
                    replaced__gte=0,
                ),
                name="purchase_line_positive",
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("received"), replaced__lte=F("returned")),
                name="purchase_line_returns",
            ),
        ]
        indexes = [models.Index(fields=["product", "id"], name="purchase_line_by_product")]

    def __str__(self) -> str:
        return f"{self.product} × {self.quantity.normalize():f}"

    @property
    def facts(self) -> LineFacts:
        """The line as the rules of receiving see it."""
        return LineFacts(self.quantity, self.received, self.waiting, self.replaced)
