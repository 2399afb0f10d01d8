"""A supplier at a glance: what we bought, how punctual and how good it was."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from maizi.kernel.money import ratio

from .. import access
from ..models import OrderLine, PurchaseOrder, ReceiptLine, Supplier
from ..terms import OrderState, ReceiptState

YEAR = timedelta(365)
ZERO = Decimal(0)
PLACED = (OrderState.ORDERED, OrderState.RECEIVED, OrderState.CLOSED)
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Figures:
    """What we know of a supplier from a year of trade.

    on_time, rejected  fractions, None where nothing was due or delivered
    """

    bought_yuan: Decimal
    on_time: Decimal | None
    rejected: Decimal | None
    late_lines: int
    open_yuan: Decimal


def figures_of(supplier: Supplier, today: date) -> Figures:
    """Five queries."""
    posted = ReceiptLine.objects.filter(
        receipt__supplier=supplier, receipt__state=ReceiptState.POSTED,
        receipt__received_on__gt=today - YEAR,
    )  # fmt: skip
    sums = posted.aggregate(
        amount=Sum("amount_yuan"), delivered=Sum("delivered"), rejected=Sum("rejected")
    )
    back = supplier.returns.filter(returned_on__gt=today - YEAR).aggregate(n=Sum("amount_yuan"))
    open_lines = OrderLine.objects.filter(
        order__supplier=supplier, order__state=OrderState.ORDERED,
        quantity__gt=F("received") - F("replaced"),
    )  # fmt: skip
    coming = open_lines.aggregate(
        n=Sum((F("quantity") + F("replaced") - F("received")) * F("price_yuan"))
    )
    on_time, due = on_time_of(Q(order__supplier=supplier), today - YEAR, today)
    return Figures(
        (sums["amount"] or ZERO) - (back["n"] or ZERO), ratio(on_time, due) if due else None,
        ratio(sums["rejected"], sums["delivered"]) if sums["delivered"] else None,
        open_lines.filter(expected_on__lt=today).count(), coming["n"] or ZERO,
    )  # fmt: skip


def on_time_of(which: Q, starts_on: date, ends_on: date) -> tuple[int, int]:
    """(lines that were all in by the day first promised, lines promised in these days).

    One query.
    """
    rows = promised_lines(starts_on, ends_on).filter(which).values_list("quantity", "by_then")
    got = list(rows)
    return sum(by_then >= wanted for wanted, by_then in got), len(got)


def promised_lines(starts_on: date, ends_on: date) -> QuerySet[OrderLine]:
    """Lines promised for these days, with `by_then`: what had been accepted by that day."""
    in_time = Q(
        receipt_lines__receipt__state=ReceiptState.POSTED,
        receipt_lines__receipt__received_on__lte=F("promised_on"),
    )
    rows = OrderLine.objects.filter(
        order__state__in=PLACED, promised_on__range=(starts_on, ends_on)
    )
    return rows.annotate(
        by_then=Coalesce(Sum("receipt_lines__accepted", filter=in_time), ZERO)
    ).order_by()


def panel_orders(user, supplier: Supplier) -> QuerySet[PurchaseOrder]:
    """The latest orders to a supplier. One query."""
    return access.visible_orders(user).filter(supplier=supplier)[:MOST_SHOWN]


def written_by(user, run) -> list[tuple[str, str]]:
    """The first suppliers that an import brought in. One query."""
    rows = access.visible_suppliers(user).filter(import_id=run.pk).order_by("id")
    return [(str(row), row.get_absolute_url()) for row in rows[:20]]
