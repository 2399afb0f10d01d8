"""When a to-do is due, when it is brought to mind, when a message may go out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from maizi.kernel.days import end_of
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Snooze, TodoGroup
from .recurrence import off_the_wall, on_the_wall

MORNING = time(9)
REMIND_BEFORE = timedelta(minutes=15)
FARTHEST = timedelta(days=3653)
LONGEST_SNOOZE = timedelta(days=366)
UNDATED = datetime(2200, 1, 1, tzinfo=UTC)  # sorts behind every date people may set
MOST_TRIES = 8
WAITS = [timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720)]


def due_moment(due_at: datetime | None, due_on: date | None, zone: ZoneInfo) -> datetime | None:
    """When a to-do is overdue: at its moment, or at 24:00 of its day (0.4)."""
    return end_of(due_on, zone) if due_on else due_at


def require_due(due: datetime | None, now: datetime) -> None:
    """Refuse dates nobody means: more than ten years away."""
    if due is not None and not now - FARTHEST <= due <= now + FARTHEST:
        raise Refused(N_("到期时间离今天太远，请核对年份。"), field="due_at")


def remind_moment(
    due_at: datetime | None, due_on: date | None, *, now: datetime, zone: ZoneInfo
) -> datetime | None:
    """When to bring a to-do to mind: a quarter of an hour before, or on its day at nine.

    A moment that has passed already is now; an undated to-do is never brought to mind.
    """
    if due_on:
        return max(now, off_the_wall(datetime.combine(due_on, MORNING), zone))
    return max(now, due_at - REMIND_BEFORE) if due_at else None


def group_of(due: datetime | None, snoozed_until: datetime | None, *, now, zone) -> TodoGroup:
    """Where the inbox shows an open to-do."""
    if snoozed_until and snoozed_until > now:
        return TodoGroup.SNOOZED
    if due is None or due > end_of(now.astimezone(zone).date(), zone):
        return TodoGroup.LATER
    return TodoGroup.OVERDUE if due <= now else TodoGroup.TODAY


def snoozed_until(
    choice: Snooze, chosen: datetime | None, *, now: datetime, zone: ZoneInfo
) -> datetime:
    """Until when a to-do is put aside. Raises Refused for a moment in the past or too far."""
    today = now.astimezone(zone).date()
    if choice == Snooze.HOUR:
        return now + timedelta(hours=1)
    if choice == Snooze.TOMORROW:
        return off_the_wall(datetime.combine(today + timedelta(days=1), MORNING), zone)
    if choice == Snooze.MONDAY:
        monday = today + timedelta(days=7 - today.weekday())
        return off_the_wall(datetime.combine(monday, MORNING), zone)
    if chosen is None or chosen <= now:
        raise Refused(N_("请选择一个以后的时间。"), field="at")
    if chosen > now + LONGEST_SNOOZE:
        raise Refused(N_("最多可以推到一年以后。"), field="at")
    return chosen


def after_quiet(
    now: datetime, quiet_from: time | None, quiet_until: time | None, *, zone: ZoneInfo
) -> datetime:
    """The first moment, from now on, outside the quiet hours; they may run over midnight."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return now
    wall = on_the_wall(now, zone)
    clock = wall.time()
    if quiet_from < quiet_until:
        is_quiet, days = quiet_from <= clock < quiet_until, 0
    else:
        is_quiet, days = clock >= quiet_from or clock < quiet_until, int(clock >= quiet_from)
    if not is_quiet:
        return now
    end = datetime.combine(wall.date() + timedelta(days=days), quiet_until)
    return max(now, off_the_wall(end, zone))


def next_digest(now: datetime, at: time, *, zone: ZoneInfo) -> datetime:
    """The next time of day at which collected messages go out; later than now."""
    wall = on_the_wall(now, zone)
    day = wall.date() if wall.time() < at else wall.date() + timedelta(days=1)
    return off_the_wall(datetime.combine(day, at), zone)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try again after `tries` ≥ 1 failures; None when it is enough."""
    return None if tries >= MOST_TRIES else now + WAITS[min(tries, len(WAITS)) - 1]
