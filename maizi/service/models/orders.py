"""Work orders: whom a ticket was given to, which parts went in, how he behaved (F-5, F-14)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass, classed
from maizi.stock.models import StockDocument, Warehouse

from ..terms import Conduct, OrderState
from .people import Engineer
from .tickets import PLAIN, Ticket

LIVE = Q(state__in=[OrderState.ASKED.value, OrderState.ACCEPTED.value])


class WorkOrder(models.Model):
    """One ticket given to one engineer: asked, accepted or not, done.

    reasons  why the ranking put him there, when he was chosen
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    ticket = models.ForeignKey(
        Ticket, models.CASCADE, related_name="orders", verbose_name=_("服务工单")
    )
    engineer = models.ForeignKey(
        Engineer, models.PROTECT, related_name="orders", verbose_name=_("工程师")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=OrderState.choices(), default=OrderState.ASKED
    )
    reasons = models.JSONField(_("派给他的理由"), default=list)
    since = models.DateTimeField(_("计划开始"), null=True)
    until = models.DateTimeField(_("计划结束"), null=True)
    asked_at = models.DateTimeField(_("派工时间"))
    asked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("派工人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    answer = classed(models.CharField(_("拒单原因"), max_length=200, blank=True), **PLAIN)
    is_automatic = models.BooleanField(_("自动派工"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("派工单"), ngettext_lazy("派工单", "派工单", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["ticket"], condition=LIVE, name="one_live_order"),
        ]
        indexes = [
            models.Index(fields=["engineer"], condition=LIVE, name="live_orders_of_engineer"),
            models.Index(fields=["since"], condition=LIVE, name="live_orders_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} → {self.engineer_id}"


class PartUsed(models.Model):
    """One kind of part that went into a piece, out of a warehouse."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    ticket = models.ForeignKey(
        Ticket, models.CASCADE, related_name="parts", verbose_name=_("服务工单")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="+", verbose_name=_("备件")
    )  # fmt: skip
    quantity = models.DecimalField(
        _("数量"), max_digits=14, decimal_places=4, validators=[MinValueValidator(0)]
    )
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="+", verbose_name=_("出自")
    )
    document = models.ForeignKey(
        StockDocument, models.PROTECT, related_name="+", verbose_name=_("出库单")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("领用人"))
    at = models.DateTimeField(_("领用时间"))

    class Meta:
        verbose_name, verbose_name_plural = (
            _("用掉的备件"),
            ngettext_lazy("用掉的备件", "用掉的备件", 2),
        )
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.product} × {self.quantity.normalize():f}"


class ConductMark(models.Model):
    """One point of conduct on site: the engineer ticks it, the customer rates it (F-14)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    ticket = models.ForeignKey(
        Ticket, models.CASCADE, related_name="conduct", verbose_name=_("服务工单")
    )
    point = models.CharField(_("服务规范"), max_length=10, choices=Conduct.choices())
    is_kept = models.BooleanField(_("做到了"), default=False)
    score = models.PositiveSmallIntegerField(_("客户评分"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("服务规范")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "point"], name="conduct_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__range=(1, 5)), name="conduct_score_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_point_display())
