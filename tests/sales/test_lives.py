"""I-4, I-7, I-9, D-30: whatever happens in whatever order, counters and ledgers agree.

delivered ≤ ordered; returned ≤ delivered; invoiced ≤ delivered − returned + what was invoiced of
returned goods; what confirmed orders hold and what is owed is the customer's exposure.
"""

from contextlib import suppress
from decimal import Decimal
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from maizi.kernel.errors import Refused
from maizi.sales import actions, queries
from maizi.sales.actions import deliveries
from maizi.sales.models import Delivery, Invoice, Order, Return
from tests.sales.conftest import Trade, assert_counted

pytestmark = pytest.mark.django_db
COUNT = st.integers(1, 9).map(Decimal)
RUNNING = ("draft", "waiting", "confirmed", "partly", "delivered")
MONEY = st.sampled_from(["95.01", "96.333333", "99.99", "100"])


def gone():
    """Orders of which something was delivered."""
    return Order.objects.filter(lines__delivered__gt=0)


class Lives(RuleBasedStateMachine):
    """Orders of one customer with a small limit and a shelf that runs out."""

    trade = None
    done: ClassVar = {}

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.point = transaction.savepoint()
        self.trade = type(self).trade

    def teardown(self):
        transaction.savepoint_rollback(self.point)
        self.block.__exit__(None, None, None)

    @initialize(price=MONEY)
    def begin(self, price):
        """Every life begins with goods on their way, or little could be billed or taken back."""
        trade = self.trade
        row = trade.order((trade.filter, Decimal(9), price), by=trade.boss)
        row = actions.submit_order(row, by=trade.boss)
        pieces = {row.lines.get().pk: Decimal(5)}
        made = actions.start_delivery(row, by=trade.boss, pieces=pieces)
        actions.ship_delivery(made, by=trade.boss)

    @rule(count=COUNT, more=COUNT, price=MONEY)
    def order(self, count, more, price):
        trade = self.trade
        lines = ((trade.filter, count, price), (trade.service, more, "490"))
        row = trade.order(*lines, by=trade.boss)
        with suppress(Refused):
            actions.submit_order(row, by=trade.boss)

    @precondition(lambda self: Order.objects.exists())
    @rule(count=COUNT, data=st.data())
    def deliver(self, count, data):
        row = self._one(Order, data)
        line = row.lines.order_by("id").first()
        count = min(count, line.quantity - line.delivered) or count
        with suppress(Refused):
            made = actions.start_delivery(row, by=self.trade.boss, pieces={line.pk: count})
            actions.ship_delivery(made, by=self.trade.boss)
            self._count("shipped")

    @precondition(lambda self: Delivery.objects.exists())
    @rule(data=st.data())
    def drop(self, data):
        with suppress(Refused):
            actions.drop_delivery(self._one(Delivery, data), by=self.trade.boss, reason="x")

    @precondition(lambda self: gone().exists())
    @rule(count=COUNT, data=st.data())
    def bill(self, count, data):
        row = self._one(gone(), data)
        line = row.lines.order_by("id").first()
        with suppress(Refused):
            self.trade.bill(row, str(min(count, line.quantity)))
            self._count("billed")

    @precondition(lambda self: Invoice.objects.exists())
    @rule(data=st.data())
    def redden(self, data):
        row = self._one(Invoice, data)
        with suppress(Refused):
            red = actions.redden_invoice(row, by=self.trade.fin, reason="开错")
            actions.issue_invoice(red, self.trade.issued(), by=self.trade.fin)

    @precondition(lambda self: gone().exists())
    @rule(count=COUNT, data=st.data())
    def take_back(self, count, data):
        row, trade = self._one(gone(), data), self.trade
        line = row.lines.order_by("id").first()
        wish = {"sort": "return", "reason": "faulty", "told": "坏"}
        with suppress(Refused):
            back = min(count, line.delivered - line.returned) or count
            made = actions.ask_return(row, by=trade.boss, pieces={line.pk: back}, **wish)
            Return.objects.filter(pk=made.pk).update(state="approved")
            made = actions.receive_return(made, by=trade.boss, warehouse=trade.main)
            reds = [trade.issued() for _ in queries.reds_for(made)]
            actions.settle_return(made, by=trade.fin, reds=reds)
            self._count("returned")

    @precondition(lambda self: Order.objects.exists())
    @rule(data=st.data(), is_short=st.booleans())
    def end(self, data, is_short):
        row, end = self._one(Order, data), (actions.cancel_order, actions.close_short)[is_short]
        with suppress(Refused):
            end(row, by=self.trade.boss, reason="结束")

    @precondition(lambda self: Order.objects.exclude(state__in=RUNNING).exists())
    @rule(data=st.data())
    def reopen(self, data):
        with suppress(Refused):
            row = self._one(Order.objects.exclude(state__in=RUNNING), data)
            actions.reopen_order(row, by=self.trade.boss)

    @rule(amount=st.sampled_from(["10", "500", "2000"]))
    def pay(self, amount):
        with suppress(Refused):
            self.trade.pay(amount)

    @invariant()
    def lines_keep_their_bounds(self):
        for order in Order.objects.prefetch_related("lines"):
            for line in order.lines.all():
                assert 0 <= line.returned <= line.delivered <= line.quantity
                assert line.invoiced <= line.delivered
                assert 0 <= line.invoiced_yuan <= line.amount_yuan
                assert_counted(line)

    @invariant()
    def nothing_held_is_lost(self):
        """What running orders are worth beyond their invoices is what they hold."""
        account = self.trade.account
        held = sum((queries.held_by(row) for row in Order.objects.all()), Decimal(0))
        assert account.reserved_yuan == held
        open_yuan = account.receivable_yuan + account.reserved_yuan - account.unapplied_yuan
        assert account.exposure_yuan == open_yuan

    @invariant()
    def the_ledger_is_what_its_entries_say(self):
        self.trade.assert_sound()

    def _count(self, what: str) -> None:
        self.done[what] = self.done.get(what, 0) + 1

    def _one(self, rows, data):
        rows = list(getattr(rows, "objects", rows).order_by("id"))
        return rows[data.draw(st.integers(0, len(rows) - 1))]


def walk(house, examples: int, *, lives: type[Lives] = Lives) -> None:
    """So many sequences over one house, each undone at its end."""
    lives.trade = Trade(house, pieces="60")
    lives.trade.agree("9000")
    case = lives.TestCase
    case.settings = settings(
        max_examples=examples, stateful_step_count=16, deadline=None, database=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True,
    )  # fmt: skip
    case().runTest()


def test_counters_and_ledgers_agree_after_any_sequence(house):
    Lives.done.clear()
    walk(house, 20)
    least = min(Lives.done.get(what, 0) for what in ("shipped", "billed", "returned"))
    assert least > 0, Lives.done


def test_a_delivery_that_forgets_to_count_is_seen(house, monkeypatch):
    """The control."""

    def forgetful(rows, fields, **options):
        return None

    monkeypatch.setattr(deliveries.OrderLine.objects, "bulk_update", forgetful)
    with pytest.raises(AssertionError):
        walk(house, 20)
