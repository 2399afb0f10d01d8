"""Opportunities and the way they went (B-4)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Contact, Customer
from maizi.customers.terms import Channel
from maizi.kernel.privacy import DataClass

from ..terms import CaseSort, DealState, LossReason
from .pipelines import Pipeline, Stage

MOST_YUAN = Decimal(10**12)


def yuan_field(label, **options) -> models.DecimalField:
    """Money in yuan, to the cent, never negative (0.3)."""
    bounds = [MinValueValidator(0), MaxValueValidator(MOST_YUAN)]
    return models.DecimalField(label, max_digits=16, decimal_places=2, validators=bounds, **options)


def chance_field(label) -> models.DecimalField:
    """A chance between 0 and 1, or none."""
    return models.DecimalField(label, max_digits=5, decimal_places=4, null=True, editable=False)


class Opportunity(models.Model):
    """One chance to sell something to a customer, from lead to its end."""

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("amount_yuan", "expected_on", "entered_at", "next_on", "created_at")
    never_listed = ("furthest",)

    id = id_field()
    no = models.CharField(_("商机编号"), max_length=32, unique=True, editable=False)
    name = models.CharField(_("商机名称"), max_length=80)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="opportunities", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("联系人"),
    )  # fmt: skip
    decider = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("决策人"),
    )  # fmt: skip
    sort = models.CharField(
        _("开发类型"), max_length=12, choices=CaseSort.choices(), default=CaseSort.ORDINARY
    )
    market = models.ForeignKey(
        "TargetMarket", models.SET_NULL, null=True, blank=True, related_name="opportunities",
        verbose_name=_("目标市场"),
    )  # fmt: skip
    need = models.TextField(_("客户需求"), max_length=2000, blank=True)
    source = models.CharField(_("来源"), max_length=16, choices=Channel.choices(), blank=True)
    amount_yuan = yuan_field(_("预计金额"), null=True, blank=True)
    expected_on = models.DateField(_("预计成交日期"), null=True, blank=True)
    competitor = models.CharField(_("竞争对手"), max_length=80, blank=True)
    next_step = models.CharField(_("下一步"), max_length=200, blank=True)
    next_on = models.DateField(_("下一步日期"), null=True, blank=True)
    pipeline = models.ForeignKey(
        Pipeline, models.PROTECT, blank=True, related_name="opportunities",
        verbose_name=_("销售流程"),
    )  # fmt: skip
    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="opportunities", verbose_name=_("阶段"), editable=False
    )
    entered_at = models.DateTimeField(_("进入阶段时间"), editable=False)
    furthest = models.PositiveSmallIntegerField(default=0, editable=False)
    chance = chance_field(_("学到的概率"))
    state = models.CharField(
        _("状态"), max_length=12, choices=DealState.choices(), default=DealState.OPEN,
        editable=False,
    )  # fmt: skip
    reason = models.CharField(
        _("失败原因"), max_length=12, choices=LossReason.choices(), blank=True, editable=False
    )
    reason_note = models.CharField(_("原因说明"), max_length=300, blank=True, editable=False)
    review_on = models.DateField(_("复查日期"), null=True, editable=False)
    closed_at = models.DateTimeField(_("结束时间"), null=True, editable=False)
    owner = models.ForeignKey(
        User, models.PROTECT, blank=True, related_name="opportunities", verbose_name=_("负责人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"), editable=False
    )
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("创建人")
    )
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    note = models.TextField(_("备注"), max_length=2000, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("商机"), ngettext_lazy("商机", "商机", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | ~Q(state="open"),
                name="open_is_not_closed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["stage", "entered_at", "id"], name="opportunity_board",
                condition=Q(state="open"),
            ),
            models.Index(fields=["owner", "state", "id"], name="opportunity_by_owner"),
            models.Index(fields=["org_unit", "state", "id"], name="opportunity_by_unit"),
            models.Index(fields=["state", "expected_on", "id"], name="opportunity_by_day"),
            models.Index(fields=["pipeline", "created_at"], name="opportunity_cohort"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("development:opportunity", args=[self.pk])


class Move(models.Model):
    """One step of an opportunity: to a stage, or to its end, with the chances said at that time."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="moves", verbose_name=_("商机")
    )
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", verbose_name=_("阶段"))
    state = models.CharField(
        _("状态"), max_length=12, choices=DealState.choices(), default=DealState.OPEN
    )
    usual_chance = chance_field(_("阶段概率"))
    learned_chance = chance_field(_("学到的概率"))
    reason = models.CharField(_("原因"), max_length=12, choices=LossReason.choices(), blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("商机的推进")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["opportunity", "at"], name="moves_of_opportunity")]

    def __str__(self) -> str:
        return f"{self.opportunity_id} → {self.stage_id}"


class DevelopmentRecord(models.Model):
    """开发记录表: what came of one opportunity, filed after its end, success or failure (B-40)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="records", verbose_name=_("商机")
    )
    state = models.CharField(_("结果"), max_length=12, choices=DealState.choices())
    ended_at = models.DateTimeField(_("结束时间"))
    team = models.CharField(_("参加人员"), max_length=200)
    methods = models.TextField(_("使用的方法"), max_length=2000)
    planned_cost_yuan = yuan_field(_("计划费用"), null=True, blank=True)
    cost_yuan = yuan_field(_("实际费用"), null=True, blank=True)
    causes = models.TextField(_("成败原因"), max_length=2000)
    lessons = models.TextField(_("经验教训"), max_length=2000)
    competitor_result = models.CharField(_("竞争对手的结果"), max_length=200, blank=True)
    next_on = models.DateField(_("下次复查"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("填写人"))
    at = models.DateTimeField(_("填写时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("开发记录"), ngettext_lazy("开发记录", "开发记录", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "ended_at"], name="recorded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity} · {self.get_state_display()}"
