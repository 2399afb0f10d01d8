"""Who reads which analyses and results (M-3): everybody only of the customers he sees."""

from decimal import Decimal

from django.db.models import QuerySet

from maizi.accounts.access import Entity, group_access, rights_of
from maizi.customers.access import visible_customers
from maizi.fields.access import Parameter
from maizi.fields.terms import Section, Sort
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_

from .models import Override, Placing, Run
from .terms import Code

INSIGHT = Entity(
    "insight",
    N_("客户分析"),
    {
        "read": N_("查看分析"), "keep": N_("保存结果"), "override": N_("人工定级"),
        "export": N_("导出"),
    },
)  # fmt: skip
PARAMETERS = (
    Parameter(
        "insight.visit_cost", N_("每次登门拜访的成本"), Section.ANALYSIS, Sort.MONEY,
        Decimal(200), rule="H-20", least=0, note=N_("交通、工时等，计入客户利润。"),
    ),
    Parameter(
        "insight.contact_cost", N_("每次其他联系的成本"), Section.ANALYSIS, Sort.MONEY,
        Decimal(10), rule="H-20", least=0, note=N_("电话、微信、会议等；备注不算。"),
    ),
    Parameter(
        "insight.hour_cost", N_("上门服务每小时的成本"), Section.ANALYSIS, Sort.MONEY,
        Decimal(80), rule="H-20", least=0,
        note=N_("从到场到修复，一张工单最多按 8 小时计入客户利润。"),
    ),
    Parameter(
        "insight.interest", N_("应收占用资金的年利率"), Section.ANALYSIS, Sort.PERCENT,
        Decimal("0.045"), rule="H-20", least=0, most=1,
        note=N_("按目前的应收余额估计，计入客户利润。"),
    ),
    Parameter(
        "insight.discount", N_("终身价值的折现率"), Section.ANALYSIS, Sort.PERCENT,
        Decimal("0.1"), rule="H-31", least=0, most=1,
    ),
)  # fmt: skip
# What shows costs or profits: only for those who may see costs.
NEEDS_COST = (Code.WHALE, Code.MATRIX, Code.QUESTIONS, Code.PRODUCTS, Code.BEST)
COST_STATS = ("margin", "clv")  # numbers of the other analyses that tell costs


def may(user, verb: str, row=None) -> bool:
    """Whether a person may do `verb` to analyses of the customers he sees."""
    return rights_of(user).may("insight", "read" if verb in ("view", "unmask") else verb)


def sees_costs(user) -> bool:
    """Whether a person may see what goods cost, and so what a customer brings."""
    return group_access(user, FieldGroup.COST) >= FieldAccess.READ


def may_see(user, code: Code) -> bool:
    """Whether a person may open one analysis: orders are the facts, some need costs as well."""
    has_facts = may(user, "read") and rights_of(user).may("order", "read")
    return has_facts and (code not in NEEDS_COST or sees_costs(user))


def visible_runs(user) -> QuerySet[Run]:
    """Results a person kept himself, of analyses that he still may open: they speak of all the
    customers he saw then.
    """
    return Run.objects.filter(by=user.pk, code__in=[one for one in Code if may_see(user, one)])


def visible_stats(user, run: Run) -> list[list]:
    """The numbers of a kept result without those that tell costs to who may not see them now."""
    may_all = run.code in NEEDS_COST or sees_costs(user)
    return [stat for stat in run.stats if may_all or stat[0] not in COST_STATS]


def visible_placings(user) -> QuerySet[Placing]:
    """Where his own results put the customers that he still sees."""
    rows = visible_customers(user).values("pk")
    return Placing.objects.filter(run__in=visible_runs(user), customer__in=rows)


def visible_overrides(user) -> QuerySet[Override]:
    """Classes set by hand of the customers a person sees."""
    if not may(user, "read"):
        return Override.objects.none()
    return Override.objects.filter(customer__in=visible_customers(user).values("pk"))
