"""Loyalty, intervals, the ladder: the numbers of the specification (C-2, C-3, C-4)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.care.rules.loyalty import (
    LoyaltyFacts,
    loyalty_of,
    loyalty_parts,
    years_between,
)
from maizi.care.rules.planning import Touched, planned
from maizi.care.rules.returns import (
    Cadence,
    check_override,
    check_visit,
    interval_days,
    next_due,
)
from maizi.care.rules.stages import (
    StageFacts,
    check_by_hand,
    fate_of,
    is_lost,
    lost_after_days,
    next_stage,
)
from maizi.care.rules.value import Cuts, ranks, value_class
from maizi.care.terms import Fate, LoyaltyClass, Outcome, Reason, ReturnForm, ValueClass
from maizi.customers.terms import Lifecycle
from maizi.kernel.errors import Refused

CADENCE = Cadence((15, 30, 90, 180), tuple(map(Decimal, ("1.25", "1", "0.8", "0.6"))))
TODAY = date(2026, 6, 30)


def days_ago(*days: int) -> list[date]:
    return sorted(TODAY - timedelta(n) for n in days)


def test_loyalty_adds_five_parts():  # T-C1
    facts = LoyaltyFacts(orders=6, share=Decimal("0.6"), years=Decimal(3), referrals=1, nps=8)
    parts = loyalty_parts(facts)
    assert (parts.repeat, parts.share, parts.tenure) == (35, Decimal("15.0"), 9)
    assert (parts.referral, parts.attitude) == (Decimal("7.5"), 8)
    assert parts.score == Decimal("74.50")
    assert loyalty_of(parts.score) == LoyaltyClass.FAIR


@pytest.mark.parametrize(
    ("score", "found"),
    [("75", "high"), ("74.99", "fair"), ("60", "fair"), ("59.99", "medium"), ("40", "medium"),
     ("39.99", "low"), ("0", "low")],
)  # fmt: skip
def test_bounds_of_loyalty(score, found):  # C-2
    assert loyalty_of(Decimal(score)) == found


def test_what_nobody_knows_counts_half():  # C-2
    assert loyalty_parts(LoyaltyFacts()).score == Decimal("17.50")


@given(
    st.integers(0, 99), st.none() | st.decimals(0, 3, places=2), st.integers(0, 40),
    st.integers(0, 9), st.none() | st.integers(0, 10),
)  # fmt: skip
def test_loyalty_stays_between_0_and_100(orders, share, years, referrals, nps):  # C-2
    facts = LoyaltyFacts(orders, share, Decimal(years), referrals, nps)
    assert 0 <= loyalty_parts(facts).score <= 100


def test_years_are_whole_on_the_day():
    assert years_between(date(2023, 6, 30), TODAY) == 3
    assert years_between(date(2023, 7, 1), TODAY) < 3
    assert years_between(None, TODAY) == years_between(TODAY, TODAY) == 0


@pytest.mark.parametrize(
    ("value", "loyalty", "days"),
    [
        ("a", "low", 9),
        ("c", "high", 113),
        ("a", "high", 19),
        ("b", "fair", 30),
        ("d", "medium", 144),
    ],
)
def test_intervals(value, loyalty, days):  # T-C2
    assert interval_days(ValueClass(value), LoyaltyClass(loyalty), CADENCE) == days


def test_nobody_is_visited_more_than_weekly():  # C-3
    quick = Cadence((7, 7, 7, 7), (Decimal("0.1"),) * 4)
    assert interval_days(ValueClass.A, LoyaltyClass.LOW, quick) == 7


def test_next_visit_counts_from_the_later_of_contact_and_order():  # C-3
    since = date(2026, 1, 1)
    told = {"since": since, "contacted_on": date(2026, 6, 1), "ordered_on": date(2026, 6, 10)}
    assert next_due(30, **told) == date(2026, 7, 10)
    assert next_due(30, since=since, contacted_on=None, ordered_on=None) == date(2026, 1, 31)


def test_an_occasion_comes_before_the_routine():  # C-3
    touched = Touched(TODAY, None, TODAY)
    told = {"touched": touched, "value": ValueClass.B, "cadence": CADENCE}
    asked = [(TODAY + timedelta(3), Reason.DELIVERY)]
    found = planned(LoyaltyFacts(), **told, occasions=asked)
    assert (found.due_on, found.reason) == asked[0]
    assert found.routine_on == TODAY + timedelta(found.interval_days)
    assert planned(LoyaltyFacts(), **told, override_days=8).interval_days == 8


@pytest.mark.parametrize(("days", "reason"), [(6, "快"), (731, "慢"), (10, " ")])
def test_intervals_that_are_refused(days, reason):  # C-3
    with pytest.raises(Refused):
        check_override(days, reason)
    check_override(None, "")


def test_a_vip_is_not_visited_by_message():  # C-3
    with pytest.raises(Refused, match="VIP"):
        check_visit(Outcome.FINE, ReturnForm.MESSAGE, "祝好", ValueClass.A)
    check_visit(Outcome.FINE, ReturnForm.MESSAGE, "祝好", ValueClass.D)
    with pytest.raises(Refused):
        check_visit(Outcome.FINE, ReturnForm.PHONE, " ", ValueClass.D)


def test_when_somebody_is_lost():  # T-C3
    days = days_ago(91 + 90, 91 + 70, 91 + 40, 91)  # gaps 20, 30, 40
    assert lost_after_days(days) == 90
    assert is_lost(days, TODAY)
    assert not is_lost(days, TODAY - timedelta(1))


def test_loss_with_few_or_long_gaps():  # C-4
    assert lost_after_days(days_ago(5)) == 180
    assert lost_after_days(days_ago(5, 15)) == 180
    assert lost_after_days(days_ago(200, 100, 0)) == 300
    assert not is_lost([], TODAY)


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ({"order_days": days_ago(10)}, "first_time"),
        ({"order_days": days_ago(10, 10)}, "first_time"),
        ({"order_days": days_ago(40, 10)}, "repeat"),
        ({"order_days": days_ago(365, 200, 100, 10)}, "client"),
        ({"order_days": days_ago(364, 200, 100, 10)}, "repeat"),
        ({"order_days": days_ago(365, 100, 10)}, "repeat"),
        ({"order_days": days_ago(40, 10), "is_member": True}, "member"),
        ({"order_days": days_ago(10), "is_member": True}, "first_time"),
        ({"order_days": days_ago(40, 10), "referrals": 1}, "advocate"),
        ({"order_days": days_ago(40, 10), "nps": [9, 10, 2]}, "advocate"),
        ({"order_days": days_ago(40, 10), "nps": [10]}, "repeat"),
        ({"order_days": days_ago(365, 200, 100, 10), "is_partner": True}, "partner"),
        ({"order_days": days_ago(40, 10), "is_partner": True}, "repeat"),
        ({"order_days": days_ago(400, 200)}, "inactive"),
        ({}, "prospect"),
    ],
)  # fmt: skip
def test_the_highest_stage_that_is_satisfied(facts, stage):  # C-4
    assert next_stage(Lifecycle.PROSPECT, StageFacts(**facts), TODAY) == stage


def test_a_stage_falls_only_by_loss_or_when_something_runs_out():  # C-4
    bought = StageFacts(order_days=days_ago(40, 10))
    assert next_stage(Lifecycle.ADVOCATE, bought, TODAY) == Lifecycle.ADVOCATE
    assert next_stage(Lifecycle.MEMBER, bought, TODAY) == Lifecycle.REPEAT
    assert next_stage(Lifecycle.PARTNER, bought, TODAY) == Lifecycle.REPEAT
    assert next_stage(Lifecycle.CLIENT, StageFacts(), TODAY) == Lifecycle.CLIENT


def test_an_order_after_a_loss_wins_back():  # C-4
    facts = StageFacts(order_days=days_ago(800, 600, 400, 0))
    assert next_stage(Lifecycle.INACTIVE, facts, TODAY) == Lifecycle.REPEAT


def test_what_a_person_set_stands_until_the_next_order():  # C-4
    by_hand = {"is_by_hand": True, "orders_then": 2}
    before = StageFacts(order_days=days_ago(40, 10), **by_hand)
    after = StageFacts(order_days=days_ago(40, 20, 10), **by_hand)
    assert next_stage(Lifecycle.INACTIVE, before, TODAY) == Lifecycle.INACTIVE
    assert next_stage(Lifecycle.INACTIVE, after, TODAY) == Lifecycle.REPEAT


@pytest.mark.parametrize(
    ("to", "reason", "said"),
    [("partner", "老客户", "审批"), ("prospect", "老客户", "已经在"), ("inactive", " ", "原因")],
)
def test_stages_by_hand_that_are_refused(to, reason, said):  # C-4
    with pytest.raises(Refused, match=said):
        check_by_hand(Lifecycle.PROSPECT, Lifecycle(to), reason)


def test_every_stage_has_a_fate():
    assert {fate_of(stage) for stage in Lifecycle} == set(Fate)


def test_value_classes_are_cut_by_rank():  # T-H2, T-H3
    assert ranks(1000, ("0.01", "0.05", "0.20")) == (10, 50, 200)
    assert ranks(40, ("0.01", "0.05", "0.20")) == (1, 2, 8)
    amounts = [1000, 900, 900, 500, 500, 500, 400, 300, 200, 100] + [50] * 20 + [0] * 5 + [-30] * 5
    a, b, c = (Decimal(amounts[rank - 1]) for rank in ranks(40, ("0.01", "0.05", "0.20")))
    found = [value_class(Decimal(n), Cuts(a, b, c)) for n in amounts]
    assert [found.count(one) for one in ValueClass] == [1, 2, 5, 32]


def test_all_the_same_is_c():  # H-2
    flat = Cuts(Decimal(5), Decimal(5), Decimal(5), is_flat=True)
    assert value_class(Decimal(5), flat) == ValueClass.C
    assert value_class(Decimal(5), None) == ValueClass.D
