"""Quarters, and when the summary of one is asked for (C-90)."""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS, QUARTERS = 3, 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter of a year, 1–4."""

    year: int
    number: int

    @property
    def starts_on(self) -> date:
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def ends_on(self) -> date:
        return self.after.starts_on - timedelta(days=1)

    @property
    def before(self) -> "Quarter":
        if self.number == 1:
            return Quarter(self.year - 1, QUARTERS)
        return Quarter(self.year, self.number - 1)

    @property
    def after(self) -> "Quarter":
        if self.number == QUARTERS:
            return Quarter(self.year + 1, 1)
        return Quarter(self.year, self.number + 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def last_quarter(today: date) -> Quarter:
    """The newest quarter that is over."""
    return quarter_of(today).before


def quarter_asked_for(today: date, days: int) -> Quarter:
    """The newest quarter that ended at least `days` ago: its summaries are asked for."""
    last = last_quarter(today)
    return last if (today - last.ends_on).days >= days else last.before


def quarter_named(text: str, today: date, most: int = QUARTERS) -> Quarter:
    """The quarter that an address names, one of the last few; the newest for anything else."""
    known = recent(today, most)
    return next((one for one in known if str(one) == text), known[0])


def recent(today: date, most: int = QUARTERS) -> list[Quarter]:
    """The last quarters that are over, the newest first."""
    found = [last_quarter(today)]
    while len(found) < most:
        found.append(found[-1].before)
    return found
