"""What our own books say beside what an investigator found out (form L-5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .days import months_from

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Dealings:
    """How we dealt with a customer until a day.

    first_on      the first bill; None: never traded
    limit_yuan    the approved credit limit, and what is used of it: today's, not that day's
    highest_yuan  the most that was ever owed at the end of a day, and when
    late_bills    bills of 24 months that were open longer than 30 days, and of how many
    """

    first_on: date | None
    is_over_year: bool
    limit_yuan: Decimal
    used_yuan: Decimal
    highest_yuan: Decimal
    highest_on: date | None
    late_bills: int
    bills: int


def highest(moves: Iterable[tuple[date, Decimal]]) -> tuple[Decimal, date | None]:
    """The highest running sum of movements, a day at a time, and its first day; 0 for nothing."""
    owed, most, on = ZERO, ZERO, None
    for day, amount in sorted(moves):
        owed += amount
        if owed > most:
            most, on = owed, day
    return most, on


def is_over_year(first_on: date | None, today: date) -> bool:
    """Whether a customer has been dealt with for longer than a year."""
    return first_on is not None and months_from(first_on, 12) < today
