"""Stock counts: what the books said when it was frozen, what was found (I-6)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Category, Product
from maizi.kernel.privacy import DataClass

from ..terms import CountState, StockStatus
from .documents import StockDocument
from .pieces import Batch
from .places import Bin, Warehouse, pieces_field, unit_cost_field, worth_field


class StockCount(models.Model):
    """One count of a warehouse, or of one category in it, from freeze to posting."""

    data_class_default = DataClass.INTERNAL
    sortable = ("created_at", "no")
    sort_keys = {"created_at": "id"}

    id = id_field()
    no = models.CharField(_("盘点单号"), max_length=32, unique=True)
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="counts", verbose_name=_("仓库")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("商品类别"),
    )  # fmt: skip
    state = models.CharField(
        _("进度"), max_length=9, choices=CountState.choices(), default=CountState.OPEN
    )
    is_blind = models.BooleanField(_("盲盘"), default=False, help_text=_("盘点时不显示账面数量。"))
    frozen_at = models.DateTimeField(_("冻结时间"))
    reason = models.CharField(_("差异说明"), max_length=300, blank=True)
    gain_yuan = worth_field(_("盘盈金额"), null=True)
    loss_yuan = worth_field(_("盘亏金额"), null=True)
    gain = models.ForeignKey(
        StockDocument, models.PROTECT, null=True, related_name="+", verbose_name=_("盘盈单")
    )
    loss = models.ForeignKey(
        StockDocument, models.PROTECT, null=True, related_name="+", verbose_name=_("盘亏单")
    )
    note = models.CharField(_("备注"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("制单时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("制单人")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("盘点单"), ngettext_lazy("盘点单", "盘点单", 2)
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("stock:stockcount", args=[self.pk])


class CountLine(models.Model):
    """What is counted by itself: one product in one bin, of one batch, in one state."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    count = models.ForeignKey(
        StockCount, models.CASCADE, related_name="lines", verbose_name=_("盘点单")
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("商品"))
    bin = models.ForeignKey(
        Bin, models.PROTECT, null=True, related_name="+", verbose_name=_("货位")
    )
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, related_name="+", verbose_name=_("批次")
    )
    status = models.CharField(
        _("状态"), max_length=11, choices=StockStatus.choices(), default=StockStatus.GOOD
    )
    book = pieces_field(_("账面数量"))
    found = pieces_field(_("实盘数量"), null=True, blank=True, validators=[MinValueValidator(0)])
    cost_yuan = unit_cost_field(_("成本单价"), default=0)
    expected = models.JSONField(_("账面序列号"), default=list, blank=True)
    scanned = models.JSONField(_("实盘序列号"), default=list, blank=True)
    note = models.CharField(_("备注"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("盘点明细")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.product_id}"
