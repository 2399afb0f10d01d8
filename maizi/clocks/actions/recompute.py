"""New deadlines for open clocks when a calendar has changed."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from maizi.history.actions import insert_rows, update_rows
from maizi.kernel.calendar import WorkCalendar
from maizi.kernel.ids import new_ids

from ..models import OPEN, Clock, ClockEvent, ServiceCalendar
from ..queries import working_hours
from ..rules import plan, replanned
from ..terms import ClockState, ClockStep, Counting
from .telling import CHANGING, STANDING, course_of, in_history, stand, standing_of, tell

COLUMNS = ("id", "clock", "step", "at", "recorded_at", "due_at", "reason", "by")
REASON_LENGTH = ClockEvent._meta.get_field("reason").max_length


@transaction.atomic
def recompute(
    *, by, reason: str, now: datetime, calendar: ServiceCalendar | None = None
) -> int:  # fmt: skip
    """Count the open clocks anew by the calendars as they are; how many deadlines moved.

    calendar  only the clocks of this one; None: all

    What was due before is told first. A breach stays, and so do warnings already told. Each
    deadline that moves is an event of its clock and in the history of its record.
    """
    rows = Clock.objects.filter(OPEN, breached_at=None).exclude(counting=Counting.CLOCK_TIME)
    rows = rows.filter(calendar=calendar) if calendar else rows
    clocks = list(rows.order_by("id").select_for_update())
    tell([c for c in clocks if c.state == ClockState.RUNNING], now=now, by=by)
    moved = _moved([c for c in clocks if not c.breached_at])
    if not moved:
        return 0
    update_rows(Clock, STANDING, [clock for clock, _ in moved])
    shifted = [(clock, before) for clock, before in moved if before != clock.due_at]
    who = getattr(by, "pk", None)
    insert_rows(ClockEvent, COLUMNS, (
        (id_, clock.pk, ClockStep.MOVED.value, now, now, clock.due_at, reason[:REASON_LENGTH], who)
        for id_, (clock, _) in zip(new_ids(len(shifted)), shifted, strict=True)
    ))  # fmt: skip
    in_history(shifted, ClockStep.MOVED, by=by, reason=reason)
    return len(shifted)


def _moved(clocks: list[Clock]) -> list[tuple[Clock, datetime]]:
    """Clocks whose deadline or warnings lie elsewhere now, with the deadline before."""
    events = defaultdict(list)
    open_ones = Q(clock__in=Clock.objects.filter(OPEN, breached_at=None))
    for event in ClockEvent.objects.filter(open_ones, step__in=CHANGING).order_by("at", "id"):
        events[event.clock_id].append(event)
    hours: dict[int | None, WorkCalendar] = {}
    calendars = ServiceCalendar.objects.in_bulk()
    found = []
    for clock in clocks:
        key = clock.calendar_id
        hours[key] = hours.get(key) or working_hours(calendars.get(key))
        before = standing_of(clock)
        planned = plan(course_of(clock, events[clock.pk]), hours[key])
        stand(clock, replanned(before, planned.due_at, planned.warnings))
        clock.paused = planned.paused
        if standing_of(clock) != before:
            found.append((clock, before.due_at))
    return found
