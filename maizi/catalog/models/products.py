"""What is sold, and the tree it is sorted into (I-1)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import BundleSort, Packaging, ProductSort, Tracking

# Rates of the value-added tax law; a free rate would be mistyped sooner than it is needed.
TAX_RATES = [(Decimal(rate), f"{Decimal(rate) * 100:.0f}%") for rate in
             ("0.13", "0.09", "0.06", "0.05", "0.03", "0.01", "0.00")]  # fmt: skip
MOST_YUAN = Decimal(10**9)
MOST_MONTHS = 600


def price_field(label, **options) -> models.DecimalField:
    """A price per piece in yuan: six places, never negative (0.3)."""
    bounds = [MinValueValidator(0), MaxValueValidator(MOST_YUAN)]
    return models.DecimalField(label, max_digits=16, decimal_places=6, validators=bounds, **options)


class Category(models.Model):
    """One node of the tree that products are sorted into."""

    data_class_default = DataClass.INTERNAL
    sortable = ("path_name",)
    label_field = "path_name"
    never_listed = ("path",)

    id = id_field()
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name=_("上级类别"),
    )  # fmt: skip
    name = models.CharField(_("名称"), max_length=40)
    path_name = models.CharField(_("商品类别"), max_length=200, unique=True, editable=False)
    path = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("商品类别"), ngettext_lazy("商品类别", "商品类别", 2)
        ordering = ["path_name", "id"]
        indexes = [models.Index(fields=["path"], name="category_by_path")]

    def __str__(self) -> str:
        return self.path_name


class Product(models.Model):
    """One thing that is sold: goods, a service, a spare part, or a bundle of others."""

    data_class_default = DataClass.INTERNAL
    sort_keys = {"name": "sort_name", "created_at": "id"}
    sortable = ("name", "no", "category", "list_price_yuan", "created_at")
    never_listed = ("sort_name", "name_key", "import_id")

    id = id_field()
    no = models.CharField(
        _("商品编号"), max_length=32, unique=True, blank=True, help_text=_("留空自动编号。")
    )
    name = models.CharField(_("商品名称"), max_length=120)
    sort_name = models.CharField(max_length=160, editable=False)
    name_key = models.CharField(max_length=200, editable=False)
    sort = models.CharField(
        _("种类"), max_length=8, choices=ProductSort.choices(), default=ProductSort.GOODS
    )
    bundle_sort = models.CharField(
        _("组合方式"),
        max_length=8,
        choices=BundleSort.choices(),
        blank=True,
        help_text=_("种类是组合时选择。"),
    )
    brand = models.CharField(_("品牌"), max_length=40, blank=True)
    model = models.CharField(_("型号"), max_length=60, blank=True)
    spec = models.CharField(_("规格"), max_length=80, blank=True)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="products",
        verbose_name=_("商品类别"),
    )  # fmt: skip
    unit = models.CharField(_("基本单位"), max_length=8, default="个")
    tracking = models.CharField(
        _("库存跟踪"), max_length=8, choices=Tracking.choices(), default=Tracking.NONE
    )
    packaging = models.CharField(
        _("包装"), max_length=8, choices=Packaging.choices(), default=Packaging.PLAIN
    )
    tax_rate = models.DecimalField(
        _("税率"), max_digits=3, decimal_places=2, choices=TAX_RATES, default=Decimal("0.13")
    )
    list_price_yuan = price_field(_("标价（含税）"), null=True, blank=True)
    cost_yuan = classed(
        price_field(_("参考成本（含税）"), null=True, blank=True), DataClass.INTERNAL,
        group=FieldGroup.COST,
    )  # fmt: skip
    warranty_months = models.PositiveSmallIntegerField(
        _("保修期（月）"), null=True, blank=True, validators=[MaxValueValidator(MOST_MONTHS)]
    )
    warranty_terms = models.TextField(_("质保条款"), max_length=2000, blank=True)
    sanbao_catalogue = models.CharField(
        _("三包目录"), max_length=60, blank=True, help_text=_("适用的国家三包目录，如“家用空调”。")
    )
    preventive_months = models.PositiveSmallIntegerField(
        _("保养周期（月）"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )  # fmt: skip
    is_active = models.BooleanField(_("在售"), default=True)
    discontinued_on = models.DateField(_("停产日期"), null=True, blank=True)
    note = models.TextField(_("备注"), max_length=2000, blank=True)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("创建人"), editable=False, null=True
    )
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)
    import_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("商品"), ngettext_lazy("商品", "商品", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(list_price_yuan=None) | Q(list_price_yuan__gte=0),
                name="list_price_not_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="product_by_name"),
            models.Index(fields=["category", "id"], name="product_by_category"),
            models.Index(fields=["list_price_yuan", "id"], name="product_by_price"),
            models.Index(fields=["name_key"], name="product_name_key"),
            models.Index(
                fields=["import_id"], name="product_import", condition=Q(import_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:product", args=[self.pk])
