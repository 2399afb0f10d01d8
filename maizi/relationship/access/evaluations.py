"""Who sees which evaluations of relations, and who may do what with them (L-12, M-3, M-4)."""

from decimal import Decimal

from django.db.models import QuerySet

from maizi.accounts.access import Entity, rights_of
from maizi.credit.access import sees_limit
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.insight.access import sees_costs
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Evaluation
from ..terms import Band, Indicator, State

RELATIONSHIP = Entity(
    "relationship",
    N_("客户关系评估与总结"),
    {
        "read": N_("查看"),
        "write": N_("填写"),
        "review": N_("复核评估表"),
        "export": N_("导出"),
        "company": N_("填写公司清单"),
    },
)
EVALUATION_NUMBERS = NumberKind("relation_evaluation", N_("客户关系评估编号"), NumberShape("GX"))
REVIEW_SOURCE, SUMMARY_SOURCE = "relationship.review", "relationship.summaries"
SUMMARY_NOT_TICKED = N_("总结打印存档以后，这条待办会自己消失。")
EVENTS = (
    EventKind("relationship.review", N_("有客户关系评估表等我复核")),
    EventKind("relationship.answered", N_("我的客户关系评估表有了结果")),
    EventKind("relationship.summaries", N_("有客户定期总结等我做")),
)


def some_weight(values) -> None:
    """Raises Refused when every weight is zero."""
    if not any(values):
        raise Refused(N_("权重不能都是 0。"), field="value_0")


def falling(cuts) -> None:
    """Raises Refused unless each line is lower than the one before."""
    for place, (one, after) in enumerate(zip(cuts, cuts[1:], strict=False), 1):
        if after >= one:
            raise Refused(N_("分数线要从高到低，每条都比前一条低。"), field=f"value_{place}")


PARAMETERS = (
    Parameter(
        "relationship.weights", N_("客户关系评估九项指标的权重"), Section.ANALYSIS, Sort.INTEGER,
        (20, 15, 10, 15, 10, 10, 10, 5, 5), rule="L-12", least=0, most=100,
        parts=tuple(one.chinese for one in Indicator), check=some_weight,
        note=N_("按比例计算，不必正好 100。不知道的指标，权重由其他指标按比例分担。"),
    ),
    Parameter(
        "relationship.bands", N_("关系等级的分数线"), Section.ANALYSIS, Sort.INTEGER, (80, 60, 40),
        rule="L-12", least=1, most=100, parts=tuple(one.chinese for one in list(Band)[:3]),
        check=falling, note=N_("达到即是；低于最后一条的是 D。"),
    ),
    Parameter(
        "relationship.full_margin", N_("客户关系评估：毛利率多少得满分"), Section.ANALYSIS,
        Sort.PERCENT, Decimal("0.30"), rule="L-12", least=Decimal("0.01"), most=1,
    ),
    Parameter(
        "relationship.full_contacts", N_("客户关系评估：每月联系几次得满分"), Section.ANALYSIS,
        Sort.INTEGER, 2, rule="L-12", unit=N_("次"), least=1, most=60,
        note=N_("内部备注不算联系。"),
    ),
    Parameter(
        "relationship.summary_days", N_("季度结束几天后提醒做客户定期总结"), Section.ANALYSIS,
        Sort.INTEGER, 10, rule="C-90", unit=N_("天"), least=1, most=60,
    ),
    Parameter(
        "relationship.least_jobs", N_("忠诚度与办理时间：少于几件算样本少"), Section.ANALYSIS,
        Sort.INTEGER, 10, rule="C-95", unit=N_("件"), least=2, most=1000,
    ),
)  # fmt: skip
SEEN = {"view": "read", "unmask": "read", "add": "write", "change": "write"}
RIGHT_OF = {"fill": "write", "refresh": "write", "hand_in": "write", "discard": "write"}


def may(user, verb: str, row: Evaluation | None = None) -> bool:
    """Whether a person may do `verb`; what was handed in is written no more."""
    if verb == "change" and row is not None and row.state not in ("", State.DRAFT):
        return False
    return rights_of(user).may(RELATIONSHIP.code, SEEN.get(verb, RIGHT_OF.get(verb, verb)))


def may_look(user, verb: str, row=None) -> bool:
    """The same, for lists whose rows are begun at a customer and filled in their own form."""
    return verb not in ("add", "change") and may(user, verb, row)


def sees_mark(user, indicator: str) -> bool:
    """Whether a person sees one indicator: profit by costs, payment by credit (M-4)."""
    if indicator == Indicator.PROFIT:
        return sees_costs(user)
    return indicator != Indicator.PAYMENT or sees_limit(user)


def sees_score(user) -> bool:
    """Whether a person sees the score to a point: from it the hidden marks could be reckoned."""
    return all(sees_mark(user, one) for one in Indicator)


def visible_evaluations(user) -> QuerySet[Evaluation]:
    """Evaluations of the customers somebody sees outside the pools."""
    if not may(user, "read"):
        return Evaluation.objects.none()
    return Evaluation.objects.filter(customer__in=visible_kept(user))


def visible_kept(user) -> QuerySet[Customer]:
    """Customers in sight that lie in no pool."""
    return visible_customers(user).filter(pool=None)
