"""What somebody has to do."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from maizi.kernel.days import end_of
from maizi.kit.listing.keyset import Order

from .. import access
from ..models import Todo
from ..terms import TodoGroup
from .paging import Slice, slice_of

MOST_IN_CALENDAR = 1_000
CALENDAR_BACK, CALENDAR_AHEAD = timedelta(days=92), timedelta(days=731)
ORDERS = {
    TodoGroup.SNOOZED: Order("snoozed_until", is_descending=False),
    TodoGroup.CLOSED: Order("closed_at", is_descending=True),
}


def page_of(user, *, group: TodoGroup, after: str = "", before: str = "", now: datetime) -> Slice:
    """A page of one group, oldest promise first. One query, at the same cost however deep."""
    order = ORDERS.get(group, Order("position_at", is_descending=False))
    rows = _in_group(access.visible_todos(user), group, now).select_related("asked_by")
    return slice_of(rows, order, after=after, before=before)


def counts_of(user, *, now: datetime) -> dict[TodoGroup, int]:
    """How many open to-dos each group has.

    Four queries: three stretches of one index, and what of them is put aside (mostly little).
    """
    rows = access.visible_todos(user).filter(closed_at=None).order_by()
    overdue = Q(position_at__lte=now)
    today = Q(position_at__gt=now, position_at__lte=_tonight(now))
    aside = rows.filter(snoozed_until__gt=now).aggregate(
        all=Count("pk"), overdue=Count("pk", filter=overdue), today=Count("pk", filter=today)
    )
    found = {
        TodoGroup.ALL: rows.count() - aside["all"],
        TodoGroup.OVERDUE: rows.filter(overdue).count() - aside["overdue"],
        TodoGroup.TODAY: rows.filter(today).count() - aside["today"],
        TodoGroup.SNOOZED: aside["all"],
    }
    soon = found[TodoGroup.OVERDUE] + found[TodoGroup.TODAY]
    return found | {TodoGroup.LATER: found[TodoGroup.ALL] - soon}


def due_for(user, *, now: datetime, most: int, days: int = 0) -> QuerySet[Todo]:
    """What is overdue or due within so many days, not put aside, oldest first. One query."""
    rows = access.visible_todos(user).filter(
        _awake(now), closed_at=None, position_at__lte=_tonight(now + timedelta(days))
    )
    return rows.order_by("position_at", "id")[:most]


def dated(user, *, now: datetime) -> QuerySet[Todo]:
    """Open to-dos with a date, for a calendar: a quarter back, two years ahead, a thousand."""
    window = (now - CALENDAR_BACK, now + CALENDAR_AHEAD)
    rows = access.visible_todos(user).filter(closed_at=None, position_at__range=window)
    return rows.order_by("position_at", "id")[:MOST_IN_CALENDAR]


def _in_group(rows: QuerySet[Todo], group: TodoGroup, now: datetime) -> QuerySet[Todo]:
    if group == TodoGroup.CLOSED:
        return rows.filter(closed_at__isnull=False)
    rows = rows.filter(closed_at=None)
    if group == TodoGroup.SNOOZED:
        return rows.filter(snoozed_until__gt=now)
    rows = rows.filter(_awake(now))
    if group == TodoGroup.OVERDUE:
        return rows.filter(position_at__lte=now)
    if group == TodoGroup.TODAY:
        return rows.filter(position_at__gt=now, position_at__lte=_tonight(now))
    return rows.filter(position_at__gt=_tonight(now)) if group == TodoGroup.LATER else rows


def _awake(now: datetime) -> Q:
    return Q(snoozed_until=None) | Q(snoozed_until__lte=now)


def _tonight(now: datetime) -> datetime:
    zone = timezone.get_default_timezone()
    return end_of(now.astimezone(zone).date(), zone)
