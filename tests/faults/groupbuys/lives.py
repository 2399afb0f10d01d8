"""What the processes do that register for group buys at the same time.

The right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import json
import os
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog.models import Product
from maizi.catalog.pages import PRODUCTS
from maizi.customers.models import Customer
from maizi.groupbuys import actions, queries
from maizi.groupbuys.models import GroupBuy, Registration
from maizi.groupbuys.rules.tiers import Tier
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from tests.faults.gap import hop
from tests.house import House

JOINERS, EACH, PIECES = 8, 5, 7  # forty registrations of seven pieces: 280
HOP_SECONDS = 0.03  # what the wrong way does in two steps lies at least this far apart


def settle(_: str) -> None:
    """A company with activities and customers who may join."""
    with transaction.atomic():
        house = House()
        product = Product(name="滤芯", list_price_yuan=120, cost_yuan=60)
        save(PRODUCTS, row=product, verb="create", by=house.boss)
        now = timezone.now()
        for label in ("同时", "粗心", "抢一个"):
            row = GroupBuy(
                name=label, product=product, list_price_yuan=120, threshold_value=100,
                opens_at=now - timedelta(1), closes_at=now + timedelta(1),
            )  # fmt: skip
            tiers = [Tier(Decimal(n), Decimal(p)) for n, p in ((1, 100), (100, 92), (200, 88))]
            row = actions.save_group_buy(row, tiers, by=house.lin)
            GroupBuy.objects.filter(pk=row.pk).update(state="open")
        for number in range(JOINERS * EACH):
            house.customer(f"客户{number}", house.chen, mobile=f"139{number:08d}")


def joiner(label_and_number: str) -> None:
    """Five customers register, one after the other."""
    label, number = label_and_number.split()
    for turn in range(EACH):
        customer = _customer(int(number) * EACH + turn)
        made = actions.register(_activity(label), _joining(customer), by=_chen())[0]
        _ack(f"{made.shown_yuan:.0f}")


def same(label_and_number: str) -> None:
    """All the same customer: one gets in."""
    label, _number = label_and_number.split()
    for _turn in range(EACH):
        try:
            actions.register(_activity(label), _joining(_customer(0)), by=_chen())
            _ack("in")
        except Refused as refusal:
            _ack(refusal.code)


def careless_joiner(label_and_number: str) -> None:
    """Wrong: read the total, think, write it down again, without a lock between."""
    label, number = label_and_number.split()
    for turn in range(EACH):
        customer, row = _customer(int(number) * EACH + turn), _activity(label)
        total = row.total_quantity
        hop(HOP_SECONDS, people=JOINERS)
        Registration.objects.create(
            activity=row, customer=customer, name=customer.name, phone=customer.mobile,
            phone_key=customer.mobile, quantity=PIECES, shown_yuan=100,
            consent_at=timezone.now(), at=timezone.now(),
        )  # fmt: skip
        GroupBuy.objects.filter(pk=row.pk).update(total_quantity=total + PIECES)
        _ack("in")


def judge(label: str) -> None:
    """Write down how an activity stands, and how it would by its registrations."""
    row = _activity(label)
    totals = queries.totals_of(row)
    verdict = {
        "state": row.state, "kept": str(row.total_quantity), "counted": str(totals.quantity),
        "participants": row.participants,
        "reached": row.turns.filter(sort="reached").count(),
        "turns": [str(t) for t in row.turns.filter(sort="registered").order_by("at", "id")
                  .values_list("total_quantity", flat=True)],
    }  # fmt: skip
    Path(os.environ["FAULTS_ACKS"]).with_name("verdict").write_text(json.dumps(verdict))


def _joining(customer: Customer) -> actions.Joining:
    return actions.Joining(
        Decimal(PIECES), customer.mobile, True, name=customer.name, customer=customer
    )


def _activity(label: str) -> GroupBuy:
    return GroupBuy.objects.get(name=label)


def _customer(number: int) -> Customer:
    return Customer.objects.get(name=f"客户{number}")


def _chen() -> User:
    return User.objects.get(username="chen")


def _ack(text: str) -> None:
    acks = os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(acks, f"{text}\n".encode())
    os.close(acks)
