"""A plan for one phase: what it assumed, and the levels that follow (F-60)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass

from ..terms import Basis, Method, PlanState
from .registers import Region, pieces_field, probability_field


class PartPlan(models.Model):
    """备件计划: one phase of product life in all regions, from draft to in force.

    computed_at   when the levels were reckoned; None while they are not, or not any more
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    label_field = "no"
    sort_keys = {"created_at": "id"}
    sortable = ("created_at", "since_on")

    id = id_field()
    no = models.CharField(_("计划号"), max_length=24, unique=True, editable=False)
    name = models.CharField(_("计划名称"), max_length=80)
    phase = models.PositiveSmallIntegerField(
        _("第几阶段"), default=1, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    since_on = models.DateField(_("阶段开始"))
    until_on = models.DateField(_("阶段结束"))
    service_level = models.DecimalField(
        _("满足率"), max_digits=5, decimal_places=4,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal("0.9999"))],
        help_text=_("多大比例的需要能当场从库里拿出来，如 0.95。"),
    )  # fmt: skip
    prior_weight = models.PositiveIntegerField(
        _("先验权重"), validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text=_("原来的故障概率相当于多少件的经验；越大，新的维修改动它越少。"),
    )  # fmt: skip
    sales_share = models.DecimalField(
        _("计划销售计入比例"), max_digits=3, decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("阶段内陆续卖出的，平均只用了半个阶段：0.5。"),
    )  # fmt: skip
    assumptions = models.TextField(_("假设"), max_length=4000, blank=True)
    experience = models.TextField(_("依据的经验"), max_length=4000, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=PlanState.choices(), default=PlanState.DRAFT,
        editable=False,
    )  # fmt: skip
    answer = models.CharField(_("审批意见"), max_length=200, blank=True, editable=False)
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("编制人"), editable=False
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"), editable=False
    )
    computed_at = models.DateTimeField(_("计算时间"), null=True, editable=False)
    in_force_at = models.DateTimeField(_("生效时间"), null=True, editable=False)
    ended_at = models.DateTimeField(_("结束时间"), null=True, editable=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("备件计划"), ngettext_lazy("备件计划", "备件计划", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=PlanState.IN_FORCE.value),
                name="one_part_plan_in_force",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gt=models.F("since_on")), name="part_plan_has_a_span",
                violation_error_message=_("阶段的结束日期要晚于开始日期。"),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["since_on", "id"], name="part_plan_by_day")]

    def __str__(self) -> str:
        return f"{self.no} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("parts:partplan", args=[self.pk])

    @property
    def days(self) -> int:
        """How long the phase lasts."""
        return (self.until_on - self.since_on).days + 1

    @property
    def months(self) -> float:
        """The same in months, for demands that are reckoned by the month."""
        return self.days / 30.4375


class FleetRow(models.Model):
    """Units of one model in one region: counted from the files, corrected, planned to be sold.

    start  what the plan reckons with; counted, what the files said
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        PartPlan, models.CASCADE, related_name="fleet", verbose_name=_("备件计划")
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("备件区域"))
    model = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("机型"))
    counted = models.PositiveIntegerField(_("档案台数"), default=0)
    start = models.PositiveIntegerField(_("期初台数"), default=0)
    sales = models.IntegerField(_("计划销售"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("保有量")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "region", "model"], name="fleet_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.region}"


class Rate(models.Model):
    """How likely a part of a model fails in the phase, and from what that was learnt.

    prior     believed before: the phase before, or the list of fittings; may be overruled
    failures, exposed  pieces replaced, and pieces that could have been, in the phase just past
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        PartPlan, models.CASCADE, related_name="rates", verbose_name=_("备件计划")
    )
    part = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("备件"))
    model = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("机型"))
    pieces = pieces_field(_("每台件数"))
    prior = probability_field(_("先验概率"))
    failures = pieces_field(_("换下件数"), default=0)
    exposed = pieces_field(_("在用件数"), default=0)
    probability = probability_field(_("故障概率"))
    is_prior_typed = models.BooleanField(_("人工改过"), default=False)
    why = models.CharField(_("为什么改"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("故障概率")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "part", "model"], name="rate_once")]

    def __str__(self) -> str:
        return f"{self.part} × {self.model}"


class PartBasis(models.Model):
    """What the demand of one part was reckoned from, and how its history would go on.

    asked    what the planner wants, blank for automatic
    monthly  pieces a month by the history, by the method that missed least; errors by method
    demand   λ of all regions together; together, the level of one common store
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        PartPlan, models.CASCADE, related_name="bases", verbose_name=_("备件计划")
    )
    part = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("备件"))
    asked = models.CharField(_("指定依据"), max_length=8, choices=Basis.choices(), blank=True)
    why = models.CharField(_("为什么改"), max_length=200, blank=True)
    basis = models.CharField(_("依据"), max_length=8, choices=Basis.choices())
    method = models.CharField(_("方法"), max_length=8, choices=Method.choices(), blank=True)
    monthly = models.FloatField(_("预测月用量"), null=True)
    errors = models.JSONField(_("回测误差"), default=dict)
    origins = models.PositiveSmallIntegerField(_("回测次数"), default=0)
    demand = models.FloatField(_("需求"), default=0)
    apart = models.PositiveIntegerField(_("各区合计水平"), default=0)
    together = models.PositiveIntegerField(_("合库水平"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("需求依据")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "part"], name="part_basis_once")]

    def __str__(self) -> str:
        return str(self.part)


class PlanLine(models.Model):
    """One part in one region: the demand of the phase, and how many to keep."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        PartPlan, models.CASCADE, related_name="lines", verbose_name=_("备件计划")
    )
    part = models.ForeignKey(
        Product, models.PROTECT, related_name="plan_lines", verbose_name=_("备件")
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("备件区域"))
    demand = models.FloatField(_("需求"))
    level = models.PositiveIntegerField(_("备件水平"))

    class Meta:
        verbose_name = verbose_name_plural = _("备件计划明细")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "part", "region"], name="plan_line_once")
        ]
        indexes = [models.Index(fields=["plan", "region"], name="plan_lines_of_region")]

    def __str__(self) -> str:
        return f"{self.part} {self.region}"
