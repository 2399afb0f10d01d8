"""Decisions about days, opening hours and deadlines."""

from .days import Day, Difference, difference, read_days, rows_in
from .due import (
    TICK,
    Course,
    Extension,
    Pause,
    Period,
    Plan,
    WarnAt,
    check_percents,
    due_after,
    due_of,
    extended,
    last_day,
    passed,
    plan,
)
from .hours import (
    OFFICE_WEEK,
    WEEKDAYS,
    WHOLE_WEEK,
    Week,
    check_week,
    read_spans,
    week_kept,
    week_restored,
    written,
)
from .running import (
    ExtensionPolicy,
    Fact,
    Standing,
    Wish,
    check_extension,
    check_pause,
    replanned,
    told_by,
)

__all__ = [
    "OFFICE_WEEK", "TICK", "WEEKDAYS", "WHOLE_WEEK", "Course", "Day", "Difference", "Extension",
    "ExtensionPolicy", "Fact", "Pause", "Period", "Plan", "Standing", "WarnAt", "Week", "Wish",
    "check_extension", "check_pause", "check_percents", "check_week", "difference", "due_after",
    "due_of", "extended", "last_day", "passed", "plan", "read_days", "read_spans",
    "replanned", "rows_in", "told_by", "week_kept", "week_restored", "written",
]  # fmt: skip
