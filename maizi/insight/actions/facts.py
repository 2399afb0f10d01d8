"""Keep beside every order what it brings, in the transaction that changes it (A-5, derived data).

Facts are never more than a copy: `follow` writes them anew from the orders and tells how many were
not as they should be, so that laying, following and mending are one verb. Nobody acts here: the
log has who changed the orders.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from maizi.sales.models import Order

from ..models import FactState, LineFact, OrderFact
from ..queries import few
from ..queries.few import rows_about
from ..queries.live import back, counting
from ..queries.rows import day_of, month_span
from .copies import note_changes

SLICE = 2_000
LINE = ("order_id", "customer", "product", "on", "is_back", "parts", "net_cents")


@transaction.atomic
def follow(order_ids: Sequence[int], *, by=None) -> int:
    """Write the facts of some orders anew; how many were not right. At most 11 statements.

    What the copy in ClickHouse has of them is noted as other, also where the order is gone.
    """
    wanted, found = _heads(order_ids), OrderFact.objects.in_bulk(order_ids)
    lines, stored = _lines(order_ids), defaultdict(list)
    for row in LineFact.objects.filter(order__in=order_ids).values_list(*LINE):
        stored[row[0]].append(row)
    wrong = [
        id_ for id_ in order_ids
        if wanted.get(id_) != _told(found.get(id_)) or sorted(lines[id_]) != sorted(stored[id_])
    ]  # fmt: skip
    note_changes([*wrong, *(id_ for id_ in order_ids if id_ not in wanted and id_ not in found)])
    if not wrong:
        return 0
    OrderFact.objects.filter(pk__in=wrong).delete()
    LineFact.objects.filter(order__in=wrong).delete()
    OrderFact.objects.bulk_create(
        OrderFact(id_, *wanted[id_]) for id_ in wrong if id_ in wanted
    )  # fmt: skip
    LineFact.objects.bulk_create(
        LineFact(**dict(zip(LINE, row, strict=True))) for id_ in wrong for row in lines[id_]
    )  # fmt: skip
    return len(wrong)


@transaction.atomic
def lay(*, after: int = 0, size: int = SLICE, by=None) -> int | None:
    """Lay the facts of one slice of orders, locked meanwhile; the last id, None after the last."""
    rows = Order.objects.select_for_update(of=("self",)).filter(pk__gt=after).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:size])
    follow(ids)
    return ids[-1] if len(ids) == size else None


def lay_all(*, by=None) -> None:
    """Lay the facts of every order at once, in a company that has few."""
    after: int | None = 0
    while after is not None:
        after = lay(after=after)
    say_laid()


def say_laid(*, mended: int = 0, by=None) -> None:
    """Every order has its facts; analyses read them from now on."""
    values = {"is_laid": True, "checked_at": timezone.now(), "mended": mended}
    FactState.objects.update_or_create(pk=1, defaults=values)


def check_month(month: str, *, by=None) -> int:
    """Mend the facts of a month; how many orders were wrong."""
    span = month_span(month)
    ids = sorted({
        *counting(Order.objects.filter(ordered_on__range=span)).values_list("pk", flat=True),
        *OrderFact.objects.filter(on__range=span).values_list("pk", flat=True),
        *_came_back(span).values_list("document__order", flat=True),
        *LineFact.objects.filter(on__range=span, is_back=True).values_list("order", flat=True),
    })  # fmt: skip
    return sum(_mended(ids[at : at + SLICE]) for at in range(0, len(ids), SLICE))


def move_customers(customers: Iterable[int], *, by=None) -> None:
    """Let the facts of the orders of some customers follow a merge, or one taken back."""
    people = list(customers)
    theirs = Order.objects.filter(customer__in=people).values_list("pk", flat=True)
    stored = OrderFact.objects.filter(customer__in=people).values_list("pk", flat=True)
    ids = sorted({*theirs, *stored})
    for at in range(0, len(ids), SLICE):
        follow(ids[at : at + SLICE])


@transaction.atomic
def _mended(ids: Sequence[int]) -> int:
    list(Order.objects.select_for_update(of=("self",)).filter(pk__in=ids).values_list("pk"))
    return follow(ids)


def _heads(order_ids: Sequence[int]) -> dict[int, tuple[int, date, int, bool]]:
    """Order -> (customer, day, cents, whether anything was kept), of those that count."""
    held = {pk for (pk,) in rows_about(few.kept_ones, order_ids)}
    return {
        pk: (customer, day_of(day), net, pk in held)
        for pk, customer, day, net in rows_about(few.heads, order_ids)
    }


def _told(fact: OrderFact | None) -> tuple[int, date, int, bool] | None:
    return fact and (fact.customer, fact.on, fact.net_cents, fact.is_kept)


def _lines(order_ids: Sequence[int]) -> dict[int, list[tuple]]:
    """Order -> its facts by product, as tuples of LINE."""
    found = defaultdict(list)
    for is_back, ask in ((False, few.sold), (True, few.returned)):
        for order, customer, product, day, moved, net in rows_about(ask, order_ids):
            found[order].append((order, customer, product, day_of(day), is_back, moved, net))
    return found


def _came_back(span: tuple[date, date]) -> QuerySet:
    return back(counting(Order.objects.all())).filter(document__asked_on__range=span)
