"""Credit ratings of the demo company: papers, statements, evaluations, a loan book of old."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.approvals import actions as approvals
from maizi.approvals.models import ApprovalCase, Seat
from maizi.approvals.terms import SeatState
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.history.actions import recorded
from maizi.kit.imports import flow, passes
from maizi.kit.imports.here import Here
from maizi.kit.imports.shown import usual_options
from maizi.kit.imports.terms import ImportMode, ImportState
from maizi.rating import actions, queries
from maizi.rating.actions.evaluating import Given
from maizi.rating.actions.nightly import laid_down, remeasure
from maizi.rating.models import (
    Attribute,
    Book,
    Evaluation,
    FinancialStatement,
    Paper,
    Scorecard,
    ScoreTrait,
    Survey,
)
from maizi.rating.pages import BOOK_IMPORTS
from maizi.rating.rules.ratios import last_quarter_end
from maizi.rating.terms import Factor, Measure, PaperKind, StatementSpan, Trigger

WORDS = {
    Factor.ECONOMIC: ("所在园区订单平稳，近两年没有大的波动。", 60),
    Factor.MARKET: ("区域内份额前三，主要竞争来自外地品牌的低价。", 80),
    Factor.FINANCIAL: ("应收回款正常，负债水平可以接受，现金流覆盖短债。", 80),
    Factor.GUARANTEE: ("厂房抵押给银行，另有股东个人担保。", 60),
    Factor.QUALITY: ("管理层稳定，财务制度健全，配合度高。", 80),
}
NOTES = ("近两年无纠纷", "随叫随到，资料齐全", "实地走访过", "看过近三年合同")
# margin and debt of a customer, in percent; what the evaluators think of him
LOOKS = ((11, 38, 80), (8, 46, 80), (6, 55, 60), (3, 66, 60), (1, 78, 40), (9, 42, 80), (5, 58, 60))
REPUTES = ("good", "fair", "good")
SETTLED, WELL, LOANS = 4, 3, 240
RATERS = ("linyue", "boss")
SPANS = {
    3: StatementSpan.QUARTER, 6: StatementSpan.HALF, 9: StatementSpan.THREE_QUARTERS,
    12: StatementSpan.YEAR,
}  # fmt: skip
HEAD = "借据号,经营年限,负债率,月销售额,是否本地,违约"


@transaction.atomic
def build_rating(people: dict[str, User]) -> None:
    """Seven customers on their way: four graded, one waiting for the director, two being rated."""
    officer = people["wangxin"]
    actions.seed_cards()
    customers = _chosen()
    for number, (customer, look) in enumerate(zip(customers, LOOKS, strict=False)):
        _know(customer, number, look, by=officer)
        _survey(customer, number, by=officer)
        row = _evaluate(customer, look, number, people)
        if number <= SETTLED:
            actions.submit_evaluation(row, by=officer, reason="年度授信复评")
        if number < SETTLED:
            _agree(row)
    remeasure(laid_down())
    if customers:
        actions.raise_review(
            customers[0], Trigger.OWNERSHIP, "工商显示大股东上周变更", by=customers[0].owner
        )
    _loans(by=officer)


def _chosen() -> list[Customer]:
    """Three who pay well, four who owe something that is late."""
    rows = Customer.objects.filter(credit_account__entries__kind="opening", ka_status="none")
    rows = rows.select_related("owner", "credit_account").distinct().order_by("id")
    today = timezone.localdate()
    late = [c for c in rows if (c.credit_account.oldest_due_on or today) < today]
    well = [c for c in rows if (c.credit_account.oldest_due_on or today) >= today]
    return [*well[:WELL], *late][: len(LOOKS)]


def _know(customer: Customer, number: int, look, *, by: User) -> None:
    """What D-12 asks for: basic form, papers, two years and a quarter."""
    today = timezone.localdate()
    with recorded(customer, "change", by=by):
        customer.usc_code = customer.usc_code or f"9132010{number}MA1WX{1000 + number}X"
        customer.usc_reason = customer.usc_reason or "换证中"
        customer.legal_representative = customer.legal_representative or "周建国"
        customer.industry = customer.industry or "manufacturing"
        customer.founded_on = customer.founded_on or date(2006 + 2 * number, 5, 8)
        customer.save()
    quarter, year = last_quarter_end(today, grace_days=45), date(today.year - 1, 12, 31)
    ends = {PaperKind.ANNUAL: year, PaperKind.QUARTER: quarter}
    for kind in (PaperKind.IDENTITY, PaperKind.LICENCE, *ends):
        paper = Paper(customer=customer, kind=kind, received_on=today - timedelta(6 + number),
                      period_end=ends.get(kind))  # fmt: skip
        actions.add_paper(paper, by=by)
    spans = ((date(year.year - 1, 12, 31), StatementSpan.YEAR), (year, StatementSpan.YEAR),
             (quarter, SPANS[quarter.month]))  # fmt: skip
    for at, (end, span) in enumerate(spans):
        if end != year or span == StatementSpan.YEAR:
            _statement(customer, period=(end, span), number=number, look=look, at=at, by=by)


def _survey(customer: Customer, number: int, *, by: User) -> None:
    """A visit, a call to the bank, a word with the trade (L-5)."""
    is_company = customer.party_type == "enterprise"
    row = Survey(
        customer=customer, on=timezone.localdate() - timedelta(9 + number), operation="company",
        business="工业滤材与配件", area="本市及周边", location=("park", "street")[number % 2],
        tenure=("own", "rented")[number % 2], space="1,200 平方米", vehicles=2 + number,
        products="滤芯、滤袋、密封件", month_yuan=Decimal(160_000 + 20_000 * number),
        bank="农业银行城南支行", bank_credit=REPUTES[number % 3] if is_company else "",
        bank_words="信贷员：近两年没有逾期贷款" if is_company else "", accounting="full",
        peers=REPUTES[(number + 1) % 3], peers_words="同城两家配件商：偶尔拖半个月，最后都付清",
        attitude=("prompt", "ordinary", "delayed")[number % 3], settlement="monthly",
        conclusion="厂房开工正常，同行评价与付款记录一致，可以按公式授信。",
    )  # fmt: skip
    with recorded(row, "create", by=by):
        actions.save_survey(row, "create", by=by)


def _statement(customer: Customer, *, period, number: int, look, at: int, by: User) -> None:
    margin, debt, _ = look
    end, span = period
    assets = Decimal(6_000_000 + 1_700_000 * number) * (100 + 4 * at) / 100
    revenue = assets * Decimal("1.4") * int(span) / 12
    short = assets * debt / 100 * 7 / 10
    values = {
        "total_assets": assets, "total_liabilities": assets * (debt - 2 * at) / 100,
        "current_assets": assets * 55 / 100, "inventory": assets * 18 / 100,
        "receivables": assets * 20 / 100, "current_liabilities": short * (100 - 3 * at) / 100,
        "revenue": revenue, "cost": revenue * (100 - margin - 14) / 100,
        "net_profit": revenue * margin / 100, "operating_cash": revenue * (margin + 2) / 100,
    }  # fmt: skip
    row = FinancialStatement(
        customer=customer, period_end=end, span=span, is_audited=span == StatementSpan.YEAR,
        **{name: value.quantize(Decimal("0.01")) for name, value in values.items()},
    )  # fmt: skip
    with recorded(row, "create", by=by):
        actions.save_statement(row, "create", by=by)


def _evaluate(customer: Customer, look, number: int, people: dict[str, User]) -> Evaluation:
    """By one person, or by two who did not see each other's marks."""
    by = people["wangxin"]
    card = Scorecard.objects.get(name="6A 评分卡" if number == 2 else "5C 评分卡")
    row = actions.open_evaluation(customer, card, by=by)
    with recorded(row, "change", by=by):
        row.asked_yuan = Decimal(300_000 - 20_000 * number)
        row.collateral_yuan = row.asked_yuan * (12 - number) / 10
        row.monthly_yuan = Decimal(90_000 + 15_000 * number)
        row.strengths = "区域内份额前三，下游分散，厂房自有。"
        row.risks = "毛利偏薄，旺季备货占用资金。"
        row.conclusion = "经营平稳，按时付款为主，个别月份拖延，建议按公式授信。"
        actions.save_evaluation(row, "change", by=by)
    raters = [by, _second(customer, people)] if number % 2 else [by]
    for person in raters[1:]:
        actions.invite(row, person, by=by)
    for place, person in enumerate(raters):
        if number == len(LOOKS) - 1:
            break
        actions.hand_in(row, _marks(row, look[2] - 20 * place), by=person)
    if number < len(LOOKS) - 1:
        actions.save_paragraphs(row, WORDS, by=by)
    return row


def _second(customer: Customer, people: dict[str, User]) -> User:
    """Who else knows the customer: his sales manager, else the director."""
    known = (people[username] for username in RATERS)
    return next(one for one in known if visible_customers(one).filter(pk=customer.pk).exists())


def _marks(row: Evaluation, mark: int) -> dict[int, Given]:
    manual = [one for one in queries.traits_of(row.card) if one.measure == Measure.MANUAL]
    return {
        trait.id: Given(max(mark + (20 if at % 3 == 0 else 0), 20), NOTES[at % len(NOTES)])
        for at, trait in enumerate(manual)
    }  # fmt: skip


def _agree(row: Evaluation) -> None:
    """Everybody whose turn it is agrees, until the case is over."""
    case = ApprovalCase.objects.filter(object_id=row.pk).latest("id")
    while True:
        case.refresh_from_db()
        seats = Seat.objects.filter(step__case=case, state=SeatState.OPEN).select_related("person")
        seat = seats.first()
        if seat is None:
            return
        approvals.agree(case, by=seat.person, digest=case.digest, opinion="同意，按月看回款")


def _loans(*, by: User) -> None:
    """Two hundred and forty old instalment sales, and a card tried on them."""
    card = Scorecard(name="分期旧账卡", serves="book", sort="own")
    with recorded(card, "create", by=by):
        actions.save_card(card, "create", by=by)
    parts = (
        ("经营年限", 40, ((10, 100), (5, 80), (2, 50), (0, 10)), False),
        ("负债率", 40, ((40, 100), (55, 75), (70, 40), (100, 0)), True),
        ("月销售额", 20, ((100_000, 100), (50_000, 70), (0, 30)), False),
    )
    for name, weight, steps, is_less in parts:
        told = Attribute(name=name)
        with recorded(told, "create", by=by):
            actions.save_attribute(told, "create", by=by)
        criterion = actions.add_criterion(card, name=name, by=by)
        trait = ScoreTrait(
            criterion=criterion, name=name, measure=Measure.ATTRIBUTE, attribute=told,
            is_less_better=is_less, steps=[{"score": s, "bound": str(b)} for b, s in steps],
        )  # fmt: skip
        actions.save_trait(trait, by=by)
        actions.save_criteria(card, {criterion.pk: (Decimal(weight), {trait.pk: 1})}, by=by)
    actions.activate_card(card, by=by)
    file = ContentFile("\n".join([HEAD, *_lines()]).encode(), name="三年前的分期销售.csv")
    run = flow.begin(BOOK_IMPORTS, file, by=by, in_place=True)
    run = flow.choose(
        run, places=[column["target"] for column in run.columns], by=by, mode=ImportMode.ADD,
        options=usual_options(BOOK_IMPORTS, by, run),
    )  # fmt: skip
    passes.bring_in(flow.open_pass(run, ImportState.IMPORTING, by=by).pk, Here(by))
    actions.back_test(Book.objects.get(), card, by=by)


def _lines() -> Iterator[str]:
    """Young and indebted ones fail more often."""
    dice = Random(20261129)
    for number in range(LOANS):
        years, debt = dice.randrange(1, 18), dice.randrange(20, 95)
        sales = dice.randrange(20, 180) * 1000
        risk = 0.05 + 0.004 * max(debt - 40, 0) + (0.18 if years < 3 else 0) - 0.004 * years
        is_bad = dice.random() < max(risk, 0.02)
        local = "是" if dice.random() < 0.6 else "否"
        yield f"FQ{number:04},{years},{debt},{sales},{local},{int(is_bad)}"
