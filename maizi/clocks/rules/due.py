"""When something is due, how pauses and extensions move it, and when to warn (0.4, 0.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from maizi.kernel.calendar import WorkCalendar
from maizi.kernel.days import (
    add_workdays,
    deadline_on,
    end_of,
    same_day_deadline,
    workdays_between,
)

from ..terms import Counting

MOST_DAYS = 3_660
MOST_MINUTES = MOST_DAYS * 1_440
TICK = timedelta(microseconds=1)
NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Period:
    """How long something may take, and what counts.

    minutes     1…5,270,400 for working time and round the clock, else 0
    days        1…3,660 for workdays and calendar days, else 0
    is_rolling  a calendar-day period that ends on a rest day runs on to the next working day: for
                the customer's rights and statutory periods, not for our own duties (0.4)
    """

    counting: Counting
    minutes: int = 0
    days: int = 0
    is_rolling: bool = False

    def __post_init__(self) -> None:
        wants_days = self.counting in (Counting.WORKDAYS, Counting.DAYS)
        wants_minutes = not self.counting.is_in_days
        fits = (0 < self.days <= MOST_DAYS) if wants_days else self.days == 0
        fits &= (0 < self.minutes <= MOST_MINUTES) if wants_minutes else self.minutes == 0
        if not fits or (self.is_rolling and self.counting != Counting.DAYS):
            raise ValueError(f"no period: {self}")

    @property
    def length(self) -> timedelta:
        """The minutes as a length of time."""
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch that does not count."""

    began_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, once granted.

    length     whole days where the period is counted in days
    latest_at  never beyond this; None for no such limit
    """

    length: timedelta
    latest_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WarnAt:
    """A share of the time, in percent, and the moment at which it is used up."""

    percent: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a clock stands after everything that happened to it.

    paused    what its pauses took, as the period counts: working time or any time
    """

    due_at: datetime
    warnings: tuple[WarnAt, ...]
    paused: timedelta = NOTHING


def due_of(period: Period, started_at: datetime, calendar: WorkCalendar) -> datetime:
    """The moment (UTC) until which a period lasts; reaching it exactly is in time.

    T-F2: 20 minutes of 08:30–17:30, begun Friday 17:20, end Monday 08:40. T-D4: two workdays
    begun Monday 10:00 end Wednesday 24:00.
    """
    if period.counting == Counting.WORKING_TIME:
        return calendar.add_working_time(started_at, period.length)
    if period.counting == Counting.CLOCK_TIME:
        return started_at + period.length
    if period.counting == Counting.SAME_DAY:
        return same_day_deadline(started_at, calendar)
    return _end_after(period, period.days, started_at, calendar)


def due_after(
    period: Period, due_at: datetime, pause: Pause, calendar: WorkCalendar
) -> datetime:  # fmt: skip
    """The deadline once a pause is over: what was left then is counted from there.

    Never earlier than before. A pause that began after the deadline changes nothing.
    """
    if pause.began_at > due_at:
        return due_at
    if period.counting == Counting.WORKING_TIME:
        left = calendar.working_time(pause.began_at, due_at)
        return max(due_at, calendar.add_working_time(pause.ended_at, left))
    if period.counting == Counting.CLOCK_TIME:
        return due_at + max(NOTHING, pause.ended_at - pause.began_at)
    began_on, last = calendar.date_of(pause.began_at), last_day(due_at, calendar)
    if period.counting == Counting.DAYS:
        left = max(0, (last - began_on).days)
    else:
        left = workdays_between(began_on, last, calendar)
    if left == 0 and period.counting != Counting.DAYS:
        return max(due_at, same_day_deadline(pause.ended_at, calendar))
    return max(due_at, _end_after(period, left, pause.ended_at, calendar))


def extended(
    period: Period, due_at: datetime, extension: Extension, calendar: WorkCalendar
) -> datetime:  # fmt: skip
    """The deadline plus what was granted, at most `latest_at`, never earlier (T-D4)."""
    if period.counting.is_in_days:
        last = last_day(due_at, calendar) + timedelta(days=extension.length.days)
        wanted = end_of(last, calendar.zone)
    else:
        wanted = due_at + extension.length
    if extension.latest_at:
        wanted = min(wanted, extension.latest_at)
    return max(due_at, wanted)


def passed(
    counting: Counting, start: datetime, end: datetime, calendar: WorkCalendar
) -> timedelta:  # fmt: skip
    """How much of start…end counts: working time, or all of it; nothing when end is earlier."""
    if counting.passes_in_working_time:
        return calendar.working_time(start, end)
    return max(NOTHING, end - start)


def last_day(due_at: datetime, calendar: WorkCalendar) -> date:
    """The local date that a deadline at 24:00 belongs to."""
    return calendar.date_of(due_at - TICK)


@dataclass(frozen=True, slots=True)
class Course:
    """What a plan is made from: the period, its start, what happened since, when to warn.

    changes        pauses that are over and extensions, in their order
    warn_percents  shares of the time, rising, 1…99
    """

    period: Period
    started_at: datetime
    changes: tuple[Pause | Extension, ...] = ()
    warn_percents: tuple[int, ...] = ()


def plan(course: Course, calendar: WorkCalendar) -> Plan:
    """The deadline and the warnings of a clock from its whole course."""
    period, paused = course.period, NOTHING
    due_at, not_before = due_of(period, course.started_at, calendar), course.started_at
    for change in course.changes:
        if isinstance(change, Extension):
            due_at = extended(period, due_at, change, calendar)
            continue
        if change.began_at <= due_at:
            paused += passed(period.counting, change.began_at, change.ended_at, calendar)
            not_before = max(not_before, change.ended_at)
        due_at = due_after(period, due_at, change, calendar)
    reached = _share_reached(course, due_at, paused, calendar)
    warnings = [
        WarnAt(percent, min(due_at, max(not_before, reached(percent))))
        for percent in course.warn_percents
    ]
    return Plan(due_at, tuple(warnings), paused)


def check_percents(percents: Iterable[int]) -> tuple[int, ...]:
    """Shares at which to warn: rising, between 1 and 99; ValueError for anything else."""
    found = tuple(percents)
    if any(not 0 < p < 100 for p in found) or list(found) != sorted(set(found)):
        raise ValueError(f"no shares to warn at: {found}")
    return found


def _share_reached(course: Course, due_at: datetime, paused: timedelta, calendar: WorkCalendar):
    """A function of a percentage: when that share of the time has been used up.

    Where no working time lies before the deadline at all, plain time is shared out.
    """
    start, counting = course.started_at, course.period.counting
    whole = passed(counting, start, due_at, calendar)
    if counting.passes_in_working_time and whole > NOTHING:
        return lambda percent: calendar.add_working_time(
            start, max(NOTHING, whole - paused) * percent / 100 + paused
        )
    whole, paused = due_at - start, NOTHING if counting.passes_in_working_time else paused
    return lambda percent: start + max(NOTHING, whole - paused) * percent / 100 + paused


def _end_after(period: Period, days: int, since: datetime, calendar: WorkCalendar) -> datetime:
    """24:00 of the last of so many days after a moment; its own day is not counted."""
    began_on = calendar.date_of(since)
    if period.counting == Counting.DAYS:
        last = deadline_on(began_on, days, calendar=calendar, roll_rest_day=period.is_rolling)
    else:
        last = add_workdays(began_on, days, calendar)
    return end_of(last, calendar.zone)
