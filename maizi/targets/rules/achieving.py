"""Achievement, gap and forecast (I-11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.money import ratio, yuan

from ..terms import Span
from .spans import finer, parts_of

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a span has gone, in working days.

    passed  working days up to and with today, 0 before it begins
    total   all of its working days
    """

    passed: int
    total: int

    @property
    def is_over(self) -> bool:
        """Whether no working day is left."""
        return self.passed >= self.total

    @property
    def share(self) -> Decimal | None:
        """The part that has passed; None for a span without working days."""
        return ratio(self.passed, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands with one target.

    target  None where nobody set one
    """

    target: Decimal | None
    achieved: Decimal
    pace: Pace

    @property
    def achievement(self) -> Decimal | None:
        """Achieved ÷ target; None without a target or with one of 0."""
        return None if self.target is None else ratio(self.achieved, self.target)

    @property
    def gap(self) -> Decimal | None:
        """What is missing, never below 0; None without a target."""
        return None if self.target is None else max(ZERO, self.target - self.achieved)

    @property
    def forecast(self) -> Decimal | None:
        """Straight line: achieved ÷ working days passed × all working days.

        What is achieved once the span is over; None before its first working day.
        """
        if self.pace.is_over:
            return self.achieved
        if not self.pace.passed:
            return None
        return yuan(self.achieved * self.pace.total / self.pace.passed)

    @property
    def forecast_achievement(self) -> Decimal | None:
        """Forecast ÷ target."""
        if self.target is None or self.forecast is None:
            return None
        return ratio(self.forecast, self.target)

    @property
    def is_behind(self) -> bool:
        """Whether the forecast misses the target."""
        found = self.forecast_achievement
        return found is not None and found < 1


def target_of(
    amounts: Mapping[tuple[Span, date], Decimal], span: Span, first: date
) -> tuple[Decimal | None, bool]:
    """(target of a span, whether it is the sum of shorter ones).

    Its own where one is set, else the sum of quarters, else of months, as far as they are set.
    """
    if (span, first) in amounts:
        return amounts[span, first], False
    for part in finer(span):
        found = [
            amounts[part, day] for day in parts_of(first, span, part) if (part, day) in amounts
        ]
        if found:
            return sum(found, ZERO), True
    return None, False


def ranked(values: Mapping[int, Decimal | None]) -> dict[int, int]:
    """Place of each, the greatest first; equal ones share a place, undefined ones come last."""
    order = sorted(values, key=lambda k: (values[k] is None, -(values[k] or ZERO)))
    places: dict[int, int] = {}
    for at, key in enumerate(order, 1):
        before = order[at - 2] if at > 1 else None
        is_same = before is not None and values[before] == values[key]
        places[key] = places[before] if is_same else at
    return places
