"""What the copy of the facts in ClickHouse still lacks (docs/decisions/0025-clickhouse.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.kernel.privacy import DataClass


class FactCopy(models.Model):
    """What the copy says of itself when it may be asked. One row, while there is a copy.

    mark        it was complete when it got this mark; "": it is being made anew
    heading     its mark from the first write of a carry on; equal to `mark` in between
    busy_until  nobody else carries before then
    """

    data_class_default = DataClass.INTERNAL

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.CharField(_("标记"), max_length=32, blank=True)
    heading = models.CharField(_("正在写的标记"), max_length=32)
    busy_until = models.DateTimeField(_("占用到"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("分析事实的副本")

    def __str__(self) -> str:
        return self.mark or str(_("正在重抄"))


class FactChange(models.Model):
    """One order whose facts are other in the copy; the order may be gone."""

    data_class_default = DataClass.INTERNAL

    id = models.BigAutoField(primary_key=True)
    order = models.BigIntegerField(_("订单"))

    class Meta:
        verbose_name = verbose_name_plural = _("待抄的事实")

    def __str__(self) -> str:
        return str(self.order)
