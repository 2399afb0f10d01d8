"""Rules of group buying: tiers, threshold, joining, leaving, deposits, plans (B-10, B-11, T-B2)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.groupbuys.rules.joining import (
    Window,
    check_joining,
    deposit_due,
    withdrawal,
)
from maizi.groupbuys.rules.moves import Conditions, check_conditions, check_verb
from maizi.groupbuys.rules.plans import check_move, may_quote
from maizi.groupbuys.rules.standing import Goal, Totals, turned
from maizi.groupbuys.rules.tiers import Tier, check_tiers, next_tier, price_at, price_due
from maizi.groupbuys.terms import DepositSort, PlanState, State, Threshold, Withdrawal
from maizi.kernel.errors import Refused

D = Decimal
TIERS = (Tier(D(1), D(100)), Tier(D(100), D(92)), Tier(D(200), D(88)))
NOW = datetime(2026, 11, 29, 4, tzinfo=UTC)
WINDOW = Window(State.OPEN, NOW - timedelta(1), NOW + timedelta(1))
GOAL = Goal(Threshold.QUANTITY, D(100))


def total(*pieces) -> Totals:
    return Totals(D(sum(pieces)), len(pieces), D(sum(pieces)) * 100)


def price(pieces) -> Decimal:
    return price_at(D(pieces), TIERS, list_price_yuan=D(120))


def test_T_B2():
    """40, 35, 30: reached with the third, 92.00; the second leaves: 70, open, 100.00 (B-11)."""
    assert turned(State.OPEN, totals=total(40), goal=GOAL, is_over=False) == State.OPEN
    assert turned(State.OPEN, totals=total(40, 35), goal=GOAL, is_over=False) == State.OPEN
    assert turned(State.OPEN, totals=total(40, 35, 30), goal=GOAL, is_over=False) == State.REACHED
    assert price(105) == D("92.00")
    assert turned(State.REACHED, totals=total(40, 30), goal=GOAL, is_over=False) == State.OPEN
    assert price(70) == D("100.00")


def test_after_the_deadline_or_a_purchase_it_stays_reached():
    """B-11, withdraw."""
    assert turned(State.REACHED, totals=total(70), goal=GOAL, is_over=True) == State.REACHED
    assert (
        turned(State.REACHED, totals=total(70), goal=GOAL, is_over=False, is_bought=True)
        == State.REACHED
    )
    assert turned(State.OPEN, totals=total(70), goal=GOAL, is_over=True) == State.FAILED
    assert turned(State.ORDERING, totals=total(7), goal=GOAL, is_over=False) == State.ORDERING


def test_three_sorts_of_threshold():
    """B-11: quantity, amount, participants."""
    totals = Totals(D(105), 3, D(9900))
    assert Goal(Threshold.PARTICIPANTS, D(3)).is_reached(totals)
    assert not Goal(Threshold.AMOUNT, D(10000)).is_reached(totals)
    assert Goal(Threshold.AMOUNT, D(10000)).missing(totals) == 100
    assert Goal(Threshold.QUANTITY, D(100)).missing(totals) == 0


def test_price_below_the_first_tier_and_next_tier():
    assert price("0.5") == 120 and price(99) == 100 and price(200) == 88
    assert next_tier(D(99), TIERS) == TIERS[1] and next_tier(D(200), TIERS) is None


@pytest.mark.parametrize(("tiers", "words"), [
    ([], "至少"), ([(1, 100), (100, 100)], "第 2 档的单价要低于"),
    ([(1, 100), (100, 105)], "第 2 档的单价要低于"),
    ([(100, 100), (50, 90)], "第 2 档的数量要大于"),
    ([(0, 100)], "大于 0"), ([(1, 130)], "标价"), ([(n, 100 - n) for n in range(1, 12)], "最多"),
])  # fmt: skip
def test_tiers_that_do_not_fit(tiers, words):
    """B-11: quantities rise, prices fall."""
    with pytest.raises(Refused, match=words):
        check_tiers([Tier(D(a), D(b)) for a, b in tiers], list_price_yuan=D(120))


@pytest.mark.parametrize(("quantity", "changes", "code"), [
    (0, {}, "quantity"), (-1, {}, "quantity"), (51, {}, "most"),
    (5, {"has_consent": False}, "consent"), (5, {"is_registered": True}, "twice"),
])  # fmt: skip
def test_joining_refused(quantity, changes, code):
    """B-11, register."""
    window = Window(State.OPEN, WINDOW.opens_at, WINDOW.closes_at, D(50))
    facts = {"has_consent": True, "is_registered": False} | changes
    with pytest.raises(Refused) as refusal:
        check_joining(window, quantity=D(quantity), now=NOW, **facts)
    assert refusal.value.code == code


def test_joining_outside_the_window():
    facts = {"quantity": D(1), "has_consent": True, "is_registered": False}
    check_joining(WINDOW, **facts, now=NOW)
    for now, code in ((NOW - timedelta(2), "early"), (NOW + timedelta(1), "over")):
        with pytest.raises(Refused) as refusal:
            check_joining(WINDOW, **facts, now=now)
        assert refusal.value.code == code


def test_leaving():
    """B-11: free while open, then with consent, after ordering not at all."""
    assert withdrawal(State.OPEN) == Withdrawal.FREE
    assert withdrawal(State.REACHED) == Withdrawal.ASK
    for state in (State.ORDERING, State.FULFILLED, State.FAILED, State.CANCELLED):
        with pytest.raises(Refused, match="不能再退出"):
            withdrawal(state)


def test_deposits():
    """B-11: none, fixed, percent."""
    facts = {"quantity": D("3.5"), "price_yuan": D("99.99")}
    assert deposit_due(DepositSort.NONE, D(9), **facts) == 0
    assert deposit_due(DepositSort.FIXED, D(200), **facts) == 200
    assert deposit_due(DepositSort.PERCENT, D(20), **facts) == D("69.99")  # of 349.97


@pytest.mark.parametrize(("changes", "field"), [
    ({"closes_at": NOW - timedelta(1)}, "closes_at"),
    ({"opens_at": NOW + timedelta(9)}, "closes_at"),
    ({"threshold_value": D(0)}, "threshold_value"),
    ({"threshold_sort": Threshold.PARTICIPANTS, "threshold_value": D("2.5")}, "threshold_value"),
    ({"most_per_customer": D(0)}, "most_per_customer"),
    ({"deposit_sort": DepositSort.FIXED}, "deposit_value"),
    ({"deposit_sort": DepositSort.PERCENT, "deposit_value": D(101)}, "deposit_value"),
])  # fmt: skip
def test_conditions_that_do_not_fit(changes, field):
    """B-11, fields."""
    good = {"opens_at": NOW, "closes_at": NOW + timedelta(3), "threshold_sort": Threshold.QUANTITY,
            "threshold_value": D(100), "most_per_customer": None,
            "deposit_sort": DepositSort.NONE, "deposit_value": D(0)}  # fmt: skip
    check_conditions(Conditions(**good), now=NOW)
    with pytest.raises(Refused) as refusal:
        check_conditions(Conditions(**good | changes), now=NOW)
    assert refusal.value.field == field


def test_cancelled_only_before_ordering():
    """B-11: any state before ordering → cancelled."""
    check_verb(State.REACHED, "cancel", name="秋季")
    with pytest.raises(Refused, match="秋季.*不能取消"):
        check_verb(State.ORDERING, "cancel", name="秋季")


def test_a_plan_goes_step_by_step():
    """B-10: the analysis comes before the strategy."""
    with pytest.raises(Refused, match="一步一步"):
        check_move(PlanState.COLLECTING, PlanState.DEVELOPING, summary="x", reason="")
    with pytest.raises(Refused, match="汇总与分析"):
        check_move(PlanState.ANALYSING, PlanState.DEVELOPING, summary=" ", reason="")
    with pytest.raises(Refused, match="原因"):
        check_move(PlanState.DEVELOPING, PlanState.LOST, summary="", reason="")
    check_move(PlanState.ANALYSING, PlanState.DEVELOPING, summary="有礼品需求", reason="")


def test_no_quote_before_the_need_is_confirmed():
    """B-10, strategy 1 step 4."""
    assert not may_quote(PlanState.DEVELOPING, is_need_confirmed=False)
    assert may_quote(PlanState.DEVELOPING, is_need_confirmed=True)
    assert may_quote(PlanState.LOST, is_need_confirmed=False)


PIECES = st.lists(st.integers(1, 80), min_size=1, max_size=8)


@given(PIECES, PIECES)
def test_nobody_pays_more_than_he_was_shown(before, after):
    """B-11: whatever comes and goes between registering and ordering."""
    shown, due = price(sum(before)), price(sum(after))
    assert price_due(shown_yuan=shown, tier_yuan=due) <= shown
