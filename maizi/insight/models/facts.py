"""What each order brings to the analyses, laid beside it and kept with it (A-5, derived data).

Customers and products are named by number, not by key: a merge of customers changes a million
rows by listening (see listeners.py), not one list of row numbers.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.kernel.privacy import DataClass
from maizi.sales.models import Order


class OrderFact(models.Model):
    """One order that counts.

    net_cents  what it brings without tax, in whole cents; of one closed short, what was delivered
    is_kept    whether anything of it stayed with the customer
    """

    data_class_default = DataClass.INTERNAL

    order = models.OneToOneField(
        Order, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("订单")
    )
    customer = models.BigIntegerField(_("客户"))
    on = models.DateField(_("下单日期"))
    net_cents = models.BigIntegerField(_("净销售额（分）"))
    is_kept = models.BooleanField(_("没有全部退回"))

    class Meta:
        verbose_name = verbose_name_plural = _("订单事实")
        indexes = [
            models.Index(fields=["customer", "on", "net_cents", "is_kept"], name="order_fact_read")
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.net_cents}"


class LineFact(models.Model):
    """One product of one order, sold or come back; several lines of a product are one.

    on     the day of the order, or the day on which the return was asked for
    parts  ten-thousandths of a piece
    """

    data_class_default = DataClass.INTERNAL

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, models.CASCADE, related_name="+", verbose_name=_("订单"))
    customer = models.BigIntegerField(_("客户"))
    product = models.BigIntegerField(_("商品"))
    on = models.DateField(_("日期"))
    is_back = models.BooleanField(_("退回"))
    parts = models.BigIntegerField(_("数量（万分之一）"))
    net_cents = models.BigIntegerField(_("净销售额（分）"))

    class Meta:
        verbose_name = verbose_name_plural = _("明细事实")
        indexes = [
            models.Index(
                fields=["is_back", "customer", "product", "on", "parts", "net_cents"],
                name="line_fact_read",
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.product} {self.net_cents}"


class FactState(models.Model):
    """Whether the facts are complete, and what the last look at all of them found. One row."""

    data_class_default = DataClass.INTERNAL

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_laid = models.BooleanField(_("齐全"), default=False)
    checked_at = models.DateTimeField(_("核对时间"), null=True)
    mended = models.PositiveIntegerField(_("上次核对改正的订单"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("分析事实的状态")

    def __str__(self) -> str:
        return str(_("齐全") if self.is_laid else _("还没有齐全"))
