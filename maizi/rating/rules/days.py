"""Months as people count them."""

from calendar import monthrange
from datetime import date


def months_from(day: date, months: int) -> date:
    """The same day of another month, its last day where it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
