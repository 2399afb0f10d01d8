"""The queue by state, and one engineer's day (F-2, F-5)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from maizi.clocks.queries import ShownClock, clocks_of
from maizi.customers.queries import beginning_of
from maizi.kernel.routes import distance_km, short_way, way_km

from .. import access
from ..models import Ticket, WorkOrder
from ..models.orders import LIVE
from ..rules.matrix import ARRIVE, COMMIT, RESPONSE, RESTORE
from ..terms import Severity, State
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


def worst_open(
    rows: QuerySet[Ticket], groups: Sequence[Sequence[State]], most: int
) -> list[tuple[list[Ticket], int]]:
    """For each group of states its first tickets, and how many there are. Two queries.

    The worst before the light, the older before the newer. Where there are how many is counted
    first; then each state and severity that is needed is a walk of the index which ends after
    `most`, so nothing but what is met there is ever sorted, however many are open.
    """
    asked = rows.filter(state__in=[state for states in groups for state in states]).order_by()
    grouped = asked.values_list("state", "severity").annotate(count=Count("pk"))
    counts = Counter({(state, severity): count for state, severity, count in grouped})
    pairs = [pair for states in groups for pair in _worst(states, counts, most)]
    met = sorted(_first_of(rows, pairs, most), key=_place)
    return [
        (
            [row for row in met if row.state in states][:most],
            sum(counts[state, severity] for state in states for severity in Severity),
        )
        for states in groups
    ]


def _worst(states: Sequence[State], counts: Counter, most: int) -> list[tuple[State, Severity]]:
    """The states and severities that fill a group, so that none worse is left out."""
    found, there = [], 0
    for severity in reversed(Severity):
        here = [(state, severity) for state in states if counts[state, severity]]
        if there < most:
            found += here
            there += sum(counts[pair] for pair in here)
    return found


def _first_of(
    rows: QuerySet[Ticket], pairs: list[tuple[State, Severity]], most: int
) -> list[Ticket]:
    """The oldest of each state and severity, in no order. One query, or none."""
    cards = Ticket.objects.order_by().select_related("customer", "owner", "engineer", "product")
    walks = [
        cards.filter(pk__in=rows.filter(state=state, severity=severity)
                     .order_by("received_at", "id").values("pk")[:most])
        for state, severity in pairs
    ]  # fmt: skip
    return list(walks[0].union(*walks[1:], all=True)) if walks else []


def _place(row: Ticket) -> tuple:
    return -Severity(row.severity).place, row.received_at, row.pk


def board_of(user, *, is_mine: bool = False, severity: str = "") -> list[Column]:
    """Open tickets by state, forty cards a column. Three queries and one for each calendar."""
    rows = access.visible_tickets(user)
    rows = rows.filter(owner=user) if is_mine else rows
    if severity in list(Severity):
        rows = rows.filter(severity=severity)
    columns = worst_open(rows, COLUMNS, MOST_CARDS)
    shown = [row.pk for found, _total in columns for row in found]
    clocks = clocks_of(Ticket._meta.label_lower, shown)
    return [
        Column(states, [Card(row, next_clock(clocks.get(row.pk, ()))) for row in found], total)
        for states, (found, total) in zip(COLUMNS, columns, strict=True)
    ]


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
