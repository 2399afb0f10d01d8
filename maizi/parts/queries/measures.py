"""How often and how long customers wait for parts, and how often the stock turns (F-60)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from maizi.catalog.terms import ProductSort
from maizi.service.access import visible_tickets
from maizi.service.models import PartUsed, Ticket, TicketEntry
from maizi.service.terms import State, TicketType
from maizi.stock.models import StockAccount, StockMovement

from ..rules.measuring import Mended, Waiting, waiting_of

MOST_ROWS, MOST_DAYS = 50, 1827  # five years


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of a span, and what waits now.

    used, turnover  pieces taken for repairs, and how often the stock of parts turns a year
    now      tickets that wait for parts, the longest first, with since when
    """

    whole: Waiting
    used: Decimal
    stock: Decimal
    turnover: float | None
    now: list[tuple[Ticket, datetime]]


def measures_of(user, *, since: date, until: date) -> Measures:
    """Of repairs restored in a span, as far as the person sees their tickets. Six queries."""
    tickets = visible_tickets(user).filter(type=TicketType.REPAIR)
    done = tickets.filter(restored_at__date__gte=since, restored_at__date__lte=until)
    ids = done.order_by().values("pk")
    used = set(PartUsed.objects.filter(ticket__in=ids).values_list("ticket", flat=True))
    waits = waits_of(ids)
    whole = waiting_of(
        Mended(pk in used, tuple(waits.get(pk, ()))) for pk in done.values_list("pk", flat=True)
    )
    pieces, stock, turnover = _turnover(since, until)
    return Measures(whole, pieces, stock, turnover, _waiting_now(tickets))


def waits_of(ids) -> dict[int, list[tuple[datetime, datetime]]]:
    """Ticket -> spans in which it waited for parts; one that still waits counts until now.

    One query.
    """
    found: dict[int, list] = defaultdict(list)
    open_: dict[int, datetime] = {}
    entries = TicketEntry.objects.filter(ticket__in=ids).exclude(state="")
    for ticket, state, at in entries.order_by("at", "id").values_list("ticket", "state", "at"):
        if state == State.WAITING_PART:
            open_.setdefault(ticket, at)
        elif ticket in open_:
            found[ticket].append((open_.pop(ticket), at))
    now = timezone.now()
    for ticket, at in open_.items():
        found[ticket].append((at, now))
    return dict(found)


def _turnover(since: date, until: date) -> tuple[Decimal, Decimal, float | None]:
    """Pieces used in the span, in stock now, and turns a year by the mean of what lay there before
    the first day and after the last (H-12)."""
    span = (until - since).days + 1
    used = PartUsed.objects.filter(at__date__gte=since, at__date__lte=until)
    pieces = used.aggregate(n=Sum("quantity"))["n"] or Decimal(0)
    parts = StockAccount.objects.filter(product__sort=ProductSort.PART)
    now = parts.aggregate(n=Sum("quantity"))["n"] or Decimal(0)
    moved = StockMovement.objects.filter(product__sort=ProductSort.PART)
    within, later = (
        rows.aggregate(n=Sum("quantity"))["n"] or Decimal(0)
        for rows in (moved.filter(on__gte=since, on__lte=until), moved.filter(on__gt=until))
    )
    last = now - later
    mean = (last + last - within) / 2
    turns = float(pieces / mean) * 365 / span if mean > 0 else None
    return pieces, now, turns


def _waiting_now(tickets) -> list[tuple[Ticket, datetime]]:
    began = TicketEntry.objects.filter(ticket=OuterRef("pk"), state=State.WAITING_PART)
    began = began.order_by("-at", "-id").values("at")[:1]
    rows = tickets.filter(state=State.WAITING_PART).annotate(
        waits_since=Coalesce(Subquery(began), "received_at")
    )
    rows = rows.select_related("customer", "product", "engineer").order_by("waits_since", "pk")
    return [(row, row.waits_since) for row in rows[:MOST_ROWS]]


def usual_span(today: date) -> tuple[date, date]:
    """The last ninety days."""
    return today - timedelta(89), today


def span_within(since: date | None, until: date | None, *, today: date) -> tuple[date, date]:
    """The span that is asked for, within the last five years; the usual one by default."""
    first, last = usual_span(today)
    earliest = today - timedelta(MOST_DAYS)
    until = max(min(until or last, today), earliest)
    return max(min(since or first, until), earliest), until
