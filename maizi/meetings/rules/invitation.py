"""Invitations that calendars of mail programs take (RFC 5545, RFC 5546)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from maizi.kernel.ical import calendar_of, escaped, quoted


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is invited."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting as a calendar knows it.

    uid       the same for ever: a later invitation replaces the earlier
    sequence  grows with each change of time, place or agenda
    """

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    minutes: int
    place: str = ""
    text: str = ""
    url: str = ""


def invitation(
    event: Event, *, organizer: Guest, guests: Sequence[Guest], now: datetime,
    is_cancelled: bool = False,
) -> str:  # fmt: skip
    """An invitation to a meeting, or the news that it does not take place."""
    method = "CANCEL" if is_cancelled else "REQUEST"
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Maizi//Meetings//ZH", "CALSCALE:GREGORIAN",
        f"METHOD:{method}", "BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{_utc(now)}",
        f"SEQUENCE:{event.sequence}", f"DTSTART:{_utc(event.starts_at)}",
        f"DTEND:{_utc(event.starts_at + timedelta(minutes=event.minutes))}",
        f"SUMMARY:{escaped(event.title)}",
        f"ORGANIZER;CN={quoted(organizer.name)}:mailto:{organizer.email}",
    ]  # fmt: skip
    lines += [
        f"ATTENDEE;CN={quoted(one.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
        f":mailto:{one.email}"
        for one in guests if one.email
    ]  # fmt: skip
    more = (("LOCATION", event.place), ("DESCRIPTION", event.text))
    lines += [f"{name}:{escaped(text)}" for name, text in more if text]
    lines += [f"URL:{event.url}"] if event.url else []
    lines.append("STATUS:CANCELLED" if is_cancelled else "STATUS:CONFIRMED")
    return calendar_of([*lines, "END:VEVENT", "END:VCALENDAR"])


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
