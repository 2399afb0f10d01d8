"""Reads of the working calendar."""

import csv
from pathlib import Path

from django.db.models import Count, Max
from django.utils import timezone

from maizi.kernel.calendar import WorkCalendar

from .models import CalendarDay
from .terms import DayKind

SHIPPED = Path(__file__).parent / "calendars" / "cn.csv"

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


def shipped_rows() -> list[dict[str, str]]:
    """The mainland's holidays as shipped: date, kind, name. No query."""
    with SHIPPED.open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))
