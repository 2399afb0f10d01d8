"""A group-buy activity, its tiers, and how it came to stand where it stands (B-11)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Product
from maizi.catalog.models.products import price_field
from maizi.kernel.privacy import DataClass
from maizi.purchasing.models import PurchaseRequest

from ..terms import DepositSort, State, Threshold, TurnSort

MOST_YUAN = Decimal(10**12)
MOST_PIECES = Decimal(10**9)


def money_field(label, **options) -> models.DecimalField:
    """Yuan to the cent, never below 0."""
    bounds = [MinValueValidator(0), MaxValueValidator(MOST_YUAN)]
    return models.DecimalField(label, max_digits=16, decimal_places=2, validators=bounds, **options)


def pieces_field(label, **options) -> models.DecimalField:
    """A quantity in base units, never below 0."""
    bounds = [MinValueValidator(0), MaxValueValidator(MOST_PIECES)]
    return models.DecimalField(label, max_digits=16, decimal_places=4, validators=bounds, **options)


class GroupBuy(models.Model):
    """One group-buy activity: what, at which tiers, until when, and what came together.

    reached_at  first time; it stays when the total falls again
    price_yuan  the tier at ordering; nobody pays more than he was shown
    """

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("closes_at", "total_quantity", "created_at")
    never_listed = ("code",)

    id = id_field()
    no = models.CharField(_("活动号"), max_length=32, unique=True, editable=False)
    name = models.CharField(_("活动名称"), max_length=60)
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="group_buys", verbose_name=_("商品")
    )
    list_price_yuan = price_field(_("标价"))
    threshold_sort = models.CharField(
        _("达成方式"), max_length=12, choices=Threshold.choices(), default=Threshold.QUANTITY
    )
    threshold_value = models.DecimalField(
        _("达成门槛"), max_digits=16, decimal_places=4,
        help_text=_("数量、元或家数，看达成方式。"),
    )  # fmt: skip
    opens_at = models.DateTimeField(_("登记开始"))
    closes_at = models.DateTimeField(_("登记截止"))
    most_per_customer = pieces_field(
        _("每家上限"), null=True, blank=True, help_text=_("留空不限。")
    )
    deposit_sort = models.CharField(
        _("订金"), max_length=8, choices=DepositSort.choices(), default=DepositSort.NONE
    )
    deposit_value = models.DecimalField(
        _("订金数"), max_digits=12, decimal_places=2, default=0, blank=True,
        help_text=_("固定金额填元，百分比填 1 到 100。"),
    )  # fmt: skip
    guarantee = models.TextField(_("质量保证"), max_length=1000, blank=True)
    delivery_plan = models.TextField(_("交货安排"), max_length=1000, blank=True)
    deliver_on = models.DateField(_("预计交货日期"), null=True, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, blank=True, related_name="group_buys", verbose_name=_("负责人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", editable=False, verbose_name=_("部门")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=State.choices(), default=State.DRAFT, editable=False
    )
    code = models.CharField(max_length=20, unique=True, editable=False)
    total_quantity = pieces_field(_("已登记数量"), default=0, editable=False)
    participants = models.PositiveIntegerField(_("参加家数"), default=0, editable=False)
    amount_yuan = money_field(_("登记金额"), default=0, editable=False)
    reached_at = models.DateTimeField(_("首次达成"), null=True, editable=False)
    bought_at = models.DateTimeField(_("向供应商下单"), null=True, editable=False)
    ordered_at = models.DateTimeField(_("生成订单时间"), null=True, editable=False)
    price_yuan = price_field(_("成交单价"), null=True, editable=False)
    request = models.OneToOneField(
        PurchaseRequest, models.SET_NULL, null=True, related_name="group_buy", editable=False,
        verbose_name=_("请购单"),
    )  # fmt: skip
    closed_why = models.CharField(_("取消的原因"), max_length=200, blank=True, editable=False)
    answer = models.CharField(_("审批意见"), max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("团购活动"), ngettext_lazy("团购活动", "团购活动", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(threshold_value__gt=0), name="group_buy_has_threshold",
                violation_error_message=_("达成门槛要大于 0。"),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")), name="group_buy_closes_later",
                violation_error_message=_("登记截止要晚于登记开始。"),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["state", "closes_at"], name="group_buy_by_state"),
            models.Index(fields=["owner", "-id"], name="group_buy_by_owner"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groupbuys:groupbuy", args=[self.pk])


class Tier(models.Model):
    """From this total upwards, this price."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    activity = models.ForeignKey(
        GroupBuy, models.CASCADE, related_name="tiers", verbose_name=_("团购活动")
    )
    least = pieces_field(_("总数量达到"))
    price_yuan = price_field(_("单价"))

    class Meta:
        verbose_name = verbose_name_plural = _("团购阶梯")
        ordering = ["least"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "least"], name="group_buy_tier_once"),
            models.CheckConstraint(
                condition=Q(least__gt=0, price_yuan__gt=0), name="group_buy_tier_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.least.normalize():f} → {self.price_yuan}"


class Turn(models.Model):
    """One thing that changed an activity, with the totals and the price right after it."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    activity = models.ForeignKey(
        GroupBuy, models.CASCADE, related_name="turns", verbose_name=_("团购活动")
    )
    sort = models.CharField(_("变化"), max_length=12, choices=TurnSort.choices())
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    registration = models.ForeignKey(
        "Registration", models.SET_NULL, null=True, related_name="turns", verbose_name=_("团购登记")
    )
    state = models.CharField(_("状态"), max_length=10, choices=State.choices())
    total_quantity = pieces_field(_("已登记数量"))
    participants = models.PositiveIntegerField(_("参加家数"))
    amount_yuan = money_field(_("登记金额"))
    price_yuan = price_field(_("当时单价"))
    text = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("团购进展")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["activity", "at", "id"], name="turns_of_group_buy")]

    def __str__(self) -> str:
        return self.get_sort_display()
