"""Reads of the working calendar and of the opening hours."""

import csv
from datetime import datetime
from pathlib import Path

from django.db.models import Count, Max
from django.utils import timezone

from maizi.accounts.models import OrgUnit
from maizi.kernel.calendar import WorkCalendar

from ..access import visible_days
from ..models import CalendarDay, ServiceCalendar
from ..rules import OFFICE_WEEK, Period, Week, due_of, week_restored
from ..terms import DayKind

SHIPPED = Path(__file__).parents[1] / "calendars" / "cn.csv"
STANDARD = "standard"

_cached: tuple[dict, WorkCalendar] | None = None


def working_calendar() -> WorkCalendar:
    """The company's calendar, with the usual opening hours in the company's time zone.

    One query that asks whether the table has changed; a second one when it has.
    """
    global _cached
    stamp = CalendarDay.objects.aggregate(newest=Max("changed_at"), count=Count("pk"))
    kept = _cached
    if kept is None or kept[0] != stamp:
        days = CalendarDay.objects.values_list("date", "kind")
        exceptions = {day: DayKind(kind) for day, kind in days}
        kept = _cached = stamp, WorkCalendar(exceptions, zone=timezone.get_default_timezone())
    return kept[1]


def known_years() -> list[int]:
    """Years whose holidays are in the table, in order. One query."""
    return [day.year for day in CalendarDay.objects.dates("date", "year")]


def days_as_text(user, year: int) -> str:
    """The days of a year as people edit them: a line for each, date, kind, name. One query."""
    found = visible_days(user).filter(date__year=year)
    rows = [(str(d.date), str(DayKind(d.kind).label), d.name) for d in found]
    apart = ", " if any(" " in label for _, label, _ in rows) else " "
    return "\n".join(apart.join(filter(None, row)) for row in rows)


def shipped_rows() -> list[dict[str, str]]:
    """The mainland's holidays as shipped: date, kind, name. No query."""
    with SHIPPED.open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


def working_hours(calendar: ServiceCalendar | None) -> WorkCalendar:
    """A service calendar with the holidays; None gives the usual office hours. One query."""
    days = working_calendar()
    if calendar is None:
        return days
    return WorkCalendar(
        days.exceptions, zone=days.zone, week=week_restored(calendar.week),
        is_every_day=calendar.is_every_day,
    )  # fmt: skip


def calendar_for(unit: OrgUnit | None) -> ServiceCalendar | None:
    """The service calendar of a unit: its own, else that of the nearest unit above it.

    Where no unit has one it is the company's standard; None when that is gone. Two queries at most.
    """
    above = [int(step) for step in unit.path.strip("/").split("/")] if unit else []
    rows = ServiceCalendar.objects.filter(is_active=True)
    found = {row.unit_id: row for row in rows.filter(unit__in=above)} if above else {}
    nearest = next((found[id_] for id_ in reversed(above) if id_ in found), None)
    return nearest or rows.filter(code=STANDARD).first()


def calendar_named(code: str) -> ServiceCalendar | None:
    """An active service calendar by its code."""
    return ServiceCalendar.objects.filter(code=code, is_active=True).first()


def week_of(calendar: ServiceCalendar | None) -> Week:
    """The opening hours of Monday to Sunday."""
    return week_restored(calendar.week) if calendar else OFFICE_WEEK


def end_of_period(
    period: Period, started_at: datetime, *, week: Week, is_every_day: bool
) -> datetime:  # fmt: skip
    """When a period would end by opening hours that need not be stored. One query."""
    days = working_calendar()
    hours = WorkCalendar(days.exceptions, zone=days.zone, week=week, is_every_day=is_every_day)
    return due_of(period, started_at, hours)
