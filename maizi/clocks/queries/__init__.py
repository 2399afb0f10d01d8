"""Reads of the working calendar, the opening hours and the clocks."""

from ..rules import WEEKDAYS, WHOLE_WEEK, check_week, read_spans, week_kept, written
from .calendars import (
    STANDARD,
    calendar_for,
    calendar_named,
    days_as_text,
    end_of_period,
    known_years,
    shipped_rows,
    week_of,
    working_calendar,
    working_hours,
)
from .clocks import (
    clock_page,
    counts,
    due_now,
    is_anything_due,
    latest_clock,
    open_clock,
    open_clocks,
)
from .shown import ShownClock, clocks_of, due_text, shown_clock, steps_of

__all__ = [
    "STANDARD", "WEEKDAYS", "WHOLE_WEEK", "ShownClock", "calendar_for",
    "calendar_named", "check_week", "clock_page", "days_as_text",
    "clocks_of", "counts", "due_now", "due_text", "end_of_period", "is_anything_due", "known_years",
    "latest_clock", "open_clock", "open_clocks", "read_spans", "shipped_rows", "shown_clock",
    "steps_of", "week_kept", "week_of", "working_calendar", "working_hours", "written",
]  # fmt: skip
