"""What the processes do that order on credit and post money, at the same time or until killed.

Each right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import itertools
import json
import os
import time
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.credit import actions, queries
from maizi.credit.models import Allocation, CreditAccount, Entry, OpenItem, Reservation
from maizi.credit.terms import CreditGrade, CreditOutcome, PayWay
from maizi.customers.models import Customer
from maizi.kernel.ids import new_id
from maizi.kernel.sources import Source
from tests.faults.gap import hop
from tests.house import House

SELLERS, ORDERS = 10, 10  # a hundred orders
LIMIT, ORDER = Decimal(1000), Decimal("33.30")  # room for thirty
WANTED = queries.Wanted(ORDER, 15)
HOP_SECONDS = 0.03  # what a wrong way does in two steps lies at least this far apart


def settle(_: str) -> None:
    """A company with customers who may buy on credit."""
    with transaction.atomic():
        house = House()
        for label in ("同时", "粗心", "出纳", "急性"):
            row = house.customer(f"{label}有限公司", house.chen)
            agreed = actions.Agreed(LIMIT, 30, 0)
            actions.agree(row, agreed, reason="授信", by=house.boss)
        _graded(house.customer("评级有限公司", house.chen), by=house.boss)


def _graded(customer, *, by) -> None:
    """A customer of grade C who bought and paid before; longer terms than the grade's were agreed
    with nobody."""
    actions.post_opening(customer, amount_yuan=ORDER, on=_today(), by=by)
    actions.post_receipt(customer, amount_yuan=ORDER, on=_today(), by=by, way=PayWay.CASH)
    graded = actions.Graded(CreditGrade.C, LIMIT)
    actions.apply_grade(customer, graded, reason="评级", by=by)


def seller(label_and_number: str) -> None:
    """Confirm ten orders, one after the other, each a reservation of its own."""
    label, number = label_and_number.split()
    customer, chen = _customer(label), User.objects.get(username="chen")
    for turn in range(ORDERS):
        source = Source("sales.order", new_id(), f"{number}-{turn}")
        verdict = actions.reserve(customer, wanted=WANTED, source=source, by=chen)
        _ack("passed" if verdict.outcome == CreditOutcome.PASS else "stopped")


def careless_seller(label_and_number: str) -> None:
    """Wrong: check first, hold then, without a lock between."""
    label, number = label_and_number.split()
    customer, chen = _customer(label), User.objects.get(username="chen")
    for turn in range(ORDERS):
        source = Source("sales.order", new_id(), f"{number}-{turn}")
        verdict = queries.check(customer, WANTED)
        hop(HOP_SECONDS, people=SELLERS)
        if verdict.outcome == CreditOutcome.PASS:
            actions.reserve(customer, wanted=WANTED, source=source, by=chen, approved=True)
        _ack("passed" if verdict.outcome == CreditOutcome.PASS else "stopped")


def cashier(label: str) -> None:
    """Order, invoice, take money, until killed; what is acknowledged is in the books."""
    customer, chen = _customer(label), User.objects.get(username="chen")
    for turn in itertools.count():
        order, paper = _source("sales.order", turn), _source("sales.invoice", turn)
        with transaction.atomic():
            actions.reserve(customer, wanted=WANTED, source=order, by=chen, approved=True)
        actions.post_invoice(customer, source=paper, amount_yuan=ORDER, on=_today(), by=chen,
                             released=order)  # fmt: skip
        entry = actions.post_receipt(customer, amount_yuan=ORDER + 1, on=_today(), by=chen,
                                     way=PayWay.CASH)  # fmt: skip
        _ack(str(entry.pk))


def hasty_cashier(label: str) -> None:
    """Wrong: the entry in one transaction, what is open of it and the sums in the next."""
    customer, chen = _customer(label), User.objects.get(username="chen")
    while True:
        account = CreditAccount.objects.get(customer=customer)
        entry = Entry(account=account, kind="receipt", amount_yuan=-ORDER, on=_today(),
                      due_on=_today(), way="cash", by=chen, at=timezone.now())  # fmt: skip
        entry.save()
        time.sleep(HOP_SECONDS)
        with transaction.atomic():
            row = CreditAccount.objects.select_for_update().get(pk=account.pk)
            OpenItem.objects.create(entry=entry, account=row, is_debit=False, due_on=_today(),
                                    open_yuan=ORDER)  # fmt: skip
            row.unapplied_yuan += ORDER
            row.exposure_yuan -= ORDER
            row.available_yuan += ORDER
            row.save()
        _ack(str(entry.pk))


def judge(label: str) -> None:
    """Write down what the books say of a customer."""
    account = CreditAccount.objects.get(customer=_customer(label))
    sums = queries.recount(account)
    held = Reservation.objects.filter(account=account)
    entries = Entry.objects.filter(account=account)
    verdict = {
        "held": held.count(),
        "reserved": str(sum(held.values_list("amount_yuan", flat=True), Decimal(0))),
        "available": str(account.available_yuan),
        "torn": [name for name, value in sums.items() if getattr(account, name) != value],
        "receipts": list(entries.filter(kind="receipt").values_list("pk", flat=True)),
        "paired": Allocation.objects.filter(account=account).count(),
    }
    Path(os.environ["FAULTS_ACKS"]).with_name("verdict").write_text(json.dumps(verdict))


def _customer(label: str) -> Customer:
    return Customer.objects.get(name=f"{label}有限公司")


def _source(kind: str, turn: int) -> Source:
    return Source(kind, new_id(), f"{os.getpid()}-{turn}")


def _today():
    return timezone.localdate()


def _ack(text: str) -> None:
    acks = os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(acks, f"{text}\n".encode())
    os.close(acks)
