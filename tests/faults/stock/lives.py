"""What the processes do that take goods from the same shelf, at the same time or until killed.

Each right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import json
import os
import random
import time
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from django.db import connections, transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog.models import Product
from maizi.history.queries import flaws as history_flaws
from maizi.kernel.errors import Refused
from maizi.kernel.sources import Source
from maizi.stock import actions, queries
from maizi.stock.models import (
    Reservation,
    StockAccount,
    StockDocument,
    StockMovement,
    Warehouse,
)
from maizi.stock.terms import MovementKind
from tests.faults.gap import hop
from tests.stock.conftest import Store

TAKERS, ON_SHELF, TRIES = 6, 40, 16
HOP_SECONDS = 0.01  # what a wrong way does in two steps lies at least this far apart


def settle(_: str) -> None:
    """A company with two warehouses."""
    from tests.house import House

    with transaction.atomic():
        Store(House())


def fill(name: str) -> None:
    """A product of its own with goods on the shelf, bought over some days."""
    me = User.objects.get(username="boss")
    with transaction.atomic():
        product = Product.objects.create(no=name, name=name, sort_name=name, name_key=name)
        for ago in (9, 6):
            _post("purchase_in", product, ON_SHELF // 2, ago=ago, price=10 + ago, by=me)


def taker(name_and_number: str) -> None:
    """Deliver single pieces, reserve and deliver others, until the shelf is empty."""
    _take_all(name_and_number, _take)


def careless_taker(name_and_number: str) -> None:
    """Wrong: look whether there is enough, then write what is left."""
    _take_all(name_and_number, _take_carelessly)


def writer(name_and_number: str) -> None:
    """Post into the present and the past until killed; acknowledge what is committed."""
    _write_for_ever(name_and_number, lambda post: post())


def hasty_writer(name_and_number: str) -> None:
    """Wrong: the balance is written in a transaction of its own, after the movement."""
    name, number = name_and_number.split()
    product, me = Product.objects.get(no=name), User.objects.get(username="boss")
    place = Warehouse.objects.get(name="总仓")
    acks = _acks()
    while True:
        with transaction.atomic():
            row = StockDocument.objects.create(
                no=f"{number}-{time.monotonic_ns()}", kind="other_in", warehouse=place,
                on=timezone.localdate(), created_by=me,
            )  # fmt: skip
            StockMovement.objects.create(
                document=row, line=1, product=product, warehouse=place, on=row.on,
                quantity=Decimal(1), pricing="given", value_yuan=Decimal(1),
                after_quantity=Decimal(1), after_yuan=Decimal(1), after_cost_yuan=Decimal(1),
            )  # fmt: skip
        time.sleep(HOP_SECONDS)
        with transaction.atomic():
            account = StockAccount.objects.get(product=product, warehouse=place)
            account.quantity += 1
            account.save(update_fields=["quantity"])
        os.write(acks, f"{row.pk}\n".encode())


def judge(name: str) -> None:
    """Write down what the books say of one product."""
    product = Product.objects.get(no=name)
    below = StockMovement.objects.filter(product=product, after_quantity__lt=0).count()
    verdict = {
        "flaws": queries.flaws([product.pk]),
        "history": [str(flaw) for flaw in history_flaws()],
        "documents": list(StockDocument.objects.values_list("pk", flat=True)),
        "below": below,
        "held": str(queries.on_hand([product])[product.pk]),
        "reserved": Reservation.objects.filter(account__product=product).count(),
    }
    Path(os.environ["FAULTS_ACKS"]).with_name("verdict").write_text(json.dumps(verdict))
    connections.close_all()


def _post(kind: str, product: Product, pieces: int, *, ago: int = 0, price=None, by, **more):
    line = actions.Line(
        product, Decimal(pieces), price_yuan=None if price is None else Decimal(price)
    )
    return actions.post(
        MovementKind(kind), warehouse=Warehouse.objects.get(name="总仓"), lines=[line],
        on=timezone.localdate() - timedelta(ago), by=by, **more,
    )  # fmt: skip


def _take(product: Product, number: int, turn: int, me: User) -> None:
    source = Source("test.order", number * 1000 + turn, f"{number}-{turn}")
    place = Warehouse.objects.get(name="总仓")
    if turn % 3:
        _post("sales_out", product, 1, by=me, source=source)
        return
    actions.reserve(source=source, lines=[(product, place, Decimal(1))], by=me)
    _post("sales_out", product, 1, by=me, source=source)


@transaction.atomic
def _take_carelessly(product: Product, number: int, turn: int, me: User) -> None:
    account = StockAccount.objects.get(product=product, warehouse__name="总仓")
    if account.quantity < 1:
        raise Refused("没有了。")
    hop(HOP_SECONDS, people=TAKERS)
    StockAccount.objects.filter(pk=account.pk).update(quantity=account.quantity - 1)


def _take_all(name_and_number: str, take) -> None:
    name, number = name_and_number.split()
    product, me = Product.objects.get(no=name), User.objects.get(username="boss")
    acks = _acks()
    for turn in range(TRIES):
        try:
            take(product, int(number), turn, me)
        except Refused:
            os.write(acks, f"refused {number} {turn}\n".encode())
        else:
            os.write(acks, f"taken {number} {turn}\n".encode())


def _write_for_ever(name_and_number: str, go) -> None:
    name, number = name_and_number.split()
    product, me = Product.objects.get(no=name), User.objects.get(username="boss")
    chance, acks = random.Random(f"{number}{time.monotonic_ns()}"), _acks()
    while True:
        ago = chance.choice((0, 0, 0, 4, 8))
        kind = chance.choice(("purchase_in", "sales_out"))
        price = chance.randrange(5, 30) if kind == "purchase_in" else None
        try:
            row = _post(kind, product, chance.randrange(1, 4), ago=ago, price=price, by=me)
        except Refused:
            continue
        os.write(acks, f"{row.pk}\n".encode())


def _acks() -> int:
    return os.open(os.environ["FAULTS_ACKS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
