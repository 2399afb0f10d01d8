"""When 三包 begins and ends: months, excluded days, windows of 7 and 15 days (F-32, 0.4)."""

import calendar as months_of
from collections.abc import Iterable
from datetime import date, timedelta

from maizi.kernel.calendar import WorkCalendar
from maizi.kernel.days import deadline_on

from ..terms import StartReason, StartRule

SEVEN, FIFTEEN, PRODUCED_DAYS = 7, 15, 90
Interval = tuple[date, date]


def month_later(day: date, months: int) -> date:
    """The same day so many months on; the last of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, months_of.monthrange(year, month)[1]))


def rolled(day: date, calendar: WorkCalendar) -> date:
    """The last day of a customer's right: a rest day moves on to the next working day (0.4)."""
    return deadline_on(day, 0, calendar=calendar, roll_rest_day=True)


def window_until(sold_on: date, days: int, calendar: WorkCalendar) -> date:
    """The last day of a window of 7 or 15 days; the day of sale is not counted (T-F4)."""
    return deadline_on(sold_on, days, calendar=calendar, roll_rest_day=True)


def excluded_days(intervals: Iterable[Interval]) -> int:
    """Days in repair: the union of [handed in, ready), so the same day is none (F-32)."""
    total, end = 0, None
    for start, stop in sorted(intervals):
        begin = start if end is None else max(start, end)
        total += max((stop - begin).days, 0)
        end = stop if end is None else max(end, stop)
    return total


def valid_until(starts_on: date, months: int, excluded: int, calendar: WorkCalendar) -> date:
    """The last day of a warranty: start, period, days in repair (T-F5)."""
    return rolled(month_later(starts_on, months) + timedelta(days=excluded), calendar)


def start_of(
    start: StartRule, *, invoiced_on: date | None, delivered_on: date | None,
    accepted_on: date | None, exchanged_on: date | None, produced_on: date | None = None,
) -> tuple[date | None, StartReason]:  # fmt: skip
    """The day a warranty runs from, and why (F-32, F-37).

    produced_on  given only for telephones: they run from the 90th day after it (X09)
    """
    if exchanged_on is not None:
        return exchanged_on, StartReason.EXCHANGED
    if start == StartRule.ACCEPTANCE and accepted_on is not None:
        return accepted_on, StartReason.ACCEPTED
    if start == StartRule.DELIVERY and delivered_on is not None:
        return delivered_on, StartReason.DELIVERED
    if invoiced_on is not None:
        return invoiced_on, StartReason.INVOICE
    if delivered_on is not None:
        return delivered_on, StartReason.DELIVERED
    if produced_on is not None:
        return produced_on + timedelta(days=PRODUCED_DAYS), StartReason.PRODUCED
    return None, StartReason.UNKNOWN


def sold_of(
    *, invoiced_on: date | None, delivered_on: date | None, is_later_of: bool
) -> date | None:
    """The day of sale for the windows: the later of invoice and delivery, or the invoice (Q-10)."""
    known = [day for day in (invoiced_on, delivered_on) if day is not None]
    if not known:
        return None
    return max(known) if is_later_of else invoiced_on or delivered_on
