"""Change the working calendar: whole years at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record_many
from maizi.history.terms import Verb

from .. import queries, rules
from ..models import CalendarDay
from ..terms import DayKind
from .recompute import recompute

SHIPPED_SOURCE = "国务院办公厅节假日安排"
CALENDAR_CHANGED = "工作日历更新"
TICK = timedelta(microseconds=1)

Line = tuple[int, str, dict[str, list]]  # one entry of the history: id, title, changes


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, in days."""

    years: tuple[int, ...]
    added: int
    changed: int
    removed: int


@transaction.atomic
def import_calendar(
    rows: Iterable[Mapping[str, str]] | str, *, by, source: str = "", now: datetime | None = None
) -> Imported:
    """Make the calendar of every year named in the rows exactly what the rows say.

    rows  date, kind, name: see rules.read_days; or a text with one such line for each day
    by    the person, None for the system

    Other years stay. Importing the same again writes nothing. Each day that changes is in
    the history, and open clocks get the deadlines of the new calendar. Raises Refused, naming
    the row, before anything is written.
    """
    now = now or timezone.now()
    if isinstance(rows, str):
        wanted = rules.read_days(rules.rows_in(rows), first_row=1)
    else:
        wanted = rules.read_days(rows)
    years = tuple(sorted({day.date.year for day in wanted}))
    stored = _locked_days(years)
    apart = rules.difference(
        [rules.Day(day.date, DayKind(day.kind), day.name) for day in stored.values()], wanted
    )
    stamp = _next_stamp(now)
    lines = [
        *_remove([stored[on] for on in apart.removed]),
        *_change([(stored[day.date], day) for day in apart.changed], source, stamp),
        *_add(apart.added, source, stamp),
    ]
    if lines:
        kind = CalendarDay._meta.label_lower
        record_many(kind, lines=lines, verb=Verb.IMPORT, by=by, reason=source)
        recompute(by=by, reason=source or CALENDAR_CHANGED, now=now)
    return Imported(years, len(apart.added), len(apart.changed), len(apart.removed))


def import_shipped_calendar(*, by) -> Imported | None:
    """Add the shipped years that the table does not know yet; None when it knows them all."""
    known = {str(year) for year in queries.known_years()}
    rows = [row for row in queries.shipped_rows() if row["date"][:4] not in known]
    return import_calendar(rows, by=by, source=SHIPPED_SOURCE) if rows else None


def _locked_days(years: tuple[int, ...]) -> dict[date, CalendarDay]:
    """Stored days of those years. All days are locked: imports wait for each other."""
    days = CalendarDay.objects.select_for_update().order_by("date")
    return {day.date: day for day in days if day.date.year in years}


def _remove(days: list[CalendarDay]) -> list[Line]:
    lines = [(day.pk, str(day), _turned(day, None)) for day in days]
    CalendarDay.objects.filter(pk__in=[day.pk for day in days]).delete()
    return lines


def _change(pairs: list[tuple[CalendarDay, rules.Day]], source: str, stamp: datetime) -> list[Line]:
    lines = []
    for row, day in pairs:
        lines.append((row.pk, str(row), _turned(row, day)))
        row.kind, row.name, row.source, row.changed_at = day.kind, day.name, source, stamp
        row.save(update_fields=["kind", "name", "source", "changed_at"])
    return lines


def _add(days: Iterable[rules.Day], source: str, stamp: datetime) -> list[Line]:
    rows = CalendarDay.objects.bulk_create(
        CalendarDay(date=day.date, kind=day.kind, name=day.name, source=source, changed_at=stamp)
        for day in days
    )
    return [(row.pk, str(row), _turned(None, row)) for row in rows]


def _next_stamp(now: datetime) -> datetime:
    """Later than every stored stamp, so that processes notice whatever their clocks say."""
    newest = (
        CalendarDay.objects.order_by("-changed_at").values_list("changed_at", flat=True).first()
    )
    return max(now, newest + TICK) if newest else now


def _turned(old: CalendarDay | None, new: CalendarDay | rules.Day | None) -> dict[str, list]:
    """Field name -> [old, new] of one day, for the history."""
    changes = {}
    for name in ("date", "kind", "name"):
        pair = [str(getattr(day, name)) if day else None for day in (old, new)]
        if pair[0] != pair[1]:
            changes[name] = pair
    return changes
