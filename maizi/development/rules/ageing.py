"""How long something may stand, and what comes next (B-4)."""

from datetime import date, datetime

from ..terms import Ageing, NextStep


def days_in(entered_at: datetime, now: datetime) -> int:
    """Whole days since it came there."""
    return max(0, (now - entered_at).days)


def ageing_of(days: int, *, expected_days: int, most_days: int) -> Ageing:
    """Fresh until the days expected have passed, stale once the most have; 0 means no limit."""
    if most_days and days >= most_days:
        return Ageing.STALE
    if expected_days and days >= expected_days:
        return Ageing.OLD
    return Ageing.FRESH


def next_step_of(next_on: date | None, today: date) -> NextStep:
    """Whether the next step is ahead, today, late, or nobody has said."""
    if next_on is None:
        return NextStep.NONE
    if next_on == today:
        return NextStep.TODAY
    return NextStep.PLANNED if next_on > today else NextStep.LATE
