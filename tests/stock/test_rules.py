"""Valuation, picking and sharing without a database (I-6, T-I3)."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.kernel.money import yuan
from maizi.stock.rules.making import shares
from maizi.stock.rules.picking import Lot, pick
from maizi.stock.rules.valuation import Known, Step, Worth, average, walk
from maizi.stock.terms import MovementKind, Pricing

pytestmark = pytest.mark.once
AMOUNTS = st.decimals("0", "10000", places=2)
PIECES = st.decimals("0.0001", "500", places=4)


def come(id_: int, pieces, amount) -> Step:
    return Step(id_, 1, 1, Decimal(pieces), Pricing.GIVEN, given_yuan=Decimal(amount))


def leave(id_: int, pieces) -> Step:
    return Step(id_, 1, 1, -Decimal(pieces), Pricing.AVERAGE)


def walked(*steps: Step) -> list:
    return list(walk(steps, {}, Known()))


def test_the_average_of_the_specification():
    """T-I3: 100@10 + 50@13 → 11.00; issue 60 → 90 units, 990.00."""
    _, second, out = walked(come(1, 100, 1000), come(2, 50, 650), leave(3, 60))
    assert average(second.after) == Decimal("11.00")
    assert out.value_yuan == Decimal("-660.00")
    assert (out.after.quantity, out.after.value_yuan) == (90, Decimal("990.00"))


def test_what_came_too_dear_leaves_at_what_it_came_with():
    undoing = Step(3, 1, 1, Decimal(-10), Pricing.UNDOING, given_yuan=Decimal(1000))
    *_, last = walked(come(1, 90, 900), come(2, 10, 1000), undoing)
    assert last.after.value_yuan == 900


def test_a_second_half_takes_what_the_first_has_just_cost():
    there = Step(3, 2, 1, Decimal(1), Pricing.LINKED, link_id=2)
    _, out, arrived = walked(come(1, 3, 10), leave(2, 1), there)
    assert arrived.value_yuan == -out.value_yuan == Decimal("3.33")
    assert arrived.after == Worth(Decimal(1), Decimal("3.33"), Decimal("3.33"))


@given(moves=st.lists(st.tuples(PIECES, AMOUNTS, st.booleans()), min_size=1, max_size=30))
def test_whatever_moves_no_cent_is_lost(moves):
    """Sum of values = value of what is left; nothing left is worth nothing, never less."""
    steps, held, ids = [], Decimal(0), count(1)
    for pieces, amount, goes in moves:
        part = min(pieces, held) if goes else pieces
        if part:
            steps.append(leave(next(ids), part) if goes else come(next(ids), part, amount))
            held += -part if goes else part
    found = walked(*steps)
    if found:
        last = found[-1].after
        assert sum(v.value_yuan for v in found) == last.value_yuan >= 0
        assert last.quantity == held and (held or last.value_yuan == 0)


def test_what_expires_first_is_taken_first():
    five = Decimal(5)
    lots = [
        Lot(1, five, "B", "2"), Lot(2, five, "A", "1", date(2030, 1, 1)),
        Lot(3, Decimal(0), "A", "0", date(2029, 1, 1)), Lot(4, Decimal(1), "A", "2"),
    ]  # fmt: skip
    assert pick(lots, Decimal(8)) == ([(2, 5), (4, 1), (1, 2)], 0)
    assert pick(lots, Decimal(20)) == ([(2, 5), (4, 1), (1, 5)], 9)
    assert pick([], Decimal(1)) == ([], 1)


@given(st.lists(AMOUNTS, min_size=1, max_size=20), AMOUNTS)
def test_what_is_made_costs_exactly_what_went_into_it(weights, total):
    found = shares(weights)
    assert found[0][0] == 0 and found[-1][1] == 1
    assert [start for start, _ in found[1:]] == [end for _, end in found[:-1]]
    parts = [yuan(total * end) - yuan(total * start) for start, end in found]
    assert sum(parts) == total and min(parts) >= 0


def test_every_kind_goes_one_way_or_both():
    assert {kind.direction for kind in MovementKind} == {1, 0, -1}
    assert MovementKind.OPENING.direction == 1 and MovementKind.LOAN_OUT.direction == -1
