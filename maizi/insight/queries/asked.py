"""What an analysis is asked for: a window of days, its options, which of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.http import urlencode

from ..terms import Code, End

ONE = timedelta(days=1)
FEW = 10


@dataclass(frozen=True)
class Asked:
    """One question; both days are included.

    options  what the analysis may be asked otherwise, by name
    group    the part of the result that is looked into
    is_cut   a longer window was wanted than is looked at
    end      only the few rows at one end of the order, the outermost first
    """

    code: Code
    starts_on: date
    ends_on: date
    options: dict[str, str] = field(default_factory=dict)
    group: str = ""
    is_cut: bool = False
    end: End | None = None

    @property
    def days(self) -> tuple[date, date]:
        return self.starts_on, self.ends_on

    @property
    def length(self) -> int:
        """Days in the window."""
        return (self.ends_on - self.starts_on).days + 1

    def few_of(self, lines: Sequence) -> Sequence:
        """The rows at the end that is looked at; all when none is."""
        if self.end is None:
            return lines
        return lines[:FEW] if self.end == End.FIRST else lines[::-1][:FEW]

    def before(self) -> "Asked":
        """The same of the window of the same length that ends the day before."""
        last = self.starts_on - ONE
        first = last - (self.ends_on - self.starts_on)
        return replace(self, starts_on=first, ends_on=last, group="")

    def year(self) -> "Asked":
        """The same of the twelve months that end with the window."""
        first, last = usual_window(self.ends_on + ONE)
        return replace(self, starts_on=first, ends_on=last)

    def last_year(self) -> "Asked":
        """The same of the calendar year before the one in which the window ends (H-22)."""
        year = self.ends_on.year - 1
        return replace(self, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))

    def address(self, **more) -> str:
        """The question as the end of a link."""
        values = {"starts_on": self.starts_on, "ends_on": self.ends_on, **self.options, **more}
        return urlencode({name: value for name, value in values.items() if value})


def usual_window(today: date) -> tuple[date, date]:
    """The twelve months that end yesterday."""
    last = today - ONE
    try:
        first = last.replace(year=last.year - 1) + ONE
    except ValueError:  # the 29th of February
        first = date(last.year - 1, 3, 1)
    return first, last
