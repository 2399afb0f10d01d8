"""What the processes do that receive the same goods and pay the same supplier at once.

Each right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import os
from contextlib import suppress
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.kernel.errors import Refused
from maizi.purchasing import actions
from maizi.purchasing.actions import Arrival
from maizi.purchasing.actions.ledger import Money
from maizi.purchasing.models import OrderLine, PurchaseOrder, Supplier, SupplierEntry
from maizi.stock.models import Warehouse
from tests.faults.gap import hop
from tests.house import House
from tests.purchasing.conftest import Yard

RECEIVERS, ORDERED, ROUNDS = 6, 40, 20
HOP_SECONDS = 0.01


def settle(_: str) -> None:
    """A house that buys."""
    with transaction.atomic():
        actions.seed_approvals()
        Yard(House())


def ordered(label: str) -> None:
    """An order of so many pieces, on its way."""
    from maizi.catalog.models import Product
    from maizi.purchasing.actions import NewLine, OrderDraft

    buyer = User.objects.get(username="buyer")
    maker = Supplier.objects.order_by("pk").first()
    line = NewLine(Product.objects.get(model="AF-75"), Decimal(ORDERED), Decimal(10))
    row = actions.save_order(None, OrderDraft(maker, [line], note=label), by=buyer)
    actions.submit_order(row, by=buyer)
    actions.place_order(row, by=buyer)


def receiver(label_and_number: str) -> None:
    """Receive one piece after the other until nothing is open."""
    label, number = label_and_number.split()
    keeper, place = User.objects.get(username="keeper"), Warehouse.objects.get()
    order = PurchaseOrder.objects.get(note=label)
    line = order.lines.get()
    for _ in range(ROUNDS):
        arrival = Arrival(place, timezone.localdate(), {line.pk: Decimal(1)})
        try:
            actions.receive(order, arrival, by=keeper)
            _ack("received", number)
        except Refused:
            _ack("refused", number)


def careless_receiver(label_and_number: str) -> None:
    """Wrong: look what is open, and write it down a moment later."""
    label, number = label_and_number.split()
    line = OrderLine.objects.get(order__note=label)
    for _ in range(ROUNDS):
        line.refresh_from_db()
        if line.facts.open < 1:
            _ack("refused", number)
            continue
        hop(HOP_SECONDS, people=RECEIVERS)
        OrderLine.objects.filter(pk=line.pk).update(received=line.received + 1)
        _ack("received", number)


def payer(number: str) -> None:
    """Pay small amounts, take some back, settle what lies on account."""
    me, maker = User.objects.get(username="payer"), Supplier.objects.order_by("pk").first()
    for turn in range(ROUNDS):
        with suppress(Refused):
            paid = actions.pay(maker, Money(Decimal("7.5"), timezone.localdate()), by=me)
            if turn % 3 == 0:
                actions.reverse(paid, by=me, reason="退汇")
            actions.allocate(maker, by=me)
        _ack("paid", number)


def careless_payer(number: str) -> None:
    """Wrong: read the balance, add to it, write it back."""
    maker, me = Supplier.objects.order_by("pk").last(), User.objects.get(username="payer")
    for _ in range(ROUNDS):
        maker.refresh_from_db()
        today = timezone.localdate()
        SupplierEntry.objects.create(
            supplier=maker, no="X", kind="payment", on=today, due_on=today, posted_by=me,
            amount_yuan=Decimal(-1), open_yuan=Decimal(-1),
        )  # fmt: skip
        hop(HOP_SECONDS)
        Supplier.objects.filter(pk=maker.pk).update(payable_yuan=maker.payable_yuan - 1)


def _ack(word: str, number: str) -> None:
    place = os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(place, f"{word} {number}\n".encode())
    os.close(place)
