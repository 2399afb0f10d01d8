"""To-dos as a calendar that phones subscribe to (RFC 5545).

Appointments, not VTODO: the calendars of phones do not show to-dos of a subscription.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from maizi.kernel.ical import calendar_of, escaped

REFRESH = "PT1H"
LENGTH = "PT30M"
BEFORE = "-PT15M"
AT_NINE = "PT9H"


@dataclass(frozen=True, slots=True)
class Entry:
    """One to-do with a date: at a moment, or on a day."""

    id: int
    title: str
    changed_at: datetime
    due_at: datetime | None = None
    due_on: date | None = None
    text: str = ""
    url: str = ""


def calendar_text(entries: Iterable[Entry], *, name: str, host: str, now: datetime) -> str:
    """A whole calendar: lines of at most 75 bytes that end with CRLF.

    host  makes the ids of entries unique in the world
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Maizi//Inbox//ZH", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}", f"NAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}",
    ]  # fmt: skip
    for entry in entries:
        lines += _event(entry, host, now)
    lines.append("END:VCALENDAR")
    return calendar_of(lines)


def _event(entry: Entry, host: str, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:todo-{entry.id}@{host}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"LAST-MODIFIED:{_utc(entry.changed_at)}"
    if entry.due_on:
        yield f"DTSTART;VALUE=DATE:{entry.due_on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.due_on + timedelta(days=1):%Y%m%d}"
    else:
        yield f"DTSTART:{_utc(entry.due_at)}"
        yield f"DURATION:{LENGTH}"
    yield f"SUMMARY:{escaped(entry.title)}"
    if entry.text:
        yield f"DESCRIPTION:{escaped(entry.text)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(entry.title)}")
    yield f"TRIGGER:{AT_NINE if entry.due_on else BEFORE}"
    yield from ("END:VALARM", "END:VEVENT")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
