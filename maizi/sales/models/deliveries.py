"""Deliveries of an order, whole or in part (I-7)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed
from maizi.stock.models import Warehouse

from ..terms import DeliveryState
from .columns import Receiver, money_field, pieces_field
from .orders import Order, OrderLine


class Delivery(Receiver):
    """One parcel or load of an order on its way from the shelf to a signature (F-10).

    is_charged  delivery is free unless somebody says so: special transport to a key account (F-11)
    """

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("no", "created_at", "shipped_at")
    label_field = "no"

    id = id_field()
    no = models.CharField(_("发货单号"), max_length=32, unique=True, editable=False)
    order = models.ForeignKey(
        Order, models.PROTECT, related_name="deliveries", verbose_name=_("销售订单"),
        editable=False,
    )  # fmt: skip
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="deliveries", verbose_name=_("客户"),
        editable=False,
    )  # fmt: skip
    state = models.CharField(
        _("状态"), max_length=10, choices=DeliveryState.choices(),
        default=DeliveryState.PICKING, editable=False,
    )  # fmt: skip
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("发货仓库"),
    )  # fmt: skip
    is_charged = models.BooleanField(
        _("收取运费"), default=False, help_text=_("不勾选表示免费送货（F-10）。")
    )
    freight_yuan = money_field(_("运费"), validators=[MinValueValidator(0)])
    carrier = models.CharField(_("承运人"), max_length=40, blank=True)
    tracking_no = models.CharField(_("运单号"), max_length=60, blank=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    shipped_at = models.DateTimeField(_("发出时间"), null=True, editable=False)
    arrived_at = models.DateTimeField(_("到达时间"), null=True, editable=False)
    signed_at = models.DateTimeField(_("签收时间"), null=True, editable=False)
    signed_by = classed(
        models.CharField(_("签收人"), max_length=40, blank=True, editable=False),
        DataClass.PERSONAL, FieldGroup.CONTACT, mask="text",
    )  # fmt: skip
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("创建人"), editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("发货单"), ngettext_lazy("发货单", "发货单", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="delivery_by_state")]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("sales:delivery", args=[self.pk])


class DeliveryLine(models.Model):
    """How much of one line of the order goes with a delivery."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    delivery = models.ForeignKey(
        Delivery, models.CASCADE, related_name="lines", verbose_name=_("发货单")
    )
    line = models.ForeignKey(
        OrderLine, models.PROTECT, related_name="deliveries", verbose_name=_("订单明细")
    )
    quantity = pieces_field(_("数量"))
    pieces = models.JSONField(_("序列号或批号"), default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("发货明细")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "line"], name="line_once_in_delivery"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="delivered_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity}"
