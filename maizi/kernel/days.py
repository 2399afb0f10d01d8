"""Counting days and periods as the Civil Code does: articles 200–204 (0.4)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from .calendar import MIDNIGHT, ONE_DAY, WorkCalendar, moment_at


def deadline_on(
    start: date,
    days: int,
    *,
    calendar: WorkCalendar | None = None,
    roll_rest_day: bool = False,
) -> date:
    """The last day of a period of `days` ≥ 0; the day it starts on is not counted.

    roll_rest_day  move a rest day on to the next working day: for the customer's rights and
                   statutory periods, not for our own duties; needs `calendar`
    """
    if days < 0:
        raise ValueError(f"a period of {days} days")
    last = start + timedelta(days=days)
    if not roll_rest_day:
        return last
    if calendar is None:
        raise ValueError("only a calendar knows rest days")
    return last if calendar.is_workday(last) else calendar.next_workday(last)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """24:00 of a local date, as a moment in UTC."""
    return moment_at(day + ONE_DAY, MIDNIGHT, zone)


def same_day_deadline(received_at: datetime, calendar: WorkCalendar) -> datetime:
    """What 同日/当日 means: 24:00 of the day of receipt (S003§11.5(2)).

    Received after working hours or on a rest day: 24:00 of the next working day.
    """
    day = calendar.date_of(received_at)
    hours = calendar.hours_on(day)
    if not hours or received_at > hours[-1][1]:
        day = calendar.next_workday(day)
    return end_of(day, calendar.zone)


def workdays_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Working days after `start`, up to and with `end`; 0 when end is not after start."""
    return sum(
        calendar.is_workday(start + timedelta(days=count))
        for count in range(1, (end - start).days + 1)
    )


def add_workdays(start: date, count: int, calendar: WorkCalendar) -> date:
    """The `count`-th working day after `start`; with 0 it is `start` itself."""
    if count < 0:
        raise ValueError(f"{count} working days")
    day = start
    for _ in range(count):
        day = calendar.next_workday(day)
    return day
