"""Prices moved many at once, so that they can be moved back (I-2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import ChangeState
from .prices import PriceList, PriceRow
from .products import Product, price_field


class PriceChange(models.Model):
    """One mass change: whose prices, how, why, and whether it was taken back."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    list = models.ForeignKey(
        PriceList, models.CASCADE, null=True, related_name="changes", verbose_name=_("价目表")
    )
    starts_on = models.DateField(_("开始日期"))
    terms = models.JSONField(_("调价条件"))
    reason = models.CharField(_("原因"), max_length=200)
    state = models.CharField(
        _("状态"), max_length=8, choices=ChangeState.choices(), default=ChangeState.DONE
    )
    count = models.PositiveIntegerField(_("条数"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("调价人"))
    at = models.DateTimeField(_("调价时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("调价")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.reason


class ChangedPrice(models.Model):
    """One price that a mass change moved; a row of a list, or else the list price."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    change = models.ForeignKey(
        PriceChange, models.CASCADE, related_name="prices", verbose_name=_("调价")
    )
    product = models.ForeignKey(Product, models.CASCADE, related_name="+", verbose_name=_("商品"))
    row = models.ForeignKey(
        PriceRow, models.SET_NULL, null=True, related_name="+", verbose_name=_("价目表明细")
    )
    old_yuan = price_field(_("原价"))
    new_yuan = price_field(_("新价"))

    class Meta:
        verbose_name = verbose_name_plural = _("调过的价格")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.old_yuan} → {self.new_yuan}"
