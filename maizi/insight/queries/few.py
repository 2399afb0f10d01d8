"""What a few orders and their returns say: statements written once and asked often.

Django takes ten times as long to write such a statement as the database takes to answer it, and an
order is followed in the transaction that changes it. So each is kept as it was written for so many
orders, with marks where their numbers go.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from maizi.sales.models import Order, OrderLine

from .live import NET, ORDER_NET, PIECES, SOLD, back, counting, kept
from .rows import cents, own_rows, parts

FEW = 4  # orders of one transaction, mostly one
MARK = -(1 << 62)  # no id, no constant

Ids = Sequence[int]


def rows_about(ask: Callable[[Ids], QuerySet], order_ids: Ids) -> Iterator[tuple]:
    """What the database says of some orders; of many as of any other question."""
    if not 0 < len(order_ids) <= FEW:
        yield from own_rows(ask(order_ids))
        return
    statement, given = _written(ask, len(order_ids), connections[DEFAULT_DB_ALIAS].vendor)
    placed = [_placed(value, order_ids) for value in given]
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(statement, placed)
        yield from cursor.fetchall()


def _placed(value, order_ids: Ids):
    """What goes where a mark is, in the type in which the database's driver wants numbers."""
    if not isinstance(value, int) or value >= MARK + FEW:
        return value
    return type(value)(order_ids[value - MARK])


@cache
def _written(ask: Callable[[Ids], QuerySet], count: int, vendor: str) -> tuple[str, tuple]:
    return ask(range(MARK, MARK + count)).query.sql_with_params()


def heads(order_ids: Ids) -> QuerySet:
    """(order, customer, day, cents) of those that count."""
    rows = counting(Order.objects.filter(pk__in=order_ids))
    return rows.values_list("pk", "customer_id", "ordered_on").annotate(net=cents(ORDER_NET))


def kept_ones(order_ids: Ids) -> QuerySet:
    """(order,) of those of which anything was kept."""
    return kept(counting(Order.objects.filter(pk__in=order_ids))).values_list("pk")


def sold(order_ids: Ids) -> QuerySet:
    """(order, customer, product, day, ten-thousandths of pieces, cents)."""
    orders = counting(Order.objects.filter(pk__in=order_ids))
    rows = OrderLine.objects.filter(document__in=orders).order_by().values_list(
        "document_id", "document__customer_id", "product_id", "document__ordered_on"
    )  # fmt: skip
    return rows.annotate(moved=parts(PIECES), net=cents(SOLD))


def returned(order_ids: Ids) -> QuerySet:
    """The same of what came back, on the day of the return."""
    rows = back(counting(Order.objects.filter(pk__in=order_ids))).values_list(
        "document__order_id", "document__order__customer_id", "line__product_id",
        "document__asked_on",
    )  # fmt: skip
    return rows.annotate(moved=parts("quantity"), net=cents(NET))
