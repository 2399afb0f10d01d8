"""Decisions of purchasing, without a database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.purchasing.rules.amounts import amounts_of, stock_amount, tax_of
from maizi.purchasing.rules.ledger import (
    BUCKETS,
    OpenEntry,
    allocate_oldest,
    bucket_starts,
    due_day,
    is_closed,
    month_end,
)
from maizi.purchasing.rules.names import name_key
from maizi.purchasing.rules.orders import (
    LineFacts,
    can_move,
    is_overdue,
    most_arriving,
    state_after_goods,
)
from maizi.purchasing.rules.suggestions import (
    Ask,
    Position,
    expected_day,
    rounded_up,
    wanted,
)
from maizi.purchasing.terms import DemandSort, DueFrom, OrderState

pytestmark = pytest.mark.once
TODAY = date(2026, 11, 28)
S = OrderState


def test_t_i2_tax_inside_an_amount():
    assert tax_of(Decimal("1130.00"), Decimal("0.13")) == Decimal("130.00")
    assert amounts_of(Decimal(10), Decimal("113"), Decimal("0.13")) == (
        Decimal("1130.00"),
        Decimal("130.00"),
    )
    assert stock_amount(Decimal("1130.00"), Decimal("0.13"), is_deductible=True) == Decimal(
        "1000.00"
    )
    assert stock_amount(Decimal("1130.00"), Decimal("0.13"), is_deductible=False) == Decimal(
        "1130.00"
    )


@pytest.mark.parametrize(
    ("now", "to", "may"),
    [
        (S.DRAFT, S.PENDING, True), (S.PENDING, S.APPROVED, True), (S.APPROVED, S.ORDERED, True),
        (S.ORDERED, S.RECEIVED, True), (S.RECEIVED, S.CLOSED, True), (S.DRAFT, S.ORDERED, False),
        (S.CLOSED, S.ORDERED, False), (S.CANCELLED, S.DRAFT, False), (S.PENDING, S.ORDERED, False),
        (S.RECEIVED, S.CANCELLED, False),
    ],
)  # fmt: skip
def test_i5_how_an_order_moves(now, to, may):
    assert can_move(now, to) is may


def test_what_may_still_arrive():
    line = LineFacts(Decimal(100), received=Decimal(60), waiting=Decimal(10))
    assert line.open == 30 and most_arriving(line, Decimal(0)) == 30
    assert most_arriving(line, Decimal("0.05")) == 35
    assert LineFacts(Decimal(10), received=Decimal(12)).open == 0
    assert LineFacts(Decimal(10), received=Decimal(10), replaced=Decimal(2)).open == 2


def test_an_order_follows_its_goods():
    whole, half = (
        LineFacts(Decimal(5), received=Decimal(5)),
        LineFacts(Decimal(5), received=Decimal(2)),
    )
    assert state_after_goods(S.ORDERED, [whole]) == S.RECEIVED
    assert state_after_goods(S.ORDERED, [whole, half]) == S.ORDERED
    assert state_after_goods(S.ORDERED, [LineFacts(Decimal(5), waiting=Decimal(5))]) == S.ORDERED
    assert (
        state_after_goods(S.RECEIVED, [LineFacts(Decimal(5), Decimal(5), replaced=Decimal(1))])
        == S.ORDERED
    )
    assert state_after_goods(S.CLOSED, [half]) == S.CLOSED
    assert is_overdue(S.ORDERED, date(2026, 11, 27), TODAY)
    assert not is_overdue(S.RECEIVED, date(2026, 11, 27), TODAY)


def test_days_of_payment():
    assert due_day(date(2026, 1, 10), 30, DueFrom.DAY) == date(2026, 2, 9)
    assert due_day(date(2026, 1, 10), 30, DueFrom.MONTH_END) == date(2026, 3, 2)
    assert month_end(date(2024, 2, 3)) == date(2024, 2, 29)
    assert is_closed(date(2026, 1, 31), date(2026, 1, 31))
    assert not is_closed(date(2026, 2, 1), date(2026, 1, 31))


@pytest.mark.parametrize(
    ("late", "bucket"),
    [(-5, "not_due"), (0, "not_due"), (1, "d30"), (30, "d30"), (31, "d60"), (61, "d90"),
     (91, "d180"), (180, "d180"), (181, "more")],
)  # fmt: skip
def test_i8_ageing_buckets(late, bucket):
    due = date.fromordinal(TODAY.toordinal() - late)
    found = (code for code, first in bucket_starts(TODAY) if due >= first)
    assert next(found, BUCKETS[-1][0]) == bucket


def test_i8_oldest_is_settled_first():
    entries = [
        OpenEntry(1, TODAY, date(2026, 12, 1), Decimal(50)),
        OpenEntry(2, TODAY, TODAY, Decimal(30)),
    ]
    assert allocate_oldest(Decimal(60), entries) == [(2, Decimal(30)), (1, Decimal(30))]
    assert allocate_oldest(Decimal(500), entries) == [(2, Decimal(30)), (1, Decimal(50))]


money = st.integers(1, 9_999_999).map(lambda cents: Decimal(cents) / 100)


@given(st.lists(money, max_size=6), money)
def test_never_more_is_settled_than_there_is(opens, amount):
    entries = [OpenEntry(n, TODAY, TODAY, value) for n, value in enumerate(opens)]
    parts = allocate_oldest(amount, entries)
    assert sum((p for _, p in parts), Decimal(0)) == min(amount, sum(opens, Decimal(0)))
    assert all(0 < part <= opens[n] for n, part in parts)


def test_i5_reorder_point_and_backlog():
    short = Position(
        1,
        on_hand=Decimal(3),
        coming=Decimal(2),
        reorder_point=Decimal(10),
        reorder_up_to=Decimal(30),
    )
    assert wanted(short, []).quantity == 25
    assert wanted(Position(1, on_hand=Decimal(10), reorder_point=Decimal(10)), []) is None
    ask = Ask(1, DemandSort.BACKLOG, Decimal(8), date(2026, 12, 5))
    found = wanted(Position(1, on_hand=Decimal(3)), [ask])
    assert (found.quantity, found.reasons) == (5, (DemandSort.BACKLOG,))
    assert found.needed_on == date(2026, 12, 5)
    both = wanted(Position(1, on_hand=Decimal(3), reorder_point=Decimal(4)), [ask])
    assert both.quantity == 9 and DemandSort.REORDER in both.reasons
    assert wanted(Position(1, on_hand=Decimal(3), coming=Decimal(5)), [ask]) is None
    assert (
        wanted(Position(1, on_hand=Decimal(5), reserved=Decimal(5), reorder_point=Decimal(0)), [])
        is None
    )


def test_what_a_supplier_sells():
    assert rounded_up(Decimal(5), least=Decimal(10), pack=Decimal(0)) == 10
    assert rounded_up(Decimal(25), least=Decimal(10), pack=Decimal(12)) == 36
    assert rounded_up(Decimal(24), least=Decimal(0), pack=Decimal(12)) == 24
    assert expected_day(TODAY, 7, None) == date(2026, 12, 5)
    assert expected_day(TODAY, 7, date(2026, 12, 1)) == date(2026, 12, 5)


def test_names_that_are_the_same():
    assert name_key("杭州开岳（集团）有限公司") == name_key(" 杭州开岳(集团) 有限公司")
