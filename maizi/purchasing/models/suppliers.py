"""Who we buy from, whom we speak to there, and what they supply (I-5)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import DueFrom

MOST_DAYS = 720
MOST_YUAN = Decimal(10**12)


def price(label, **options) -> models.DecimalField:
    """A price per piece with tax: six places, seen by those who see costs."""
    bounds = [MinValueValidator(0), MaxValueValidator(10**9)]
    field = models.DecimalField(
        label, max_digits=16, decimal_places=6, validators=bounds, **options
    )
    return classed(field, DataClass.INTERNAL, group=FieldGroup.COST, mask=None)


def money(label, **options) -> models.DecimalField:
    """Yuan with two places, seen by those who see costs."""
    field = models.DecimalField(label, max_digits=16, decimal_places=2, **options)
    return classed(field, DataClass.INTERNAL, group=FieldGroup.COST, mask=None)


def pieces(label, **options) -> models.DecimalField:
    """A quantity in base units: four places (0.3)."""
    return models.DecimalField(label, max_digits=14, decimal_places=4, **options)


class Supplier(models.Model):
    """A company we buy from, with its terms and its account."""

    data_class_default = DataClass.INTERNAL
    sortable = ("name", "created_at", "payable_yuan")
    sort_keys = {"name": "sort_name", "created_at": "id"}

    id = id_field()
    no = models.CharField(
        _("供应商编号"), max_length=24, unique=True, blank=True, help_text=_("留空自动编号。")
    )
    name = models.CharField(_("供应商名称"), max_length=100)
    sort_name = models.CharField(max_length=160, editable=False)
    name_key = models.CharField(max_length=120, editable=False)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    usc_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    supplies = models.CharField(
        _("供应什么"), max_length=100, blank=True, help_text=_("如“空压机整机、滤芯”。")
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    buyer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("采购员")
    )
    lead_days = models.PositiveSmallIntegerField(
        _("交货周期（天）"), default=7, validators=[MaxValueValidator(MOST_DAYS)]
    )
    terms_days = models.PositiveSmallIntegerField(
        _("账期（天）"), default=30, validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("0 表示货到付款。"),
    )  # fmt: skip
    due_from = models.CharField(
        _("账期起算"), max_length=10, choices=DueFrom.choices(), default=DueFrom.DAY
    )
    least_yuan = money(_("起订金额"), default=0, blank=True, validators=[MinValueValidator(0)])
    bank_name = classed(
        models.CharField(_("开户银行"), max_length=80, blank=True), DataClass.SENSITIVE,
        group=FieldGroup.BANK, mask=None,
    )  # fmt: skip
    bank_account = classed(
        models.CharField(_("银行账号"), max_length=40, blank=True), DataClass.SENSITIVE,
        group=FieldGroup.BANK, mask="bank",
    )  # fmt: skip
    is_active = models.BooleanField(_("合作中"), default=True)
    stopped_why = models.CharField(_("停止合作的原因"), max_length=200, blank=True)
    note = models.TextField(_("备注"), max_length=2000, blank=True)
    payable_yuan = money(_("应付余额"), default=0, editable=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("创建人"), editable=False, null=True
    )
    import_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("供应商"), ngettext_lazy("供应商", "供应商", 2)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="supplier_by_name"),
            models.Index(fields=["name_key"], name="supplier_name_key"),
            models.Index(fields=["payable_yuan", "id"], name="supplier_by_payable"),
            models.Index(
                fields=["import_id"], name="supplier_import", condition=Q(import_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("purchasing:supplier", args=[self.pk])


class SupplierContact(models.Model):
    """Somebody at a supplier whom we call."""

    data_class_default = DataClass.PERSONAL

    id = id_field()
    supplier = models.ForeignKey(
        Supplier, models.CASCADE, related_name="contacts", verbose_name=_("供应商")
    )
    name = models.CharField(_("姓名"), max_length=40)
    job_title = models.CharField(_("职务"), max_length=40, blank=True)
    mobile = classed(
        models.CharField(_("手机"), max_length=20, blank=True), DataClass.PERSONAL,
        group=FieldGroup.CONTACT, mask="phone",
    )  # fmt: skip
    phone = classed(
        models.CharField(_("电话"), max_length=30, blank=True), DataClass.PERSONAL,
        group=FieldGroup.CONTACT, mask="phone",
    )  # fmt: skip
    email = classed(
        models.EmailField(_("邮箱"), blank=True), DataClass.PERSONAL, group=FieldGroup.CONTACT,
        mask="email",
    )  # fmt: skip
    is_main = models.BooleanField(_("主要联系人"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("供应商联系人")
        ordering = ["-is_main", "id"]

    def __str__(self) -> str:
        return self.name


class Supply(models.Model):
    """One product that a supplier supplies: his code, his price, his minimum."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    supplier = models.ForeignKey(
        Supplier, models.CASCADE, related_name="supply", verbose_name=_("供应商")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="supply", verbose_name=_("商品")
    )
    code = models.CharField(_("供应商货号"), max_length=40, blank=True)
    price_yuan = price(_("含税进价"))
    priced_on = models.DateField(_("报价日期"))
    least = pieces(_("起订数量"), default=0, validators=[MinValueValidator(0)])
    pack = pieces(_("整包数量"), default=0, validators=[MinValueValidator(0)])
    lead_days = models.PositiveSmallIntegerField(
        _("交货周期（天）"), null=True, blank=True, validators=[MaxValueValidator(MOST_DAYS)]
    )
    is_preferred = models.BooleanField(_("首选"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("供货价格")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "product"], name="supply_once"),
            models.UniqueConstraint(
                fields=["product"], name="one_preferred_supply", condition=Q(is_preferred=True)
            ),
            models.CheckConstraint(condition=Q(price_yuan__gte=0), name="supply_not_negative"),
        ]
        indexes = [models.Index(fields=["code"], name="supply_by_code")]

    def __str__(self) -> str:
        return f"{self.price_yuan}"
