"""Batches and single pieces that are followed through the stock (I-1, I-6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass

from ..terms import StockStatus
from .places import Bin, Warehouse


class Batch(models.Model):
    """One batch of one product: what was made together and expires together."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="batches", verbose_name=_("商品")
    )
    no = models.CharField(_("批号"), max_length=40)
    made_on = models.DateField(_("生产日期"), null=True, blank=True)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("批次")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["product", "no"], name="batch_once")]

    def __str__(self) -> str:
        return self.no


class Serial(models.Model):
    """One piece with a number of its own; it is in one warehouse, or in none."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="serials", verbose_name=_("商品")
    )
    no = models.CharField(_("序列号"), max_length=60)
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, null=True, related_name="serials", verbose_name=_("仓库")
    )
    bin = models.ForeignKey(
        Bin, models.PROTECT, null=True, related_name="serials", verbose_name=_("货位")
    )
    status = models.CharField(
        _("状态"), max_length=11, choices=StockStatus.choices(), default=StockStatus.GOOD
    )
    last_on = models.DateField(_("最近出入库"))

    class Meta:
        verbose_name = verbose_name_plural = _("序列号")
        ordering = ["no", "id"]
        constraints = [models.UniqueConstraint(fields=["product", "no"], name="serial_once")]
        indexes = [
            models.Index(fields=["no"], name="serial_by_no"),
            models.Index(fields=["warehouse", "product"], name="serial_by_warehouse"),
        ]

    def __str__(self) -> str:
        return self.no
