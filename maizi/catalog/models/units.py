"""Further units of a product and the barcodes on its packs (I-1)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass

from .products import Product


class ProductUnit(models.Model):
    """One further unit of one product: 1 箱 = 12 个."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    product = models.ForeignKey(
        Product, models.CASCADE, related_name="units", verbose_name=_("商品")
    )
    name = models.CharField(_("单位"), max_length=8)
    factor = models.DecimalField(_("合基本单位"), max_digits=14, decimal_places=4)

    class Meta:
        verbose_name = verbose_name_plural = _("计量单位")
        ordering = ["factor", "id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "name"], name="unit_of_product"),
            models.CheckConstraint(condition=Q(factor__gt=0), name="unit_factor_positive"),
        ]

    def __str__(self) -> str:
        return self.name


class Barcode(models.Model):
    """One code on a pack; without a unit it is on a single piece."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    product = models.ForeignKey(
        Product, models.CASCADE, related_name="barcodes", verbose_name=_("商品")
    )
    unit = models.ForeignKey(
        ProductUnit, models.PROTECT, null=True, blank=True, related_name="barcodes",
        verbose_name=_("单位"),
    )  # fmt: skip
    code = models.CharField(_("条码"), max_length=48, unique=True)
    kind = models.CharField(_("码制"), max_length=8, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("条码")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.code
