"""The queue by state, and one engineer's day (F-2, F-5)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils import timezone

from maizi.clocks.queries import ShownClock, clocks_of
from maizi.customers.queries import beginning_of
from maizi.kernel.routes import distance_km, short_way, way_km

from .. import access
from ..models import Ticket, WorkOrder
from ..models.orders import LIVE
from ..rules.matrix import ARRIVE, COMMIT, RESPONSE, RESTORE
from ..terms import ENDED, Severity, State
from .promises import place_of

MOST_CARDS = 40
COLUMNS = (
    (State.NEW, State.REOPENED), (State.TRIAGED,), (State.ASSIGNED, State.ACCEPTED),
    (State.EN_ROUTE, State.ON_SITE), (State.WORKING, State.WAITING_PART),
    (State.RESTORED, State.CONFIRMED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """One ticket as a card, with the clock that matters next."""

    row: Ticket
    clock: ShownClock | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board by state."""

    states: tuple[State, ...]
    cards: list[Card]
    total: int

    @property
    def label(self) -> str:
        return " · ".join(str(state.label) for state in self.states)


def worst_first(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """The worst before the light, the older before the newer."""
    places = [When(severity=one, then=Value(-one.place)) for one in Severity]
    rows = rows.annotate(rank=Case(*places, output_field=IntegerField()))
    return rows.order_by("rank", "received_at", "id")


def board_of(user, *, is_mine: bool = False, severity: str = "") -> list[Column]:
    """Open tickets by state, forty cards a column. Eight queries and one for each calendar."""
    rows = access.visible_tickets(user).exclude(state__in=ENDED)
    rows = rows.filter(owner=user) if is_mine else rows
    if severity in list(Severity):
        rows = rows.filter(severity=severity)
    counts = Counter(dict(rows.order_by().values_list("state").annotate(count=Count("pk"))))
    rows = worst_first(rows.select_related("customer", "owner", "engineer", "product"))
    columns = [(states, list(rows.filter(state__in=states)[:MOST_CARDS]),
                sum(counts[state] for state in states)) for states in COLUMNS]  # fmt: skip
    shown = [row.pk for _states, found, _total in columns for row in found]
    clocks = clocks_of(Ticket._meta.label_lower, shown)
    return [
        Column(states, [Card(row, next_clock(clocks.get(row.pk, ()))) for row in found], total)
        for states, found, total in columns
    ]  # fmt: skip


def next_clock(clocks) -> ShownClock | None:
    """The clock that is due first of those that run."""
    running = [one for one in clocks if one.state.is_open
               and one.clock.code in (RESPONSE, ARRIVE, RESTORE, COMMIT)]  # fmt: skip
    return min(running, key=lambda one: one.clock.due_at, default=None)


@dataclass(frozen=True, slots=True)
class Halt:
    """One job of a day, how far it is from the one before, and where it stands on a short way."""

    row: Ticket
    order: WorkOrder
    km: float | None
    turn: int
    clock: ShownClock | None


@dataclass(frozen=True, slots=True)
class Day:
    """An engineer's jobs in the order of their time, and what a shorter way would save."""

    halts: list[Halt]
    km: float
    shorter_km: float

    @property
    def saves(self) -> bool:
        return self.km - self.shorter_km >= 1


def day_of(user, person, now: datetime) -> Day:
    """The jobs in somebody's hands: today's, earlier ones and those without a time. Two queries."""
    end = beginning_of(timezone.localdate(now)) + timedelta(1)
    tickets = access.visible_tickets(user).values("pk")
    rows = WorkOrder.objects.filter(LIVE, engineer__user=person, ticket__in=tickets)
    rows = rows.exclude(since__gte=end).select_related("ticket__customer", "ticket__product")
    orders = sorted(rows, key=lambda one: (one.since or end, one.pk))
    stops = [place_of(one.ticket) for one in orders]
    way = short_way(stops)
    turns = {stop.id: place for place, stop in enumerate(way, 1) if stop.is_known}
    clocks = clocks_of(Ticket._meta.label_lower, [one.ticket_id for one in orders])
    before = [None, *stops][: len(stops)]
    halts = [
        Halt(
            order.ticket, order, distance_km(last, stop) if last else None, turns.get(stop.id, 0),
            next_clock(clocks.get(order.ticket_id, ())),
        )
        for order, stop, last in zip(orders, stops, before, strict=True)
    ]  # fmt: skip
    return Day(halts, way_km(stops), way_km(way))
