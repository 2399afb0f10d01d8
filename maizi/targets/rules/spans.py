"""Months, quarters and years: their days, their parts, their names."""

from datetime import date, timedelta

from ..terms import Span

MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


def first_day(day: date, span: Span) -> date:
    """The first day of the month, quarter or year a day lies in."""
    months = MONTHS[span]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def last_day(first: date, span: Span) -> date:
    """The last day of a span that begins on `first`."""
    return next_first(first, span) - timedelta(1)


def next_first(first: date, span: Span) -> date:
    """The day on which the span after it begins."""
    months = first.month - 1 + MONTHS[span]
    return date(first.year + months // 12, months % 12 + 1, 1)


def parts_of(first: date, span: Span, part: Span) -> list[date]:
    """First days of the shorter spans inside a longer one, in their order."""
    found, day, end = [], first, next_first(first, span)
    while day < end:
        found.append(day)
        day = next_first(day, part)
    return found


def finer(span: Span) -> list[Span]:
    """Shorter spans, the longest of them first."""
    order = [Span.YEAR, Span.QUARTER, Span.MONTH]
    return order[order.index(span) + 1 :]
