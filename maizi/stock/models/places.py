"""Where goods lie, and below how many they are to be bought again (I-6)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass, FieldGroup, classed


def pieces_field(label, **options) -> models.DecimalField:
    """A quantity in base units: four places (0.3)."""
    return models.DecimalField(label, max_digits=18, decimal_places=4, **options)


def worth_field(label, **options) -> models.DecimalField:
    """What goods cost, in yuan to the cent; only for those who may see costs."""
    field = models.DecimalField(label, max_digits=18, decimal_places=2, **options)
    return classed(field, DataClass.INTERNAL, FieldGroup.COST)


def unit_cost_field(label, **options) -> models.DecimalField:
    """What one piece costs, in yuan to six places; only for those who may see costs."""
    field = models.DecimalField(label, max_digits=18, decimal_places=6, **options)
    return classed(field, DataClass.INTERNAL, FieldGroup.COST)


class Warehouse(models.Model):
    """One place with stock of its own: a building, a shop, a van, a shelf abroad."""

    data_class_default = DataClass.INTERNAL
    sortable = ("position", "name", "code")

    id = id_field()
    code = models.CharField(_("仓库编码"), max_length=20, unique=True)
    name = models.CharField(_("仓库名称"), max_length=40, unique=True)
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="warehouses",
        verbose_name=_("所属部门"),
    )  # fmt: skip
    keeper = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("仓管员")
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("仓库"), ngettext_lazy("仓库", "仓库", 2)
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("stock:warehouse", args=[self.pk])


class Bin(models.Model):
    """One shelf or square of a warehouse, where a company keeps bins."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    warehouse = models.ForeignKey(
        Warehouse, models.CASCADE, related_name="bins", verbose_name=_("仓库")
    )
    code = models.CharField(_("货位"), max_length=20)
    note = models.CharField(_("备注"), max_length=100, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("货位")
        ordering = ["code", "id"]
        constraints = [models.UniqueConstraint(fields=["warehouse", "code"], name="bin_once")]

    def __str__(self) -> str:
        return self.code


class ReorderPoint(models.Model):
    """Below how many of a product to buy again; without a warehouse, in the whole company."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    product = models.ForeignKey(
        Product, models.CASCADE, related_name="reorder_points", verbose_name=_("商品")
    )
    warehouse = models.ForeignKey(
        Warehouse, models.CASCADE, null=True, blank=True, related_name="reorder_points",
        verbose_name=_("仓库"),
    )  # fmt: skip
    least = pieces_field(_("补货点"), validators=[MinValueValidator(0)])
    fill_to = pieces_field(_("补到"), validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = verbose_name_plural = _("补货点")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "warehouse"],
                name="reorder_point_once",
                condition=Q(warehouse__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["product"], name="reorder_point_of_all", condition=Q(warehouse=None)
            ),
            models.CheckConstraint(condition=Q(fill_to__gte=F("least")), name="fill_over_least"),
        ]

    def __str__(self) -> str:
        return f"{self.least}"
