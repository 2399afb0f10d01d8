"""Plans for group-buy customers, how it is made known, agreements owed (B-10, B-12)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Customer
from maizi.development.models import Agreement, Opportunity
from maizi.kernel.privacy import DataClass

from ..terms import Outreach, PlanState, PlanTaskSort
from .activities import GroupBuy, money_field, pieces_field


class GroupBuyPlan(models.Model):
    """团购客户开发计划: what one large customer needs, and how he is won (B-10)."""

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("created_at",)

    id = id_field()
    name = models.CharField(_("计划名称"), max_length=80)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="group_buy_plans", verbose_name=_("客户")
    )
    goal = models.TextField(_("开发目标"), max_length=1000, blank=True)
    wanted = models.CharField(_("可能采购什么"), max_length=200, blank=True)
    expected_quantity = pieces_field(_("预计数量"), null=True, blank=True)
    wants_quality = models.BooleanField(_("质量有保证"), default=False)
    wants_high_end = models.BooleanField(_("高档比低档合适"), default=False)
    wants_fair_price = models.BooleanField(_("价格公道、质量好"), default=False)
    wants_packaging = models.BooleanField(_("大包装或礼品包装"), default=False)
    demand_note = models.TextField(_("需求说明"), max_length=1000, blank=True)
    summary = models.TextField(_("信息汇总与分析"), max_length=4000, blank=True)
    strategy = models.TextField(_("开发策略"), max_length=2000, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, blank=True, related_name="group_buy_plans", verbose_name=_("负责人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", editable=False, verbose_name=_("部门")
    )
    state = models.CharField(
        _("状态"), max_length=12, choices=PlanState.choices(), default=PlanState.COLLECTING,
        editable=False,
    )  # fmt: skip
    need_confirmed_at = models.DateTimeField(_("需求确认时间"), null=True, editable=False)
    result = models.CharField(_("结果说明"), max_length=300, blank=True, editable=False)
    ended_at = models.DateTimeField(_("结束时间"), null=True, editable=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("团购计划"), ngettext_lazy("团购计划", "团购计划", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], name="group_buy_plan_once", condition=Q(ended_at=None)
            ),
        ]
        indexes = [models.Index(fields=["owner", "state"], name="group_buy_plan_by_owner")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groupbuys:groupbuyplan", args=[self.pk])


class PlanTask(models.Model):
    """One step of a plan: towards the decision maker, or to keep the relation (B-10, B-12)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        GroupBuyPlan, models.CASCADE, related_name="tasks", verbose_name=_("团购计划")
    )
    sort = models.CharField(_("步骤"), max_length=16, choices=PlanTaskSort.choices())
    due_on = models.DateField(_("完成期限"), null=True)
    done_on = models.DateField(_("完成日期"), null=True)
    note = models.CharField(_("做了什么"), max_length=400, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("计划步骤"), ngettext_lazy("计划步骤", "计划步骤", 2)
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "sort"], name="group_buy_step_once")]

    def __str__(self) -> str:
        return self.get_sort_display()

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()


class OutreachRecord(models.Model):
    """One advertisement, social event or intermediary: what it cost, what it brought (B-10)."""

    data_class_default = DataClass.INTERNAL
    sortable = ("on", "cost_yuan", "leads")

    id = id_field()
    sort = models.CharField(_("方式"), max_length=12, choices=Outreach.choices())
    name = models.CharField(
        _("媒体或活动名称"),
        max_length=80,
        help_text=_("如“行业周刊十一月号”“苏州同乡会秋季聚会”。"),
    )
    on = models.DateField(_("日期"), default=timezone.localdate)
    cost_yuan = money_field(_("费用"), default=0)
    leads = models.PositiveIntegerField(_("带来线索"), default=0)
    activity = models.ForeignKey(
        GroupBuy, models.SET_NULL, null=True, blank=True, related_name="outreach",
        verbose_name=_("为哪个活动"),
    )  # fmt: skip
    note = models.CharField(_("说明"), max_length=300, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", editable=False, verbose_name=_("登记人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", editable=False, verbose_name=_("部门")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("团购推广"), ngettext_lazy("团购推广", "团购推广", 2)
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["activity"], name="outreach_of_group_buy")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groupbuys:outreachrecord", args=[self.pk])


class AgreementDue(models.Model):
    """A win after which a cooperation agreement has to be signed soon, and which one did (B-12)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="agreements_due", verbose_name=_("客户")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, null=True, related_name="+", verbose_name=_("商机")
    )
    activity = models.ForeignKey(
        GroupBuy, models.CASCADE, null=True, related_name="+", verbose_name=_("团购活动")
    )
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"))
    won_at = models.DateTimeField(_("成功时间"))
    due_on = models.DateField(_("最迟签订"))
    agreement = models.ForeignKey(
        Agreement, models.SET_NULL, null=True, related_name="+", verbose_name=_("合作协议")
    )
    done_at = models.DateTimeField(_("签订时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("待签协议")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], name="agreement_due_once", condition=Q(done_at=None)
            ),
        ]

    def __str__(self) -> str:
        return str(self.customer)

    def get_absolute_url(self) -> str:
        return reverse("development:agreement_new") + f"?customer={self.customer_id}"
