"""D-30: every branch of the order's credit check, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from maizi.credit.rules.checking import (
    Asked,
    Exposure,
    Overdue,
    Policy,
    decide_order,
    told,
)
from maizi.credit.terms import ApprovalLevel, CreditGrade, CreditOutcome, ReasonCode

VECTOR = Exposure(Decimal(500_000), Decimal(320_000), Decimal(120_000), Decimal(20_000))
NOT_LATE = Overdue()
SHARES = {"excess_shares": (Decimal("0.10"), Decimal("0.30"))}


def judge(amount="1000", *, exposure=VECTOR, terms=30, reserved="0", overdue=NOT_LATE, **policy):
    asked = Asked(Decimal(amount), terms, Decimal(reserved))
    held = {"terms_days": 30, "grace_days": 7} | policy
    return decide_order(exposure, asked, overdue, Policy(**(SHARES | held)))


def test_the_vector_of_the_specification():
    """T-D5"""
    assert VECTOR.available_yuan == Decimal(80_000)
    assert judge("80000").outcome == CreditOutcome.PASS
    above = judge("80000.01")
    assert above.outcome == CreditOutcome.APPROVAL
    assert above.figures.excess_yuan == Decimal("0.01")
    assert [reason.code for reason in above.reasons] == [ReasonCode.EXCESS]


@pytest.mark.parametrize(
    ("amount", "level"),
    [
        ("130000", ApprovalLevel.SALES_LEAD),  # 50,000 above: 10 % of the limit
        ("130000.01", ApprovalLevel.REGION),
        ("230000", ApprovalLevel.REGION),  # 150,000: 30 %
        ("230000.01", ApprovalLevel.HQ),
    ],
)
def test_the_excess_decides_who_decides(amount, level):
    """D-30.3"""
    assert judge(amount).level == level


def test_without_a_limit_any_credit_goes_to_the_top():
    assert judge("0.01", exposure=Exposure()).level == ApprovalLevel.HQ


def test_a_hold_stops_credit_but_not_what_is_paid():
    """D-30.1; prepayment passes."""
    held = judge("1", is_held=True, hold_reason="官司")
    assert held.outcome == CreditOutcome.REJECT and held.level is None
    assert "官司" in told(held)
    assert judge("0", is_held=True).outcome == CreditOutcome.PASS
    assert judge("-5", is_held=True).outcome == CreditOutcome.PASS


def test_grade_d_pays_first():
    """D-30.1"""
    assert judge("1", grade=CreditGrade.D).reasons[0].code == ReasonCode.CASH_ONLY
    assert judge("0", grade=CreditGrade.D).outcome == CreditOutcome.PASS
    assert judge("1", grade=CreditGrade.B).outcome == CreditOutcome.PASS


@pytest.mark.parametrize(("amount", "code"), [("80000", None), ("80000.01", "use")])
def test_grade_c_is_watched_above_four_fifths_of_the_limit(amount, code):
    """D-3"""
    half = Exposure(Decimal(200_000), Decimal(80_000), Decimal(0), Decimal(0))
    verdict = judge(amount, exposure=half, grade=CreditGrade.C, c_use=Decimal("0.80"))
    assert [r.code for r in verdict.reasons] == ([code] if code else [])
    assert verdict.level == (ApprovalLevel.SALES_LEAD if code else None)
    beyond = judge("120000.01", exposure=half, grade=CreditGrade.C, c_use=Decimal("0.80"))
    assert [r.code for r in beyond.reasons] == ["excess"], "said once, not twice"


def test_grade_c_pays_a_deposit_for_new_products():
    """D-3"""
    policy = Policy(terms_days=30, grade=CreditGrade.C, new_deposit=Decimal("0.30"), **SHARES)

    def asked(ahead):
        return Asked(Decimal(700), 30, new_yuan=Decimal(1000), ahead_yuan=Decimal(ahead))

    assert decide_order(VECTOR, asked("300"), NOT_LATE, policy).outcome == CreditOutcome.PASS
    short = decide_order(VECTOR, asked("299.99"), NOT_LATE, policy)
    assert [r.code for r in short.reasons] == ["deposit"] and "300.00" in told(short)


def test_an_expired_grade_is_looked_at_and_a_first_trade_is_paid():
    """D-3"""
    expired = judge("1", grade=CreditGrade.A, expired_on=date(2026, 3, 1))
    assert expired.level == ApprovalLevel.CREDIT_OFFICER and "2026-03-01" in told(expired)
    first = judge("1", grade=CreditGrade.B, is_first_trade=True)
    assert [r.code for r in first.reasons] == ["first"]
    assert first.level == ApprovalLevel.DIRECTOR
    assert judge("0", grade=CreditGrade.B, is_first_trade=True).outcome == CreditOutcome.PASS


@pytest.mark.parametrize(
    ("days", "level"),
    [(7, None), (8, ApprovalLevel.CREDIT_OFFICER), (30, ApprovalLevel.CREDIT_OFFICER),
     (31, ApprovalLevel.REGION)],
)  # fmt: skip
def test_overdue_beyond_the_grace_needs_approval(days, level):
    """D-30.2"""
    assert judge("1", overdue=Overdue(days, Decimal(100))).level == level


def test_longer_terms_are_approved_specially():
    """D-30.4"""
    assert judge("1", terms=30).outcome == CreditOutcome.PASS
    longer = judge("1", terms=31)
    assert (longer.outcome, longer.level) == (CreditOutcome.APPROVAL, ApprovalLevel.DIRECTOR)


def test_every_reason_is_named_and_the_highest_level_decides():
    verdict = judge("80000.01", terms=60, overdue=Overdue(9, Decimal("1234.5")))
    assert [r.code for r in verdict.reasons] == ["overdue", "excess", "terms"]
    assert verdict.levels == ("sales_lead", "credit_officer", "director")
    assert verdict.level == ApprovalLevel.DIRECTOR
    for words in ("1,234.50", "9 天", "超过可用额度 0.01", "80,000.01", "80,000.00", "营销总监"):
        assert words in told(verdict), words
    assert verdict.said == told(verdict)
    english = told(verdict).text(lambda text: text.replace("逾期未收", "overdue"))
    assert "overdue" in english, "reasons inside the sentence are translated too"


def test_a_limit_below_the_exposure_gives_no_new_credit_and_cancels_nothing():
    """D-30: no retroactive cancel."""
    lowered = Exposure(Decimal(100_000), Decimal(320_000), Decimal(0), Decimal(0))
    assert judge("1", exposure=lowered).outcome == CreditOutcome.APPROVAL
    assert judge("1", exposure=lowered).figures.excess_yuan == Decimal(1)
    assert judge("120000", exposure=lowered, reserved="120000").outcome == CreditOutcome.PASS
    assert judge("90000", exposure=lowered, reserved="120000").outcome == CreditOutcome.PASS
    assert judge("120000.01", exposure=lowered, reserved="120000").outcome == "approval"
