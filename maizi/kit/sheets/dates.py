"""Dates as people and programs write them in sheets."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

EXCEL_EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 … 2119
FIRST_YEAR, LAST_YEAR = 1800, 2200

YEAR_FIRST = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?(?:[T ]+(.+))?"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2}:?\d{2}(?::?\d{2})?.*))?")
YEAR_MONTH = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?月?(?:份)?")
YEAR_ONLY = re.compile(r"(\d{4})\s?年?")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ,]+(.+))?")
SHORT_YEAR_FIRST = re.compile(r"(\d{2})([-/.])(\d{1,2})\2(\d)")
DAY_ONLY = re.compile(r"(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?")
SERIAL = re.compile(r"(\d{5})(\.\d+)?")
TIME = re.compile(
    r"(上午|下午|晚上|AM|PM)?\s?(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:\.\d+)?)?\s?(AM|PM)?"
    r"\s?(Z|UTC|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
NOTHING = frozenset(("0000-00-00", "0000/00/00", "0000-00-00 00:00:00", "-", "--", "/", "无", "0"))
ENGLISH = ("%d %b %Y", "%b %d %Y", "%d %B %Y", "%B %d %Y", "%d-%b-%Y", "%d-%b-%y")
AFTERNOON = frozenset(("下午", "晚上", "pm"))


class Doubt(StrEnum):
    """What is uncertain about a date, or why it is none."""

    NONE = ""
    SERIAL = "serial"
    MONTH_ONLY = "month_only"
    YEAR_ONLY = "year_only"
    SHORT_YEAR = "short_year"
    NO_YEAR = "no_year"
    WHICH_MONTH = "which_month"
    IMPOSSIBLE = "impossible"
    UNREADABLE = "unreadable"


class Dated(NamedTuple):
    """The moment read (None when there is none) and what is uncertain about it."""

    moment: datetime | None
    doubt: Doubt = Doubt.NONE


def read_date(text: str, order: str = "") -> Dated:
    """A date with or without time; naive unless the text names a zone.

    order  "mdy" or "dmy" for 3/4/2024, empty when it is not known
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if text in NOTHING:
        return Dated(None)
    if found := YEAR_FIRST.fullmatch(text):
        return _made(found.groups()[:3], found[4])
    if found := COMPACT.fullmatch(text):
        return _made(found.groups()[:3], found[4])
    if found := SERIAL.fullmatch(text):
        return _of_serial(int(found[1]), float(found[2] or 0))
    if found := YEAR_LAST.fullmatch(text):
        return _year_last(found, order)
    if found := SHORT_YEAR_FIRST.fullmatch(text):
        return _made((f"20{found[1]}", found[3], found[4]), doubt=Doubt.SHORT_YEAR)
    if found := YEAR_MONTH.fullmatch(text):
        return _made((found[1], found[2], "1"), doubt=Doubt.MONTH_ONLY)
    if found := YEAR_ONLY.fullmatch(text):
        return _made((found[1], "1", "1"), doubt=Doubt.YEAR_ONLY)
    if DAY_ONLY.fullmatch(text):
        return Dated(None, Doubt.NO_YEAR)
    return _of_english(text)


def guess_order(cells: Iterable[str]) -> str:
    """ "mdy" or "dmy" when some date of the column can only be that; empty otherwise."""
    can_be = {"mdy", "dmy"}
    for cell in cells:
        found = YEAR_LAST.fullmatch(cell)
        if not found or len(found[3]) != 4:
            continue
        if int(found[1]) > 12:
            can_be.discard("mdy")
        if int(found[2]) > 12:
            can_be.discard("dmy")
    return can_be.pop() if len(can_be) == 1 else ""


def _made(parts: Sequence[str], clock: str | None = None, doubt: Doubt = Doubt.NONE) -> Dated:
    try:
        on = date(*map(int, parts))
    except ValueError:
        return Dated(None, Doubt.IMPOSSIBLE)
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        return Dated(None, Doubt.IMPOSSIBLE)
    at = _clock(clock)
    return Dated(datetime.combine(on, at), doubt) if at else Dated(None, Doubt.UNREADABLE)


def _clock(text: str | None) -> time | None:
    if not text:
        return time()
    found = TIME.fullmatch(text.strip())
    if not found:
        return None
    half = (found[1] or found[5] or "").lower()
    hour = int(found[2])
    if half in AFTERNOON and hour < 12:
        hour += 12
    elif half in ("上午", "am") and hour == 12:
        hour = 0
    zone = found[6].upper().replace("UTC", "Z") if found[6] else ""
    try:
        return time.fromisoformat(f"{hour:02}:{found[3]}:{found[4] or '00'}{zone}")
    except ValueError:
        return None


def _of_serial(days: int, part: float) -> Dated:
    if not FIRST_SERIAL <= days <= LAST_SERIAL:
        return Dated(None, Doubt.UNREADABLE)
    start = datetime.combine(EXCEL_EPOCH + timedelta(days=days), time())
    return Dated(start + timedelta(seconds=round(part * 86_400)), Doubt.SERIAL)


def _year_last(found: re.Match, order: str) -> Dated:
    first, second, year, clock = found.groups()
    if len(year) == 2:
        if not order and int(first) > 12:
            return _made((f"20{first}", second, year), clock, Doubt.SHORT_YEAR)
        if not order:
            return Dated(None, Doubt.WHICH_MONTH)
        year = f"20{year}"
    month_first = order == "mdy" or int(second) > 12
    day_first = order == "dmy" or int(first) > 12
    if month_first == day_first and first != second:
        return Dated(None, Doubt.IMPOSSIBLE if month_first else Doubt.WHICH_MONTH)
    month, day = (first, second) if month_first else (second, first)
    return _made((year, month, day), clock)


def _of_english(text: str) -> Dated:
    plain = " ".join(text.replace(",", " ").split())
    for shape in ENGLISH:
        try:
            return Dated(datetime.strptime(plain, shape))  # noqa: DTZ007 the text names no zone
        except ValueError:
            continue
    return Dated(None, Doubt.UNREADABLE)
