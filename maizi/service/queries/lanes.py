"""The board of dispatch: some engineers by the hours of a day, and what nobody has yet (F-5)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from maizi.clocks.queries import clocks_of
from maizi.customers.queries import beginning_of

from .. import access
from ..models import Engineer, Ticket, WorkOrder
from ..models.orders import LIVE
from ..terms import State
from .people import loads_of
from .queue import Card, next_clock, worst_open

LANES, MOST_IN_CELL, MOST_ALONE, MOST_WAITING, MOST_ORDERS = 40, 4, 50, 30, 5_000
FIRST_HOUR, LAST_HOUR = 8, 19
HOURS = tuple(range(FIRST_HOUR, LAST_HOUR + 1))
UNTIMED = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What of the board somebody looks at: a point, a page of engineers, or one of them alone."""

    on: date
    point: int = 0
    page: int = 1
    engineer: int = 0


@dataclass(slots=True)
class Lane:
    """One engineer's day: some orders of each hour, those without a time under None.

    more  hour -> how many orders of it are not shown
    """

    engineer: Engineer
    load: int
    cells: dict[int | None, list[WorkOrder]] = field(default_factory=lambda: defaultdict(list))
    more: Counter = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class DayBoard:
    """A page of engineers by time on one day, and what nobody has yet.

    total  how many engineers there are; before, after: pages beside this one, 0 for none
    """

    looked: Looked
    lanes: list[Lane]
    waiting: list[Card]
    waiting_total: int
    total: int
    before: int
    after: int
    hours: tuple[int, ...] = HOURS
    size: int = LANES


def dispatch_board(user, looked: Looked) -> DayBoard:
    """Who goes where on a day: forty engineers, four cards in each of their hours.

    What is left out stands behind a link: the next engineers, one engineer alone. Nine queries,
    however many engineers and cards there are; orders of hours before the first and after the
    last column stand in these.
    """
    rows = access.visible_engineers(user).filter(is_active=True).select_related("user", "point")
    rows = rows.filter(point=looked.point) if looked.point else rows
    rows = rows.filter(pk=looked.engineer) if looked.engineer else rows
    total = rows.count()
    last = max(1, -(-total // LANES))
    at = min(max(looked.page, 1), last)
    rows = rows.order_by("point__name", "user__sort_name", "pk")
    engineers = list(rows[(at - 1) * LANES : at * LANES])
    loads = loads_of([one.pk for one in engineers])
    lanes = {one.pk: Lane(one, loads[one.pk]) for one in engineers}
    _fill(lanes, user, looked)
    waiting = waiting_for(user)
    clocks_by_id = clocks_of(Ticket._meta.label_lower, [row.pk for row in waiting])
    cards = [Card(row, next_clock(clocks_by_id.get(row.pk, ()))) for row in waiting]
    return DayBoard(
        looked, list(lanes.values()), cards, _waiting(user).count(), total,
        before=at - 1, after=at + 1 if at < last else 0,
    )  # fmt: skip


def _fill(lanes: dict[int, Lane], user, looked: Looked) -> None:
    """Put the first orders of each hour into the lanes, and count the others. Two queries."""
    most = MOST_ALONE if looked.engineer else MOST_IN_CELL
    chosen: dict[int, tuple[Lane, int | None]] = {}
    shown: Counter = Counter()
    rows = _orders_on(user, looked.on).filter(engineer__in=list(lanes))
    for pk, engineer, since in rows.values_list("pk", "engineer", "since")[:MOST_ORDERS]:
        lane, hour = lanes[engineer], _hour_of(since)
        if shown[engineer, hour] < most:
            shown[engineer, hour] += 1
            chosen[pk] = lane, hour
        else:
            lane.more[hour] += 1
    orders = WorkOrder.objects.select_related("ticket").in_bulk(list(chosen))
    for pk, (lane, hour) in chosen.items():
        lane.cells[hour].append(orders[pk])


def _hour_of(since: datetime | None) -> int | None:
    if since is None:
        return UNTIMED
    return min(max(timezone.localtime(since).hour, FIRST_HOUR), LAST_HOUR)


def _orders_on(user, on: date) -> QuerySet[WorkOrder]:
    start = beginning_of(on)
    rows = WorkOrder.objects.filter(LIVE, ticket__in=access.visible_tickets(user).values("pk"))
    timed = rows.filter(since__gte=start, since__lt=start + timedelta(1))
    if on == timezone.localdate():
        timed |= rows.filter(since=None)
    return timed.order_by("since", "pk")


def waiting_for(user) -> list[Ticket]:
    """Tickets that were triaged for a visit and that nobody has. Two queries."""
    ((found, _count),) = worst_open(_waiting(user), ((State.TRIAGED,),), MOST_WAITING)
    return found


def _waiting(user) -> QuerySet[Ticket]:
    rows = access.visible_tickets(user)
    return rows.filter(state=State.TRIAGED, mode="on_site", engineer=None)
