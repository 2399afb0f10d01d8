"""Decisions about targets and commission, without a database (I-11)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.targets.rules.achieving import Pace, Standing, ranked, target_of
from maizi.targets.rules.commission import Rule, Sold, commission, rule_for
from maizi.targets.rules.spans import first_day, last_day, next_first, parts_of
from maizi.targets.terms import Span

pytestmark = pytest.mark.once
M, Q, Y = Span.MONTH, Span.QUARTER, Span.YEAR


def test_spans():
    day = date(2026, 11, 28)
    assert [first_day(day, s) for s in (M, Q, Y)] == [
        date(2026, 11, 1), date(2026, 10, 1), date(2026, 1, 1)]  # fmt: skip
    assert last_day(date(2024, 2, 1), M) == date(2024, 2, 29)
    assert next_first(date(2026, 10, 1), Q) == date(2027, 1, 1)
    assert len(parts_of(date(2026, 1, 1), Y, M)) == 12
    assert parts_of(date(2026, 1, 1), Y, Q)[-1] == date(2026, 10, 1)


def standing(target, achieved, passed=10, total=20) -> Standing:
    amount = None if target is None else Decimal(target)
    return Standing(amount, Decimal(achieved), Pace(passed, total))


def test_i11_achievement_gap_and_forecast():
    found = standing("100000", "40000")
    assert (found.achievement, found.gap) == (Decimal("0.4"), 60000)
    assert found.forecast == Decimal("80000.00") and found.forecast_achievement == Decimal("0.8")
    assert found.is_behind
    done = standing("100", "130", 20, 20)
    assert done.gap == 0 and done.forecast == 130 and not done.is_behind
    assert standing("100", "0", 0, 20).forecast is None
    none = standing(None, "5")
    assert (none.achievement, none.gap, none.forecast_achievement) == (None, None, None)
    assert standing("0", "5").achievement is None, "an undefined ratio is none (0.3)"


def test_a_longer_target_is_its_own_or_the_sum_of_shorter_ones():
    months = {(M, date(2026, n, 1)): Decimal(n) for n in (1, 2, 3, 4)}
    assert target_of(months, Q, date(2026, 1, 1)) == (6, True)
    assert target_of(months, Y, date(2026, 1, 1)) == (10, True)
    quarters = months | {(Q, date(2026, 1, 1)): Decimal(50)}
    assert target_of(quarters, Q, date(2026, 1, 1)) == (50, False)
    assert target_of(quarters, Y, date(2026, 1, 1)) == (50, True)
    assert target_of(months, M, date(2026, 12, 1)) == (None, False)


def test_places():
    found = ranked({1: Decimal(5), 2: Decimal(9), 3: Decimal(9), 4: None})
    assert (found[2], found[3], found[1], found[4]) == (1, 1, 3, 4)


RULES = [
    Rule(1, rate=Decimal("0.01")),
    Rule(2, rate=Decimal("0.02"), from_ratio=Decimal(1)),
    Rule(3, category_path="/7/", rate=Decimal("0.05")),
    Rule(4, product_id=70, rate=Decimal("0.10")),
    Rule(5, role="salesperson", rate=Decimal("0.015")),
]


@pytest.mark.parametrize(
    ("sold", "roles", "achievement", "rule"),
    [
        (Sold(1, "/9/", Decimal(1)), (), None, 1),
        (Sold(1, "/9/", Decimal(1)), (), Decimal("1.2"), 2),
        (Sold(1, "/7/8/", Decimal(1)), (), Decimal(2), 3),
        (Sold(70, "/7/", Decimal(1)), ("salesperson",), Decimal(2), 4),
        (Sold(1, "/9/", Decimal(1)), ("salesperson",), Decimal(2), 5),
    ],
)
def test_the_most_particular_rule_pays(sold, roles, achievement, rule):
    assert rule_for(sold, RULES, roles=frozenset(roles), achievement=achievement).id == rule


def test_commission_is_rounded_once_a_rule_and_taken_back_with_returns():
    sold = [Sold(1, "/9/", Decimal("100.10")), Sold(2, "/9/", Decimal("-50.05")),
            Sold(70, "/7/", Decimal("10"))]  # fmt: skip
    paid = {p.rule.id: p for p in commission(sold, RULES, roles=frozenset(), achievement=None)}
    assert (paid[1].sold_yuan, paid[1].amount_yuan) == (Decimal("50.05"), Decimal("0.50"))
    assert paid[4].amount_yuan == Decimal("1.00")


cents = st.integers(-(10**7), 10**7).map(lambda n: Decimal(n) / 100)


@given(st.lists(st.tuples(st.sampled_from([1, 70]), st.sampled_from(["/7/", "/9/"]), cents)))
def test_every_yuan_is_paid_on_by_one_rule_at_most(rows):
    sold = [Sold(*row) for row in rows]
    paid = commission(sold, RULES, roles=frozenset(), achievement=Decimal(2))
    assert sum(p.sold_yuan for p in paid) == sum(s.amount_yuan for s in sold)
