"""Price lists, list prices through time, and who may give away how much (I-2)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import Role, User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass

from ..terms import CustomerGroup, PriceKind
from .products import Product, price_field

LIST_KINDS = [(kind, label) for kind, label in PriceKind.choices() if kind != PriceKind.LIST]


class PriceList(models.Model):
    """Prices for one contract, group-buy activity, customer or group of customers."""

    data_class_default = DataClass.INTERNAL
    sortable = ("created_at",)
    sort_keys = {"created_at": "id"}

    id = id_field()
    name = models.CharField(_("名称"), max_length=60)
    kind = models.CharField(_("价格种类"), max_length=10, choices=LIST_KINDS)
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="price_lists",
        verbose_name=_("客户"), help_text=_("合同价和客户专价填写。"),
    )  # fmt: skip
    group = models.CharField(
        _("客户群"), max_length=8, choices=CustomerGroup.choices(), blank=True,
        help_text=_("客户类别价填写。"),
    )  # fmt: skip
    number = models.CharField(
        _("合同号或活动号"), max_length=40, blank=True, help_text=_("合同价和团购阶梯价填写。")
    )
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("截止日期"), null=True, blank=True)
    is_for_key = models.BooleanField(
        _("只限大客户身份"), default=False,
        help_text=_("客户一旦降级，这些价格自动不再适用（D-11）。"),
    )  # fmt: skip
    is_active = models.BooleanField(_("启用"), default=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("创建人"), editable=False, null=True
    )

    class Meta:
        verbose_name, verbose_name_plural = _("价目表"), ngettext_lazy("价目表", "价目表", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["contract", "customer"], customer__isnull=False, group="")
                | Q(kind="group", customer=None) & ~Q(group="")
                | Q(kind="group_buy", customer=None, group="") & ~Q(number=""),
                name="price_list_for_somebody",
            ),
        ]
        indexes = [models.Index(fields=["kind", "group"], name="price_list_by_group")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:pricelist", args=[self.pk])


class PriceRow(models.Model):
    """One price of one product in a price list, from a quantity upwards."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    list = models.ForeignKey(
        PriceList, models.CASCADE, related_name="rows", verbose_name=_("价目表")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="price_rows", verbose_name=_("商品")
    )
    least = models.DecimalField(
        _("起订数量"), max_digits=14, decimal_places=4, default=0, validators=[MinValueValidator(0)]
    )
    price_yuan = price_field(_("含税单价"))

    class Meta:
        verbose_name = verbose_name_plural = _("价目表明细")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["list", "product", "least"], name="price_tier_once"),
            models.CheckConstraint(condition=Q(price_yuan__gte=0), name="price_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.price_yuan}"


class ListPrice(models.Model):
    """One list price of a product, from a day until the next one begins."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    product = models.ForeignKey(
        Product, models.CASCADE, related_name="list_prices", verbose_name=_("商品")
    )
    starts_on = models.DateField(_("开始日期"))
    price_yuan = price_field(_("标价（含税）"))
    reason = models.CharField(_("原因"), max_length=200, blank=True)
    set_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("定价人")
    )
    set_at = models.DateTimeField(_("记录时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("标价记录")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "starts_on"], name="list_price_per_day"),
            models.CheckConstraint(condition=Q(price_yuan__gte=0), name="listed_not_negative"),
        ]
        indexes = [models.Index(fields=["starts_on"], name="list_price_by_day")]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.price_yuan}"


class DiscountLimit(models.Model):
    """How much people with a role may take off a price by themselves."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    role = models.OneToOneField(Role, models.CASCADE, related_name="+", verbose_name=_("角色"))
    most_percent = models.DecimalField(
        _("最多让利（%）"), max_digits=5, decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("折扣权限"), ngettext_lazy("折扣权限", "折扣权限", 2)
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.role}"
