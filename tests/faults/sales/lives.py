"""What the processes do that convert one quote, send the last piece, or fill one limit at once.

Each right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import json
import os
from decimal import Decimal
from pathlib import Path

from django.db import connections, transaction

from maizi.accounts.models import User
from maizi.credit.models import CreditAccount
from maizi.kernel.errors import Refused
from maizi.sales import actions
from maizi.sales.models import Order, OrderLine, Quote
from maizi.stock.models import StockAccount
from tests.faults.gap import hop
from tests.sales.conftest import Trade

HOP_SECONDS = 0.02  # what a wrong way does in two steps lies at least this far apart
LIMIT, PART = "5000", "10"


def settle(_: str) -> None:
    """A house with goods and a customer with a limit of five orders."""
    from tests.house import House

    with transaction.atomic():
        trade = Trade(House(), pieces="400")
        trade.agree(LIMIT)


def prepare(no: str) -> None:
    """A quote that may become an order, an order with one last piece, or many drafts."""
    kind, _, number = no.partition("-")
    chen, boss = User.objects.get(username="chen"), User.objects.get(username="boss")
    with transaction.atomic():
        trade = _trade()
        if kind == "quote":
            row = actions.start_quote(trade.customer, by=chen, title=no)
            actions.add_lines(row, [actions.Wanted(trade.filter, Decimal(1))], by=chen)
            actions.submit_quote(row, by=chen)
            return
        for at in range(int(number) if kind == "drafts" else 1):
            row = actions.start_order(trade.customer, by=chen, customer_no=f"{no}/{at}")
            pieces = Decimal(PART) if kind == "drafts" else Decimal(1)
            actions.add_lines(row, [actions.Wanted(trade.filter, pieces)], by=chen)
            if kind == "piece":
                actions.confirm_order(row, by=boss, approved=True)


def widen(more: str) -> None:
    """Give the customer so much more."""
    account = CreditAccount.objects.get(customer__name="华宁科技有限公司")
    account.limit_yuan += Decimal(more)
    account.available_yuan = account.limit_yuan - account.exposure_yuan
    account.save(update_fields=["limit_yuan", "available_yuan"])


def converter(no_and_number: str) -> None:
    """Turn the quote into an order."""
    no, number = no_and_number.split()
    row = Quote.objects.get(title=no)
    order = actions.convert_quote(row, by=User.objects.get(username="chen"))
    _ack(f"order-{order.pk}")


def careless_converter(no_and_number: str) -> None:
    """Wrong: look whether there is an order, then make one."""
    no, _ = no_and_number.split()
    row, chen = Quote.objects.get(title=no), User.objects.get(username="chen")
    if not Order.objects.filter(customer_no=no).exists():
        hop(HOP_SECONDS * 10)
        order = actions.start_order(row.customer, by=chen, customer_no=no)
        _ack(f"order-{order.pk}")


def sender(no_and_number: str) -> None:
    """Pick and send the last piece."""
    no, _ = no_and_number.split()
    boss, order = User.objects.get(username="boss"), Order.objects.get(customer_no=f"{no}/0")
    try:
        with transaction.atomic():
            made = actions.start_delivery(order, by=boss)
            actions.ship_delivery(made, by=boss)
    except Refused:
        _ack("refused")
    else:
        _ack("sent")


def careless_sender(no_and_number: str) -> None:
    """Wrong: look whether a piece is left, then take it off the shelf."""
    no, _ = no_and_number.split()
    line = OrderLine.objects.get(document__customer_no=f"{no}/0")
    if line.delivered < line.quantity:
        hop(HOP_SECONDS * 10)
        OrderLine.objects.filter(pk=line.pk).update(delivered=line.delivered + 1)
        _ack("sent")


def buyer(no_and_number: str) -> None:
    """Submit one of many orders of the same customer."""
    no, number = no_and_number.split()
    chen, row = User.objects.get(username="chen"), Order.objects.get(customer_no=f"{no}/{number}")
    _ack(str(actions.submit_order(row, by=chen).state))


def careless_buyer(no_and_number: str) -> None:
    """Wrong: look what is available, then confirm."""
    no, number = no_and_number.split()
    row = Order.objects.get(customer_no=f"{no}/{number}")
    account = CreditAccount.objects.get(customer=row.customer_id)
    if account.available_yuan >= row.amount_yuan:
        hop(HOP_SECONDS * 10, people=4)
        _ack("confirmed")


def judge(no: str) -> None:
    """Write down what the books say."""
    rows = Order.objects.filter(customer_no__startswith=no) | Order.objects.filter(quote__title=no)
    account = CreditAccount.objects.get(customer__name="华宁科技有限公司")
    shelf = StockAccount.objects.get(product__model="AF-75", warehouse__name="总仓")
    line = OrderLine.objects.filter(document__in=rows).order_by("id").first()
    verdict = {
        "orders": rows.count(), "states": sorted(rows.values_list("state", flat=True)),
        "delivered": str(line.delivered if line else 0), "good": str(shelf.good),
        "exposure": str(account.exposure_yuan), "limit": str(account.limit_yuan),
        "reserved": str(account.reserved_yuan),
    }  # fmt: skip
    Path(os.environ["FAULTS_ACKS"]).with_name("verdict").write_text(json.dumps(verdict))
    connections.close_all()


def _trade():
    """What `settle` laid down, found again."""
    from types import SimpleNamespace

    from maizi.catalog.models import Product
    from maizi.customers.models import Customer

    return SimpleNamespace(
        customer=Customer.objects.get(name="华宁科技有限公司"),
        filter=Product.objects.get(model="AF-75"),
    )


def _ack(word: str) -> None:
    place = os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(place, f"{word}\n".encode())
    os.close(place)
