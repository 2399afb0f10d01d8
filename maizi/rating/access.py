"""Who sees which ratings, who may do what with them (M-2, M-3, M-4, M-5)."""

from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from maizi.accounts.access import Entity, group_access, rights_of
from maizi.customers.access import visible_customers
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.privacy import FieldAccess, FieldGroup, group_of
from maizi.kernel.texts import N_

from .models import (
    Attribute,
    Book,
    Evaluation,
    Evaluator,
    FinancialStatement,
    Paper,
    Review,
    Scorecard,
    Standing,
    Survey,
)
from .terms import OPEN, EvaluationState

RATING = Entity(
    "rating",
    N_("信用评级"),
    {
        "read": N_("查看评级与依据"),
        "evaluate": N_("收集资料、评价、复评"),
        "setup": N_("设置评分卡"),
        "book": N_("回测与组合试算"),
        "export": N_("导出"),
    },
)
NUMBERS = NumberKind("evaluation", N_("信用评价编号"), NumberShape("XP"))
SUBJECT = "rating.evaluation"
EVENTS = (
    EventKind("rating.asked", N_("请我给客户评分")),
    EventKind("rating.review", N_("有客户须要复评"), by_mail=True),
    EventKind("rating.graded", N_("我的客户有了新的信用等级")),
)
DAYS, MONTHS = N_("天"), N_("个月")


def _whole(code: str, label: str, default: int, unit: str, **more) -> Parameter:
    given = {"rule": "D-12", "least": 1, "most": 60} | more
    return Parameter(code, label, Section.CREDIT, Sort.INTEGER, default, unit=unit, **given)


PARAMETERS = (
    _whole("rating.most_missing", N_("无法评分的权重最多多少"), 20, N_("分"), rule="D-2", least=0,
           note=N_("不超过的分摊到其他项；超过的，评分卡无效。")),
    Parameter(
        "rating.by_hand", N_("额度可以手工调整多少"), Section.CREDIT, Sort.PERCENT,
        Decimal("0.20"), rule="D-3", least=0, most=1,
        note=N_("相对公式额度，写明理由即可；超过的须加一级审批。"),
    ),
    _whole("rating.stale_months", N_("财务报表最旧可以多久"), 15, MONTHS),
    _whole("rating.quarter_days", N_("季度结束多久以后要交季报"), 45, DAYS, most=120),
    _whole("rating.ahead_days", N_("到期前多久提醒复评"), 30, DAYS, rule="D-30", most=180),
    _whole("rating.quiet_days", N_("复评办结多久以内不再提同一件"), 30, DAYS, rule="D-30",
           most=365),
    Parameter(
        "rating.principal_words", N_("信用调查表写负责人的个人情况"), Section.CREDIT, Sort.YES_NO,
        False, rule="L-5", note=N_("性格、经历等个人信息，默认不收集；要收集，先做影响评估。"),
    ),
    _whole("rating.overdue_days", N_("逾期超过多久要复评"), 60, DAYS, rule="D-30", most=365),
    _whole("rating.default_days", N_("逾期超过多久算违约（回测）"), 90, DAYS, rule="D-2", most=365),
    _whole("rating.default_months", N_("评级后多久以内的违约（回测）"), 12, MONTHS, rule="D-2",
           most=36),
)  # fmt: skip
READS = ("view", "unmask")


def may(user, verb: str, row=None) -> bool:
    """Whether a person may do `verb`; whoever sees a customer may do with it what the right says.

    score  mark the manual traits: whoever was asked to, and whoever evaluates
    """
    rights = rights_of(user)
    if verb == "score" and row is not None:
        return row.state == EvaluationState.OPEN and is_evaluator(user, row)
    verb = "read" if verb in READS else "evaluate" if verb in ("add", "change") else verb
    return rights.may(RATING.code, verb)


def may_set_up(user, verb: str, row=None) -> bool:
    """Scorecards: read by whoever reads ratings, changed by few."""
    return rights_of(user).may(RATING.code, "read" if verb in READS else "setup")


def may_book(user, verb: str, row=None) -> bool:
    """Loan books and back-tests."""
    return rights_of(user).may(RATING.code, "book")


def may_look(user, verb: str, row=None) -> bool:
    """The same, for lists whose rows are begun elsewhere: at a customer, by an import."""
    return verb != "add" and may(user, verb, row)


def may_look_at_books(user, verb: str, row=None) -> bool:
    """Books are begun by an import."""
    return verb != "add" and may_book(user, verb, row)


def is_evaluator(user, row: Evaluation) -> bool:
    """Whether somebody was asked to score. One query."""
    return Evaluator.objects.filter(evaluation=row, person=user.pk).exists()


def works_on(user, customer) -> bool:
    """Whether somebody is at work on an evaluation of a customer: he makes what others use (M-5).

    One query.
    """
    mine = Evaluator.objects.filter(person=user.pk, evaluation__customer=customer)
    return mine.filter(evaluation__state__in=OPEN).exists()


def sees_grade(user) -> bool:
    """Whether a person sees grades at all: by the field group credit (M-4)."""
    return group_access(user, FieldGroup.CREDIT) >= FieldAccess.READ


def visible_evaluations(user) -> QuerySet[Evaluation]:
    """Of customers in sight: all for those who read ratings, else those one was asked to score."""
    if not user.is_active:
        return Evaluation.objects.none()
    rows = Evaluation.objects.filter(customer__in=visible_customers(user))
    if may(user, "view"):
        return rows
    return rows.filter(Exists(Evaluator.objects.filter(evaluation=OuterRef("pk"), person=user.pk)))


def visible_evidence(user) -> QuerySet[Evaluation]:
    """Evaluations whose files a person opens: who was only asked to score reads none of them."""
    if not may(user, "view") or not sees_grade(user):
        return Evaluation.objects.none()
    return visible_evaluations(user)


def visible_papers(user) -> QuerySet[Paper]:
    """Documents of customers in sight, for those who read ratings."""
    return _of_customers(user, Paper)


def visible_statements(user) -> QuerySet[FinancialStatement]:
    """Financial statements of customers in sight, for those who read ratings."""
    return _of_customers(user, FinancialStatement)


def visible_surveys(user) -> QuerySet[Survey]:
    """What was found out about customers in sight, for those who read ratings."""
    return _of_customers(user, Survey)


def hidden_words(user) -> set[str]:
    """The fields of a survey that a person may not read (M-4)."""
    return {
        field.name for field in Survey._meta.fields
        if group_access(user, group_of(Survey, field)) < FieldAccess.READ
    }  # fmt: skip


def visible_reviews(user) -> QuerySet[Review]:
    """Reasons to rate again, of customers in sight."""
    return _of_customers(user, Review)


def visible_standings(user) -> QuerySet[Standing]:
    """The grades that hold, of customers in sight, for those who read ratings."""
    return _of_customers(user, Standing)


def visible_cards(user) -> QuerySet[Scorecard]:
    """Scorecards, for those who read ratings."""
    return Scorecard.objects.all() if may_set_up(user, "view") else Scorecard.objects.none()


def visible_books(user) -> QuerySet[Book]:
    """Loan books, for those who test cards."""
    return Book.objects.all() if may_book(user, "view") else Book.objects.none()


def visible_attributes(user) -> QuerySet[Attribute]:
    """Columns of loan books, for those who test cards."""
    return Attribute.objects.all() if may_book(user, "view") else Attribute.objects.none()


def _of_customers(user, model) -> QuerySet:
    if not may(user, "view") or not sees_grade(user):
        return model.objects.none()
    return model.objects.filter(customer__in=visible_customers(user))
