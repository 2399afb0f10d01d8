"""How much there is, how much of it is free, what it is worth: now and on any day (I-6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Sum

from maizi.catalog.models import Product
from maizi.kernel.money import quantity, yuan

from ..models import StockAccount, StockMovement, Warehouse

LAST_ID = 2**63 - 1
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Level:
    """One product in one warehouse: in all states, and worth how much."""

    product_id: int
    warehouse_id: int
    quantity: Decimal
    value_yuan: Decimal


def on_hand(
    products: Iterable[Product], warehouse: Warehouse | None = None, on: date | None = None
) -> dict[int, Decimal]:
    """Pieces in all states by product id, now or at the end of a day. One query; none left out."""
    ids = [product.pk for product in products]
    if on is None:
        rows = StockAccount.objects.filter(product__in=ids)
    else:
        rows = StockMovement.objects.filter(product__in=ids, on__lte=on).order_by()
    rows = rows.filter(warehouse=warehouse) if warehouse else rows
    sums = dict(rows.order_by().values_list("product").annotate(Sum("quantity")))
    return {id_: quantity(sums.get(id_) or 0) for id_ in ids}


def available(
    products: Iterable[Product], warehouse: Warehouse | None = None
) -> dict[int, Decimal]:
    """Good pieces that nobody has a claim on, by product id. One query; none left out."""
    ids = [product.pk for product in products]
    rows = StockAccount.objects.filter(product__in=ids)
    rows = rows.filter(warehouse=warehouse) if warehouse else rows
    sums = {
        id_: quantity(good or 0) - quantity(reserved or 0)
        for id_, good, reserved in rows.order_by().values_list("product").annotate(
            Sum("good"), Sum("reserved")
        )
    }  # fmt: skip
    return {id_: sums.get(id_, ZERO) for id_ in ids}


def levels_on(day: date, *, warehouse: Warehouse | None = None) -> list[Level]:
    """What every account held at the end of a day; empty ones are left out.

    One query: the last movement of each account up to that day, found by the index.
    """
    first, last = (warehouse.pk, warehouse.pk) if warehouse else (0, LAST_ID)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT m.product_id, m.warehouse_id, m.after_quantity, m.after_yuan
            FROM stock_stockaccount a JOIN stock_stockmovement m ON m.id = (
                SELECT l.id FROM stock_stockmovement l
                WHERE l.product_id = a.product_id AND l.warehouse_id = a.warehouse_id
                  AND l."on" <= %s
                ORDER BY l."on" DESC, l.id DESC LIMIT 1
            ) WHERE a.warehouse_id BETWEEN %s AND %s
            """,
            [day.isoformat(), first, last],
        )
        found = cursor.fetchall()
    return [
        Level(product, place, quantity(str(pieces)), yuan(str(worth)))
        for product, place, pieces, worth in found if pieces or worth
    ]  # fmt: skip


def value_as_of(day: date, *, warehouse: Warehouse | None = None) -> Decimal:
    """What all stock was worth at the end of a day, in yuan. One query."""
    return sum((level.value_yuan for level in levels_on(day, warehouse=warehouse)), ZERO)
