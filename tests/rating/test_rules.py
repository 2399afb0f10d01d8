"""The decisions of credit rating, with the worked numbers of the specification."""

from datetime import date
from decimal import Decimal

import pytest

from maizi.credit.terms import CreditGrade
from maizi.kernel.errors import Refused
from maizi.rating.rules import cards, dossier, grading, payments, ratios, triggers, whatif
from maizi.rating.rules.cards import Step, Trait
from maizi.rating.rules.grading import Cautions, Policy
from maizi.rating.rules.payments import Bill, Settled
from maizi.rating.terms import Factor, PaperKind, Ratio, Trigger

D = Decimal
TODAY = date(2026, 11, 29)
POLICY = Policy(cuts=(85, 70, 60), terms_days=(60, 30, 15, 0), grace_days=(15, 7, 0))
MANUAL = tuple(Step(score) for score in (100, 80, 60, 40, 20, 0))
FIVE = [
    Trait(at, name, D(weight), steps=MANUAL)
    for at, (name, weight) in enumerate(
        [("品质", 30), ("能力", 25), ("资本", 15), ("抵押", 15), ("条件", 15)]
    )
]


def test_t_d1_five_c_come_to_69_25_and_grade_c():
    """T-D1: 85, 70, 60, 40, 75 → 25.5 + 17.5 + 9 + 6 + 11.25 = 69.25 → C."""
    found = cards.total(FIVE, dict(enumerate([85, 70, 60, 40, 75])), most_missing=20)
    assert found.score == D("69.25") and found.is_valid and found.missing == 0
    assert [found.points[at] for at in range(5)] == [D("25.5"), D("17.5"), 9, 6, D("11.25")]
    assert grading.grade(found.score, Cautions(), POLICY).grade == CreditGrade.C


def test_t_d2_limit():
    """T-D2: 150,000 × 30/30 × 0.80 = 120,000.00."""
    assert grading.limit(D(150000), 30, D("0.80")) == D("120000.00")
    assert grading.limit(D(150000), 0, D(0)) == 0


@pytest.mark.parametrize(
    ("score", "grade"),
    [("100", "a"), ("85", "a"), ("84.99", "b"), ("70", "b"), ("69.99", "c"), ("60", "c"),
     ("59.99", "d"), ("0", "d")],
)  # fmt: skip
def test_d3_whoever_reaches_a_line_is_above_it(score, grade):
    assert grading.grade_of(D(score), POLICY) == grade


@pytest.mark.parametrize(
    ("facts", "grade"),
    [
        ({"is_late_30": True}, "b"), ({"is_late_60": True}, "c"), ({"is_new": True}, "b"),
        ({"has_gaps": True}, "b"), ({"is_fraud": True}, "d"), ({"is_dishonest": True}, "d"),
        ({"refuses_papers": True}, "d"), ({"is_late_30": True, "is_late_60": True}, "c"),
    ],
)  # fmt: skip
def test_d3_hard_caps_hold_a_grade_down_and_say_why(facts, grade):
    found = grading.grade(D(95), Cautions(**facts), POLICY)
    assert found.grade == grade and found.by_score == "a" and len(found.caps) == len(facts)
    low = grading.grade(D(50), Cautions(is_late_30=True), POLICY)
    assert low.grade == "d" and low.caps == (), "a cap never lifts, nor is it told where it is idle"


def test_d2_missing_weight_up_to_20_is_spread_and_beyond_it_the_card_is_invalid():
    """D-2: redistributed only if the missing weight is at most 20."""
    traits = [Trait(1, "付款", D(20)), Trait(2, "其余", D(80))]
    spread = cards.total(traits, {1: None, 2: 70}, most_missing=20)
    assert spread.score == D(70) and spread.missing == 20 and spread.points == {2: D(70)}
    traits = [Trait(1, "付款", D("20.01")), Trait(2, "其余", D("79.99"))]
    assert not cards.total(traits, {2: 70}, most_missing=20).is_valid
    assert cards.total(traits, {}, most_missing=100).score is None, "nothing assessable: no score"


ON_TIME = Trait(1, "按时付款率", D(100), steps=(
    Step(100, D("0.98")), Step(85, D("0.95")), Step(70, D("0.9")), Step(50, D("0.8")),
    Step(30, D("0.7")), Step(0)))  # fmt: skip
DEBT = Trait(2, "资产负债率", D(100), is_less_better=True, steps=(
    Step(100, D("0.4")), Step(85, D("0.5")), Step(0)))  # fmt: skip


@pytest.mark.parametrize(
    ("trait", "value", "score"),
    [
        (ON_TIME, "0.98", 100), (ON_TIME, "0.9799", 85), (ON_TIME, "0.70", 30),
        (ON_TIME, "0.6999", 0), (DEBT, "0.40", 100), (DEBT, "0.4001", 85), (DEBT, "0.9", 0),
    ],
)  # fmt: skip
def test_d2_the_first_step_that_holds(trait, value, score):
    assert cards.score_of(D(value), trait) == score
    assert cards.score_of(None, trait) is None


def test_d2_steps_of_words():
    trait = Trait(3, "抵押", D(10), steps=(Step(80, word="real estate"), Step(20, word="none")))
    assert cards.score_of("real estate", trait) == 80
    assert cards.score_of("car", trait) is None, "no step: not assessable"


def test_t1_5_weights_make_up_a_hundred():
    """T-1.5: Σ weights = 100 per scorecard."""
    traits = [Trait(1, "项", D(50), steps=MANUAL)]
    with pytest.raises(Refused, match="权重合计是 99.5，必须正好 100"):
        cards.refuse_unsound([("甲", D("49.5"), traits), ("乙", D(50), traits)])
    with pytest.raises(Refused, match="有权重却没有评分项"):
        cards.refuse_unsound([("甲", D(100), [])])
    with pytest.raises(Refused, match="还没有评分标准"):
        cards.refuse_unsound([("甲", D(100), [Trait(1, "项", D(100))])])
    cards.refuse_unsound([("甲", D(50), traits), ("乙", D(50), traits)])


def test_d2_traits_inside_a_criterion_weigh_equally_unless_said_otherwise():
    assert cards.spread(D(30), [D(1)] * 4) == [D("7.5")] * 4
    assert cards.spread(D(30), [D(2), D(1)]) == [D(20), D(10)]


def test_d2_evaluators_agree_on_the_middle_the_lower_of_two():
    assert cards.agreed([80, 60]) == 60 and cards.agreed([100, 60, 80]) == 80
    assert cards.agreed([None, 40]) == 40 and cards.agreed([None]) is None


def test_d3_limit_by_hand_needs_a_reason_and_beyond_a_fifth_more():
    formula, b = D(120000), CreditGrade.B
    with pytest.raises(Refused, match="公式额度是 120,000.00 元，您填了 130,000.00 元"):
        grading.refuse_limit(D(130000), formula_yuan=formula, reason=" ", found=b, share=D("0.2"))
    grading.refuse_limit(
        D(130000), formula_yuan=formula, reason="新增门店", found=b, share=D("0.2")
    )
    with pytest.raises(Refused, match="D 级不予赊销"):
        grading.refuse_limit(
            D(1), formula_yuan=D(0), reason="老朋友", found=CreditGrade.D, share=D("0.2")
        )
    assert grading.is_within(D(144000), formula, D("0.2"))
    assert grading.is_within(D(96000), formula, D("0.2"))
    assert not grading.is_within(D("144000.01"), formula, D("0.2"))


def test_d30_a_limit_below_exposure_has_its_sentence():
    said = grading.below_exposure(D(100000), D(160000))
    assert "新额度 100,000.00 元低于已用 160,000.00 元" in said and "收回 60,000.00 元" in said
    assert grading.below_exposure(D(160000), D(160000)) is None


def test_d3_review_by_grade():
    months = [grading.until(one, date(2026, 1, 31), POLICY) for one in CreditGrade]
    assert months == [date(2027, 1, 31), date(2026, 7, 31), date(2026, 4, 30), date(2026, 4, 30)]


def bill(due: str, amount: int, *settled, id_: int = 1) -> Bill:
    rows = [Settled(date.fromisoformat(on), D(paid), *more) for on, paid, *more in settled]
    return Bill(id_, date.fromisoformat(due), D(amount), rows)


def test_d2_payment_record_is_weighted_by_amount():
    record = payments.payments([
        bill("2026-06-30", 900, ("2026-06-30", 900)),
        bill("2026-07-31", 100, ("2026-08-01", 100)),
        bill("2026-12-31", 500),
        bill("2024-11-28", 800, ("2025-03-01", 800)),
    ], TODAY)  # fmt: skip
    assert record.on_time_rate == D("0.9"), "not due and older than 24 months are left out"
    assert record.bills == 2 and record.late_count == 0 and not record.is_late_30


def test_d2_late_more_than_thirty_days_counts_bills():
    exactly, beyond = ("2026-07-30", 100), ("2026-07-31", 100)
    assert payments.payments([bill("2026-06-30", 100, exactly)], TODAY).late_count == 0
    record = payments.payments([bill("2026-06-30", 100, beyond)], TODAY)
    assert record.late_count == 1 and record.is_late_30 and not record.is_late_60
    open_ = payments.payments([bill("2024-01-31", 100)], TODAY)
    assert open_.late_count == 1 and open_.is_late_60, "old, but open still"
    assert open_.overdue_days == (TODAY - date(2024, 1, 31)).days


def test_d3_caps_look_at_twelve_months():
    """Late in the year before the last: counted in 24 months, no cap."""
    record = payments.payments([bill("2025-06-30", 100, ("2025-10-01", 100))], TODAY)
    assert record.late_count == 1 and not record.is_late_30
    record = payments.payments([bill("2025-06-30", 100, ("2025-12-01", 100))], TODAY)
    assert record.is_late_30 and record.is_late_60, "it was still open within the 12 months"


def test_red_invoices_take_off_and_undone_payments_count_back():
    record = payments.payments(
        [bill("2026-06-30", 100, ("2026-07-20", 40, False), ("2026-06-30", 60))], TODAY
    )
    assert record.due_yuan == 60 and record.on_time_rate == 1
    told = payments.paid(
        bill("2026-06-30", 100, ("2026-06-30", 100), ("2026-07-15", -100), ("2026-09-01", 100)),
        TODAY,
    )
    assert told.settled_on == date(2026, 9, 1) and told.late_days == 63
    bounced = bill("2026-06-30", 100, ("2026-06-30", 100), ("2026-07-15", -100))
    told = payments.payments([bounced], TODAY)
    assert told.on_time_rate == 0 and told.overdue_days == (TODAY - date(2026, 6, 30)).days
    late = bill("2026-06-30", 100, ("2026-07-05", 100), ("2026-07-15", -100), ("2026-09-01", 100))
    assert payments.paid(late, TODAY).settled_on == date(2026, 9, 1)
    assert payments.payments([], TODAY).on_time_rate is None, "no history: not assessable"


def test_default_within_a_span_after_the_grade():
    late = bill("2026-01-31", 100, ("2026-06-01", 100))
    assert payments.defaulted([late], date(2026, 1, 1), date(2027, 1, 1), days=90)
    assert not payments.defaulted([late], date(2026, 6, 1), date(2027, 6, 1), days=90)
    assert not payments.defaulted([late], date(2026, 1, 1), date(2026, 4, 1), days=90)


FIGURES = ratios.Figures(
    period_end=date(2025, 12, 31), current_assets=D(300), inventory=D(100), receivables=D(73),
    total_assets=D(1000), current_liabilities=D(200), total_liabilities=D(450), revenue=D(730),
    cost=D(365), net_profit=D(73), operating_cash=D(80),
)  # fmt: skip


def test_l6_ratios_of_a_statement():
    found = {name: value and round(value, 4) for name, value in ratios.ratios(FIGURES).items()}
    assert found == {
        Ratio.CURRENT: D("1.5"), Ratio.QUICK: 1, Ratio.CASH_COVER: D("0.4"), Ratio.DEBT: D("0.45"),
        Ratio.EQUITY: D("0.55"), Ratio.GROSS_MARGIN: D("0.5"), Ratio.NET_MARGIN: D("0.1"),
        Ratio.RECEIVABLE_DAYS: D("36.5"), Ratio.STOCK_DAYS: 100,
    }  # fmt: skip
    quarter = ratios.Figures(
        period_end=date(2026, 3, 31), months=3, operating_cash=D(20), current_liabilities=D(200)
    )
    assert ratios.ratios(quarter)[Ratio.CASH_COVER] == D("0.4"), "stretched to a year"
    assert ratios.ratios(quarter)[Ratio.CURRENT] is None, "undefined is no 0"


def test_d12_statements_older_than_fifteen_months_are_refused():
    paper = dossier.Paper(PaperKind.ANNUAL, TODAY, period_end=date(2025, 8, 28))
    with pytest.raises(Refused, match="截止 2025-08-28 的财务报表已超过 15 个月，不能用来评级"):
        dossier.refuse_paper(paper, TODAY, months=15)
    edge = dossier.Paper(PaperKind.ANNUAL, TODAY, period_end=date(2025, 8, 29))
    dossier.refuse_paper(edge, TODAY, months=15)
    with pytest.raises(Refused, match="2026-11-28 到期"):
        dossier.refuse_paper(
            dossier.Paper(PaperKind.LICENCE, TODAY, date(2026, 11, 28)), TODAY, months=15
        )


def test_d12_what_is_lacking_is_said_in_one_sentence():
    quarter = ratios.last_quarter_end(TODAY, grace_days=45)
    assert quarter == date(2026, 9, 30)
    assert ratios.last_quarter_end(date(2026, 2, 10), grace_days=45) == date(2025, 9, 30)
    papers = [
        dossier.Paper(PaperKind.IDENTITY, TODAY),
        dossier.Paper(PaperKind.LICENCE, TODAY, date(2026, 1, 1)),
        dossier.Paper(PaperKind.QUARTER, TODAY, period_end=date(2026, 6, 30)),
    ]
    asked = {"party_type": "enterprise", "today": TODAY, "months": 15, "quarter_end": quarter}
    lacking = [*dossier.lacking_papers(papers, **asked)]
    assert lacking == [
        "营业执照已过期", "缺上年度财务报表", "最近季度财务报表要截止 2026-09-30 或更晚的",
    ]  # fmt: skip
    lacking += dossier.lacking_basics({"电话": ""})
    lacking += dossier.lacking_paragraphs({Factor.ECONOMIC: ("平稳", 80)})
    with pytest.raises(Refused, match="还不能提交：营业执照已过期、.*“债务担保”还没有评述和评分"):
        dossier.refuse_incomplete(lacking)
    dossier.refuse_incomplete([])


def test_d2_what_would_change_the_grade():
    scores = dict(enumerate([85, 70, 60, 40, 75]))
    found = whatif.changes(FIVE, scores, Cautions(), POLICY)
    lifts = {(c.trait.name, c.step.score): c.score for c in found if c.is_better}
    assert lifts == {
        ("资本", 80): D("72.25"), ("抵押", 60): D("72.25"), ("能力", 80): D("71.75"),
        ("条件", 80): D("70.00"), ("品质", 100): D("73.75"),
    }  # fmt: skip
    assert found[0].trait.name == "条件", "what asks for the least comes first"
    lowers = {c.trait.name: (c.step.score, c.grade) for c in found if not c.is_better}
    assert lowers["品质"] == (40, "d") and lowers["能力"] == (20, "d")
    capped = whatif.changes(FIVE, scores, Cautions(is_late_60=True), POLICY)
    assert not any(change.is_better for change in capped), "under a cap no trait lifts the grade"


def standing(**more) -> triggers.Standing:
    given = {"grade": CreditGrade.B, "until_on": date(2027, 3, 1)} | more
    return triggers.Standing(**given)


@pytest.mark.parametrize(
    ("facts", "trigger"),
    [
        ({}, None),
        ({"until_on": date(2026, 12, 20)}, Trigger.EXPIRY),
        ({"until_on": date(2026, 11, 28)}, Trigger.EXPIRY),
        ({"overdue_days": 60}, None),
        ({"overdue_days": 61}, Trigger.OVERDUE),
        ({"statement_end": date(2025, 8, 28)}, Trigger.STATEMENTS),
        ({"billed_yuan": D(200), "billed_before_yuan": D(100)}, None),
        ({"billed_yuan": D(201), "billed_before_yuan": D(100)}, Trigger.GROWTH),
        ({"live_grade": CreditGrade.C}, Trigger.DRIFT),
        ({"live_grade": CreditGrade.B}, None),
    ],
)
def test_d30_review_triggers(facts, trigger):
    found = [*triggers.triggers(standing(**facts), today=TODAY, ahead_days=30, stale_months=15)]
    assert [one for one, _ in found] == ([trigger] if trigger else [])
