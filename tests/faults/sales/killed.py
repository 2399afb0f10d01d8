"""What the processes do that sell until they are killed: order, confirm, send, invoice.

The right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import itertools
import json
import os
import random
import time
from decimal import Decimal
from pathlib import Path

from django.db import connections, transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog.models import Product
from maizi.credit.models import CreditAccount
from maizi.credit.models import Reservation as CreditHeld
from maizi.credit.queries import recount
from maizi.customers.models import Customer
from maizi.history.queries import flaws as history_flaws
from maizi.kernel.errors import Refused
from maizi.sales import actions, queries
from maizi.sales.access import Issued
from maizi.sales.models import Order
from maizi.stock.queries import flaws as stock_flaws
from tests.sales.conftest import Trade, assert_counted

HOP_SECONDS = 0.03  # what a wrong way does in two steps lies at least this far apart
LIMIT, PIECES = "90000000", "90000"
WHO = "华宁科技有限公司"


def settle(_: str) -> None:
    """A house with goods and a limit that nobody reaches."""
    from tests.house import House

    with transaction.atomic():
        Trade(House(), pieces=PIECES).agree(LIMIT)


def seller(number: str) -> None:
    """Order, confirm, send a part, invoice what was sent; acknowledge what is confirmed."""
    chen, boss = _person("chen"), _person("boss")
    chance = random.Random(f"{number}{time.monotonic_ns()}")
    for turn in itertools.count():
        row = _drafted(f"{number}-{turn}", chance.randrange(2, 6), by=chen)
        actions.confirm_order(row, by=boss, approved=True)
        _ack(str(row.pk))
        line = row.lines.get()
        try:
            made = actions.start_delivery(row, by=boss, pieces={line.pk: Decimal(1)})
            actions.ship_delivery(made, by=boss)
        except Refused as no:  # another took the number of the delivery, say
            _ack(f"refused:{no.code or 'x'}")
            continue
        bill = actions.draft_invoice(
            row, by=boss, pieces={line.pk: Decimal(1)}, tax_no="91320100MA1WXYZ12X"
        )
        paper = str(10**19 + os.getpid() * 10**6 + turn)
        actions.issue_invoice(bill, Issued(paper, timezone.localdate()), by=boss)


def hasty_seller(number: str) -> None:
    """Wrong: the order is confirmed in one transaction and held in the next."""
    chen, boss = _person("chen"), _person("boss")
    for turn in itertools.count():
        row = _drafted(f"{number}-{turn}", 2, by=chen)
        Order.objects.filter(pk=row.pk).update(state="confirmed", confirmed_at=timezone.now())
        time.sleep(HOP_SECONDS)
        with transaction.atomic():
            Order.objects.filter(pk=row.pk).update(state="draft")
            actions.confirm_order(row, by=boss, approved=True)
        _ack(str(row.pk))


def judge(_: str) -> None:
    """Write down what the books say."""
    account = CreditAccount.objects.get(customer__name=WHO)
    sums = recount(account)
    rows = list(Order.objects.prefetch_related("lines"))
    verdict = {
        "confirmed": [row.pk for row in rows if row.state != "draft"],
        "unheld": [row.no for row in rows if queries.held_by(row) != _should_hold(row)],
        "miscounted": [row.no for row in rows if not _is_counted(row)],
        "torn": [name for name, value in sums.items() if getattr(account, name) != value],
        "stock": stock_flaws([Product.objects.get(model="AF-75").pk]),
        "history": [str(flaw) for flaw in history_flaws()],
        "reserved": CreditHeld.objects.count(),
    }
    Path(os.environ["FAULTS_ACKS"]).with_name("verdict").write_text(json.dumps(verdict))
    connections.close_all()


def _drafted(no: str, pieces: int, *, by) -> Order:
    customer = Customer.objects.get(name=WHO)
    row = actions.start_order(customer, by=by, customer_no=f"{os.getpid()}/{no}")
    wanted = actions.Wanted(Product.objects.get(model="AF-75"), Decimal(pieces))
    actions.add_lines(row, [wanted], by=by)
    return row


def _should_hold(row: Order) -> Decimal:
    """A draft holds nothing, an order what is not invoiced of it."""
    return Decimal(0) if row.state == "draft" else queries.credit_part(row)


def _is_counted(row: Order) -> bool:
    try:
        for line in row.lines.all():
            assert_counted(line)
    except AssertionError:
        return False
    return True


def _person(name: str) -> User:
    return User.objects.get(username=name)


def _ack(word: str) -> None:
    place = os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(place, f"{word}\n".encode())
    os.close(place)
