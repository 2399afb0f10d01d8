"""T-1.3, T-1.6 over any sequence of documents: the books are the sum of the movements, nothing is
less than nothing, no numbered piece is in two places, and the past can be written into (I-6)."""

import logging
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from maizi.kernel.errors import Refused
from maizi.stock import actions, queries
from maizi.stock.actions import Line
from maizi.stock.actions.book import Book
from maizi.stock.actions.valuing import revalue
from maizi.stock.models import (
    Serial,
    StockAccount,
    StockDocument,
    StockHolding,
    StockMovement,
)
from maizi.stock.terms import MovementKind

from .conftest import Store

log = logging.getLogger(__name__)
pytestmark = pytest.mark.django_db
DAYS, PIECES = st.integers(0, 12), st.integers(1, 12)
PRICES = st.decimals("0.01", "99", places=2)
WHICH, PLACE, SOURCE = st.integers(0, 1), st.integers(0, 1), st.integers(1, 3)
NUMBERS = st.sets(st.sampled_from("ABCDE"), min_size=1, max_size=3)


class Room(RuleBasedStateMachine):
    """Two products by piece, one by number, in two warehouses, written in any order of days."""

    store: Store = None
    steps = posted = 0

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.point = transaction.savepoint()
        self.closed = None

    def teardown(self):
        transaction.savepoint_rollback(self.point)
        self.block.__exit__(None, None, None)

    def day(self, ago: int):
        return timezone.localdate() - timedelta(ago)

    def product(self, which: int):
        return (self.store.filter, self.store.machine)[which]

    def place(self, which: int):
        return (self.store.main, self.store.other)[which]

    def tried(self, act) -> None:
        """A document, or its refusal, which changes nothing."""
        before = _books()
        type(self).steps += 1
        try:
            with transaction.atomic():
                act()
            type(self).posted += 1
        except Refused:
            assert _books() == before

    def post(self, kind, *lines, ago=0, place=0, **more):
        self.tried(lambda: actions.post(
            MovementKind(kind), warehouse=self.place(place), lines=lines, on=self.day(ago),
            by=self.store.boss, **more))  # fmt: skip

    @rule(which=WHICH, place=PLACE, pieces=PIECES, price=PRICES, ago=DAYS)
    def come(self, which, place, pieces, price, ago):
        line = Line(self.product(which), Decimal(pieces), price_yuan=price)
        self.post("purchase_in", line, ago=ago, place=place)

    @rule(which=WHICH, place=PLACE, pieces=PIECES, ago=DAYS, number=SOURCE)
    def leave(self, which, place, pieces, ago, number):
        line = Line(self.product(which), Decimal(pieces))
        self.post("sales_out", line, ago=ago, place=place, source=self.store.source(number))

    @rule(which=WHICH, pieces=PIECES, ago=DAYS, place=PLACE)
    def move_over(self, which, pieces, ago, place):
        line = Line(self.product(which), Decimal(pieces))
        self.post("transfer", line, ago=ago, place=place, other=self.place(1 - place))

    @rule(pieces=PIECES, ago=DAYS, which=WHICH)
    def make(self, pieces, ago, which):
        """One product out of the other, and back: costs follow from each other both ways."""
        lines = (Line(self.product(which), Decimal(pieces)),
                 Line(self.product(1 - which), Decimal(2), is_made=True))  # fmt: skip
        self.post("assembly", *lines, ago=ago)

    @rule(which=WHICH, pieces=PIECES, ago=DAYS)
    def spoil(self, which, pieces, ago):
        line = Line(self.product(which), Decimal(pieces), to_status="scrap")
        self.post("restatus", line, ago=ago)

    @rule(numbers=NUMBERS, ago=st.integers(0, 3), place=PLACE)
    def pieces_come(self, numbers, ago, place):
        line = Line(self.store.pump, Decimal(len(numbers)), price_yuan=Decimal(700),
                    serials=tuple(numbers))  # fmt: skip
        self.post("purchase_in", line, ago=ago, place=place)

    @rule(numbers=NUMBERS, ago=st.integers(0, 3), place=PLACE, goes=st.booleans())
    def pieces_leave(self, numbers, ago, place, goes):
        line = Line(self.store.pump, Decimal(len(numbers)), serials=tuple(numbers))
        if goes:
            self.post("sales_out", line, ago=ago, place=place)
        else:
            self.post("transfer", line, ago=ago, place=place, other=self.place(1 - place))

    @rule(which=WHICH, place=PLACE, pieces=PIECES, number=SOURCE)
    def reserve(self, which, place, pieces, number):
        wish = (self.product(which), self.place(place), Decimal(pieces))
        self.tried(lambda: actions.reserve(
            source=self.store.source(number), lines=[wish], by=self.store.boss))  # fmt: skip

    @rule(number=SOURCE)
    def release(self, number):
        self.tried(lambda: actions.release(self.store.source(number), by=self.store.boss))

    @rule(at=st.integers(0, 50))
    def reverse(self, at):
        documents = list(StockDocument.objects.order_by("pk"))
        if documents:
            row = documents[at % len(documents)]
            self.tried(lambda: actions.reverse(row, by=self.store.boss, reason="录错"))

    @invariant()
    def the_books_are_the_sum_of_the_movements(self):
        assert queries.flaws() == []

    @invariant()
    def nothing_is_less_than_nothing(self):
        assert not StockHolding.objects.filter(quantity__lt=0).exists()
        assert not StockMovement.objects.filter(after_quantity__lt=0).exists()
        assert not StockMovement.objects.filter(after_yuan__lt=0).exists()
        for row in StockAccount.objects.all():
            assert row.good >= row.reserved

    @invariant()
    def pieces_are_where_they_last_moved_to(self):
        for piece in Serial.objects.all():
            rows = StockMovement.objects.filter(moved_serials__serial=piece).order_by("on", "id")
            inside: dict[int, int] = {}
            for row in rows:
                inside[row.warehouse_id] = inside.get(row.warehouse_id, 0) + (
                    1 if row.quantity > 0 else -1)  # fmt: skip
                assert set(inside.values()) <= {0, 1} and sum(inside.values()) <= 1
            there = [place for place, count in inside.items() if count]
            assert there == ([piece.warehouse_id] if piece.warehouse_id else [])

    @invariant()
    def walking_all_of_it_anew_finds_the_same(self):
        before = _books()
        ids = set(StockMovement.objects.values_list("product", flat=True))
        book = Book(ids)
        firsts = {}
        for row in StockMovement.objects.order_by("-on", "-id"):
            firsts[row.product_id] = (row.on, row.pk, row.product_id)
        revalue(book, firsts.values(), is_negative_allowed=False)
        book.write()
        assert _books() == before


def _books() -> list:
    moves = StockMovement.objects.order_by("pk").values_list("pk", "value_yuan", "after_yuan")
    accounts = StockAccount.objects.exclude(quantity=0, reserved=0).order_by("pk").values_list(
        "pk", "quantity", "good", "reserved", "value_yuan")  # fmt: skip
    return [*moves, *accounts]


def test_any_sequence_of_documents_keeps_the_books(store):
    Room.store = store
    usual = settings(
        max_examples=12, stateful_step_count=16, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    Room.TestCase.settings = usual
    Room.TestCase().runTest()
    log.info("%s steps, %s of them posted", Room.steps, Room.posted)
    assert Room.posted > 30


def test_a_book_that_does_not_agree_is_seen(store):
    """The control: one number changed behind the movements' back."""
    store.post("purchase_in", store.line(10, "10"))
    assert queries.flaws() == []
    StockAccount.objects.update(quantity=11)
    assert any("not what its movements sum to" in flaw for flaw in queries.flaws())
