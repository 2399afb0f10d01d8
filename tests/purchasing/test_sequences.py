"""T-1.3 and T-1.6 for purchasing: over any sequence of verbs, what is ordered, received, returned,
kept and owed agree, and a refusal changes nothing."""

import logging
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from maizi.kernel.errors import Refused
from maizi.kernel.money import line_amount
from maizi.purchasing import actions, queries
from maizi.purchasing.actions import Arrival, BillDraft, Going, Inspected, Leave
from maizi.purchasing.actions.ledger import Money
from maizi.purchasing.models import (
    Allocation,
    OrderLine,
    PurchaseOrder,
    PurchaseReturn,
    Receipt,
    ReceiptLine,
    Supplier,
    SupplierEntry,
)
from maizi.purchasing.rules.orders import state_after_goods
from maizi.purchasing.terms import OrderState, ReceiptState, RejectReason, ReturnWay
from maizi.stock.models import StockAccount

log = logging.getLogger(__name__)
pytestmark = pytest.mark.django_db
PIECES = st.integers(1, 12).map(Decimal)
CENTS = st.integers(1, 90_000).map(lambda cents: Decimal(cents) / 100)
PRICE = st.integers(1, 30_000).map(lambda cents: Decimal(cents) / 100)
PLACE = st.integers(0, 7)
ZERO = Decimal(0)


class Trade(RuleBasedStateMachine):
    """Orders to two suppliers, goods in and out, invoices, payments, in any order."""

    yard = None
    steps = refused = 0

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.point = transaction.savepoint()
        self.number = 0

    def teardown(self):
        transaction.savepoint_rollback(self.point)
        self.block.__exit__(None, None, None)

    def tried(self, act) -> None:
        """A verb, or its refusal, which changes nothing."""
        before, kind = self.books(), type(self)
        kind.steps += 1
        try:
            with transaction.atomic():
                act()
        except Refused:
            kind.refused += 1
            assert self.books() == before

    def books(self) -> list:
        names = ("pk", "received", "waiting", "rejected", "returned", "replaced")
        return [
            list(OrderLine.objects.order_by("pk").values_list(*names)),
            list(PurchaseOrder.objects.order_by("pk").values_list("pk", "state")),
            list(SupplierEntry.objects.order_by("pk").values_list("pk", "open_yuan")),
            list(StockAccount.objects.order_by("pk").values_list("pk", "quantity")),
        ]

    def one(self, model, at: int, **values):
        rows = list(model.objects.filter(**values).order_by("pk"))
        return rows[at % len(rows)] if rows else None

    @rule(pieces=PIECES, more=PIECES, price=PRICE, second=st.booleans())
    def order(self, pieces, more, price, second):
        supplier = self.yard.other if second else self.yard.maker
        lines = [(self.yard.filter, pieces, price), (self.yard.oil, more, price + 1)]
        self.tried(lambda: self.yard.order(*lines, supplier=supplier))

    @rule(at=PLACE, pieces=PIECES, bad=st.integers(0, 3).map(Decimal), is_later=st.booleans())
    def deliver(self, at, pieces, bad, is_later):
        row = self.one(PurchaseOrder, at)
        if row is None:
            return
        line = row.lines.first()
        arrival = Arrival(self.yard.place, self.yard.today, {line.pk: pieces})
        if is_later:
            self.tried(lambda: actions.register(row, arrival, by=self.yard.keeper))
            return
        verdict = Inspected(pieces - bad, bad, RejectReason.DAMAGED)
        self.tried(
            lambda: actions.receive(row, arrival, by=self.yard.keeper, verdicts={line.pk: verdict})
        )

    @rule(at=PLACE, good=PIECES)
    def inspect(self, at, good):
        row = self.one(Receipt, at, state=ReceiptState.WAITING)
        if row is None:
            return
        found = {
            n.pk: Inspected(min(good, n.delivered), n.delivered - min(good, n.delivered),
                            RejectReason.QUALITY)
            for n in row.lines.all()
        }  # fmt: skip
        self.tried(lambda: actions.inspect(row, found, by=self.yard.keeper))

    @rule(at=PLACE)
    def turn_away(self, at):
        row = self.one(Receipt, at)
        if row is not None:
            self.tried(lambda: actions.cancel_receipt(row, by=self.yard.keeper, reason="送错"))

    @rule(at=PLACE, pieces=PIECES, way=st.sampled_from(list(ReturnWay)))
    def send_back(self, at, pieces, way):
        row = self.one(Receipt, at)
        if row is not None:
            going = Going({row.lines.first().pk: pieces}, way, "漏", self.yard.today)
            self.tried(lambda: actions.return_goods(row, going, by=self.yard.keeper))

    @rule(at=PLACE, verb=st.sampled_from(["close_order", "cancel_order"]))
    def end(self, at, verb):
        row = self.one(PurchaseOrder, at)
        if row is not None:
            self.tried(lambda: getattr(actions, verb)(row, by=self.yard.buyer, reason="停"))

    @rule(amount=CENTS, is_back=st.booleans(), at=PLACE, part=CENTS, splits=st.booleans())
    def pay(self, amount, is_back, at, part, splits):
        entry = self.one(SupplierEntry, at, supplier=self.yard.maker)
        split = {entry.pk: part} if splits and entry else None
        act = actions.refund if is_back else actions.pay
        money = Money(amount, self.yard.today, split=split)
        self.tried(lambda: act(self.yard.maker, money, by=self.yard.payer))

    @rule()
    def allocate(self):
        self.tried(lambda: actions.allocate(self.yard.maker, by=self.yard.payer))

    @rule(at=PLACE)
    def release(self, at):
        row = self.one(Allocation, at)
        if row is not None:
            self.tried(lambda: actions.release(row, by=self.yard.payer))

    @rule(at=PLACE)
    def reverse(self, at):
        row = self.one(SupplierEntry, at)
        if row is not None:
            self.tried(lambda: actions.reverse(row, by=self.yard.payer, reason="错"))

    @rule(at=PLACE, part=CENTS, amount=CENTS)
    def bill(self, at, part, amount):
        row = self.one(Receipt, at, supplier=self.yard.maker)
        self.number += 1
        draft = BillDraft("none", f"N{self.number}", self.yard.today, amount,
                          receipts={row.pk: part} if row else {})  # fmt: skip
        leave = Leave(is_confirmed=True)
        self.tried(
            lambda: actions.post_bill(self.yard.maker, draft, by=self.yard.payer, leave=leave)
        )

    @invariant()
    def the_ledger_balances(self):
        for supplier in Supplier.objects.all():
            sums = supplier.entries.aggregate(a=Sum("amount_yuan"), o=Sum("open_yuan"))
            assert (sums["a"] or ZERO) == (sums["o"] or ZERO) == supplier.payable_yuan
        for entry in SupplierEntry.objects.all():
            parts = entry.given if entry.amount_yuan < 0 else entry.taken
            settled = parts.aggregate(n=Sum("amount_yuan"))["n"] or ZERO
            assert abs(entry.amount_yuan) - settled == abs(entry.open_yuan)

    @invariant()
    def what_is_owed_came_from_documents(self):
        for model, kind, sign in ((Receipt, "receipt", 1), (PurchaseReturn, "return", -1)):
            owed = SupplierEntry.objects.filter(kind=kind).aggregate(n=Sum("amount_yuan"))["n"]
            rows = model.objects.filter(is_payable=True).aggregate(n=Sum("amount_yuan"))["n"]
            assert (owed or ZERO) == sign * (rows or ZERO)

    @invariant()
    def quantities_agree_with_their_papers(self):
        for line in OrderLine.objects.select_related("order"):
            rows = ReceiptLine.objects.filter(order_line=line)
            posted = rows.filter(receipt__state=ReceiptState.POSTED)
            waiting = rows.filter(receipt__state=ReceiptState.WAITING)
            assert line.received == sum((r.accepted for r in posted), ZERO)
            assert line.returned == sum((r.returned for r in posted), ZERO)
            assert line.waiting == sum((r.delivered for r in waiting), ZERO)
            assert line.received - line.replaced + line.waiting <= line.quantity
            for row in posted:
                assert row.amount_yuan == line_amount(row.accepted, row.price_yuan)
        for order in PurchaseOrder.objects.prefetch_related("lines"):
            state = OrderState(order.state)
            assert state == state_after_goods(state, [n.facts for n in order.lines.all()])

    @invariant()
    def the_stock_holds_what_came_and_did_not_go_back(self):
        for product in (self.yard.filter, self.yard.oil):
            lines = OrderLine.objects.filter(product=product)
            kept = sum((n.received - n.returned for n in lines), ZERO)
            assert self.yard.stock(product)[0] == kept

    @invariant()
    def a_statement_ends_at_the_balance(self):
        self.yard.maker.refresh_from_db()
        found = queries.statement(self.yard.maker, self.yard.days(-9), self.yard.today)
        assert found.closing_yuan == self.yard.maker.payable_yuan


def test_the_books_agree_after_any_sequence(yard):
    Trade.yard, Trade.steps, Trade.refused = yard, 0, 0
    run = settings(
        max_examples=12, stateful_step_count=16, deadline=None, derandomize=True, database=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Trade, settings=run)
    log.info("%s steps, %s refused", Trade.steps, Trade.refused)
    assert 0 < Trade.refused < Trade.steps


def test_an_entry_written_past_the_ledger_is_seen(yard):
    """The control."""
    order = yard.order((yard.filter, "5"))
    actions.receive(order, yard.arrival(order, "5"), by=yard.keeper)
    SupplierEntry.objects.update(open_yuan=1)
    machine = Trade()
    machine.yard = yard
    with pytest.raises(AssertionError):
        machine.the_ledger_balances()
    machine.teardown()
