"""Returns and exchanges (I-10)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass
from maizi.stock.models import Warehouse

from ..terms import RefundWay, ReturnReason, ReturnSort, ReturnState, ReturnVerdict
from .columns import Document, money_field, pieces_field
from .orders import Order, OrderLine


class Return(Document):
    """Goods of an order that a customer wants to give back or to exchange."""

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("no", "asked_on", "amount_yuan", "created_at")
    label_field = "no"

    order = models.ForeignKey(
        Order, models.PROTECT, related_name="returns", verbose_name=_("销售订单"),
        editable=False,
    )  # fmt: skip
    sort = models.CharField(
        _("退或换"), max_length=8, choices=ReturnSort.choices(), default=ReturnSort.RETURN
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=ReturnState.choices(), default=ReturnState.DRAFT,
        editable=False,
    )  # fmt: skip
    reason = models.CharField(_("原因"), max_length=10, choices=ReturnReason.choices())
    told = models.CharField(_("情况说明"), max_length=300)
    asked_on = models.DateField(_("申请日期"))
    verdict = models.CharField(
        _("是否应当受理"), max_length=10, choices=ReturnVerdict.choices(), editable=False
    )
    because = models.CharField(_("判断依据"), max_length=200, editable=False)
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("退入仓库"),
    )  # fmt: skip
    refund_way = models.CharField(
        _("款项处理"), max_length=8, choices=RefundWay.choices(), default=RefundWay.NONE,
        editable=False,
    )  # fmt: skip
    kept_yuan = money_field(_("折旧费"), editable=False)
    refund_by = models.DateField(_("退款期限"), null=True, editable=False)
    received_at = models.DateTimeField(_("收货时间"), null=True, editable=False)
    settled_at = models.DateTimeField(_("办结时间"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("退换货单"), ngettext_lazy("退换货单", "退换货单", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="return_by_state")]

    def get_absolute_url(self) -> str:
        return reverse("sales:return", args=[self.pk])


class ReturnLine(models.Model):
    """How much of one line of the order comes back."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    document = models.ForeignKey(
        Return, models.CASCADE, related_name="lines", verbose_name=_("退换货单")
    )
    line = models.ForeignKey(
        OrderLine, models.PROTECT, related_name="returns", verbose_name=_("订单明细")
    )
    quantity = pieces_field(_("数量"))
    amount_yuan = money_field(_("价税合计"))
    tax_yuan = money_field(_("税额"))
    pieces = models.JSONField(_("序列号或批号"), default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("退换货明细")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "line"], name="line_once_in_return"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="returned_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity}"
