"""When an important day comes, and when to remember it (C-10)."""

from collections.abc import Iterable
from datetime import date

from maizi.kernel.partial_dates import PartialDate, next_yearly

from ..terms import ONCE, CareAction, DayKind

MOST_LEADS, LONGEST_LEAD = 5, 90
USUAL_ACTIONS = {
    DayKind.BIRTHDAY: CareAction.CALL, DayKind.WEDDING: CareAction.MESSAGE,
    DayKind.SPOUSE: CareAction.MESSAGE, DayKind.CHILD: CareAction.MESSAGE,
    DayKind.FOUNDING: CareAction.CARD, DayKind.FIRST_TRADE: CareAction.CALL,
    DayKind.CONTRACT_END: CareAction.RENEW, DayKind.WARRANTY_END: CareAction.CALL,
    DayKind.FESTIVAL: CareAction.MESSAGE, DayKind.CUSTOM: CareAction.CALL,
}  # fmt: skip


def comes_next(kind: str, on: PartialDate, today: date) -> date | None:
    """When a day comes next, today included; None for what is over or of unknown month (C-10)."""
    if kind in ONCE:
        return on.whole if on.is_whole and on.whole >= today else None
    return next_yearly(on, today)


def is_fit(kind: str, on: PartialDate) -> bool:
    """What expires needs a whole date of our calendar; every other day its month and day."""
    return on.is_whole if kind in ONCE else on.comes_yearly


def lead_due(next_on: date, today: date, leads: Iterable[int]) -> int | None:
    """The lead that falls on today, in days before; None when nothing is due (C-10)."""
    ahead = (next_on - today).days
    return ahead if ahead in set(leads) else None


def leads_from(text: str) -> list[int] | None:
    """Lead days as people write them, "7,1,0", latest first; None when they make no sense."""
    parts = text.replace("，", ",").replace("、", ",").replace(" ", ",").split(",")
    parts = [part for part in parts if part]
    if not parts or len(parts) > MOST_LEADS or not all(p.isdecimal() for p in parts):
        return None
    found = sorted({int(part) for part in parts if len(part) < 4}, reverse=True)
    return found if found and found[0] <= LONGEST_LEAD else None


def years_on(on: PartialDate, next_on: date) -> int | None:
    """How many years it will be: an age, an anniversary; None when the year is unknown or now.

    By the year of the calendar the day is kept in: a lunar day of the twelfth month falls in
    the next year of ours.
    """
    if not on.year:
        return None
    year = next_on.year
    if on.is_lunar and on.month and on.month >= 11 and next_on.month <= 2:
        year -= 1
    return year - on.year or None
