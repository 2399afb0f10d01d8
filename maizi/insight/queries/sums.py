"""Whether what is laid beside the orders adds up to what the orders say, and its copy likewise."""

from collections.abc import Callable

from django.db.models import Count, F, QuerySet, Sum

from maizi.sales.models import Order, OrderLine

from ..models import LineFact, OrderFact
from .clickhouse import copied_rows
from .live import NET, ORDER_NET, PIECES, SOLD, back, counting, kept
from .rows import cents, month_of, own_rows, parts

PRIME = 1_000_003  # customers are added up by their remainder: whole ids would not fit a column


def wrong_months() -> list[str]:
    """The months in which orders and their facts do not add up to the same. 7 queries."""
    ours, theirs = _laid_sums(), _live_sums()
    return sorted(month for month in {*ours, *theirs} if ours.get(month) != theirs.get(month))


def is_copy_wrong() -> bool:
    """Whether the copy of the facts adds up to something else; False where it cannot be asked."""
    try:
        return _laid_sums(_copied) != _laid_sums()
    except LookupError:
        return False


def _copied(rows: QuerySet):
    found = copied_rows(rows)
    if found is None:
        raise LookupError("the copy is not to be asked")
    return found


def _live_sums() -> dict[str, list]:
    """Month -> what its orders, kept orders, lines and returns add up to."""
    orders, month = counting(Order.objects.all()), month_of("ordered_on")
    heads = orders.values_list(month).annotate(
        n=Count("pk"), net=cents(ORDER_NET), who=Sum(F("customer_id") % PRIME)
    )  # fmt: skip
    lines = OrderLine.objects.filter(document__in=orders).order_by()
    lines = lines.values_list(month_of("document__ordered_on"))
    came = back(orders).values_list(month_of("document__asked_on"))
    return _by_month(
        heads, kept(orders).values_list(month).annotate(n=Count("pk")),
        lines.annotate(moved=parts(PIECES), net=cents(SOLD)),
        came.annotate(moved=parts("quantity"), net=cents(NET)),
    )  # fmt: skip


def _laid_sums(ask: Callable = own_rows) -> dict[str, list]:
    """The same of the facts, or of their copy."""
    orders, month = OrderFact.objects.order_by(), month_of("on")
    heads = orders.values_list(month).annotate(
        n=Count("pk"), net=Sum("net_cents"), who=Sum(F("customer") % PRIME)
    )  # fmt: skip
    sold, came = (
        LineFact.objects.filter(is_back=one).order_by().values_list(month) for one in (False, True)
    )  # fmt: skip
    return _by_month(
        heads, orders.filter(is_kept=True).values_list(month).annotate(n=Count("pk")),
        sold.annotate(moved=Sum("parts"), net=Sum("net_cents")),
        came.annotate(moved=Sum("parts"), net=Sum("net_cents")),
        ask=ask,
    )  # fmt: skip


def _by_month(*sums: QuerySet, ask: Callable = own_rows) -> dict[str, list]:
    found: dict[str, list] = {}
    for place, rows in enumerate(sums):
        for month, *values in ask(rows):
            found.setdefault(month, [None] * len(sums))[place] = values
    return found
