"""What a customer spends by category, and what was made for it alone (C-20)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Category
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass
from maizi.sales.models import Quote


class CategorySpend(models.Model):
    """What one customer spends in a year in one category, with anybody; the newest counts."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="category_spends", verbose_name=_("客户"),
        editable=False,
    )  # fmt: skip
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="+", verbose_name=_("商品类别")
    )
    yearly_yuan = models.DecimalField(
        _("一年总采购额（元）"), max_digits=14, decimal_places=2, validators=[MinValueValidator(1)],
        help_text=_("这一类从所有供应商买的，不含税。"),
    )  # fmt: skip
    heard_from = models.CharField(_("从哪里知道的"), max_length=80)
    on = models.DateField(_("了解日期"))
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("登记人"), editable=False
    )

    class Meta:
        verbose_name = _("品类采购额")
        verbose_name_plural = ngettext_lazy("品类采购额", "品类采购额", 2)
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(yearly_yuan__gt=0), name="spend_positive")
        ]
        indexes = [models.Index(fields=["customer", "-on"], name="spends_of_customer")]

    def __str__(self) -> str:
        return f"{self.category}"


class CustomOffer(models.Model):
    """One offer made for one customer alone: in which of five forms, and how it differs (C-30)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="custom_offers", verbose_name=_("客户"),
        editable=False,
    )  # fmt: skip
    quote = models.ForeignKey(
        Quote, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("报价单")
    )
    text = models.CharField(_("给他做了什么"), max_length=300)
    is_bundle = models.BooleanField(_("捆绑"), default=False)
    is_menu = models.BooleanField(_("菜单模式"), default=False)
    is_flexible = models.BooleanField(_("灵活配置"), default=False)
    is_booking = models.BooleanField(_("预约服务"), default=False)
    is_payment = models.BooleanField(_("支付方式"), default=False)
    product_note = models.CharField(
        _("产品差异"), max_length=200, blank=True, help_text=_("款式、可靠、安全、经济。")
    )
    service_note = models.CharField(
        _("服务差异"), max_length=200, blank=True, help_text=_("付款、质量承诺、售后。")
    )
    relation_note = models.CharField(
        _("关系差异"), max_length=200, blank=True, help_text=_("持续的项目和计划。")
    )
    on = models.DateField(_("日期"))
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("登记人"), editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("定制方案"), ngettext_lazy("定制方案", "定制方案", 2)
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["customer", "-on"], name="offers_of_customer")]

    def __str__(self) -> str:
        return self.text
