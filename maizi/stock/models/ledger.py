"""What there is, kept beside the movements it is the sum of (I-6)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass

from ..terms import StockStatus
from .pieces import Batch
from .places import Bin, Warehouse, pieces_field, unit_cost_field, worth_field


class StockLedger(models.Model):
    """The one row that those who write into the past, or close it, wait for."""

    data_class_default = DataClass.INTERNAL

    closed_through = models.DateField(_("已结账至"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("库存账")

    def __str__(self) -> str:
        return f"{self.closed_through}"


class StockCard(models.Model):
    """One product in the stock; whoever moves it locks this row.

    last_on, last_id  the place of its last movement: whatever comes before it is backdated
    """

    data_class_default = DataClass.INTERNAL

    product = models.OneToOneField(
        Product, models.PROTECT, primary_key=True, related_name="stock_card",
        verbose_name=_("商品"),
    )  # fmt: skip
    last_on = models.DateField(_("最近出入库"), null=True)
    last_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("存货卡")

    def __str__(self) -> str:
        return f"{self.product_id}"


class StockAccount(models.Model):
    """One product in one warehouse: how much in all states, how much of it good, its value."""

    data_class_default = DataClass.INTERNAL
    sortable = ("quantity", "value_yuan")

    id = id_field()
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="stock_accounts", verbose_name=_("商品")
    )
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="accounts", verbose_name=_("仓库")
    )
    quantity = pieces_field(_("数量"), default=0)
    good = pieces_field(_("良品"), default=0)
    reserved = pieces_field(_("已预留"), default=0)
    value_yuan = worth_field(_("库存金额"), default=0)
    cost_yuan = unit_cost_field(_("成本单价"), default=0)
    last_in_on = models.DateField(_("最近入库"), null=True)
    last_out_on = models.DateField(_("最近出库"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("库存")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "warehouse"], name="stock_account_once"),
            models.CheckConstraint(condition=Q(reserved__gte=0), name="reserved_not_negative"),
        ]
        indexes = [
            models.Index(fields=["warehouse", "product"], name="account_by_warehouse"),
            models.Index(fields=["quantity", "id"], name="account_by_quantity"),
            models.Index(fields=["value_yuan", "id"], name="account_by_value"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.product_id}"

    def get_absolute_url(self) -> str:
        return reverse("stock:stockaccount", args=[self.pk])


class StockHolding(models.Model):
    """What of an account lies in one bin, of one batch, in one state."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    account = models.ForeignKey(
        StockAccount, models.PROTECT, related_name="holdings", verbose_name=_("库存")
    )
    bin = models.ForeignKey(
        Bin, models.PROTECT, null=True, related_name="holdings", verbose_name=_("货位")
    )
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, related_name="holdings", verbose_name=_("批次")
    )
    status = models.CharField(
        _("状态"), max_length=11, choices=StockStatus.choices(), default=StockStatus.GOOD
    )
    key = models.CharField(max_length=60, editable=False)
    quantity = pieces_field(_("数量"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("库存明细")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="stock_holding_once")
        ]

    def __str__(self) -> str:
        return f"{self.quantity}"
