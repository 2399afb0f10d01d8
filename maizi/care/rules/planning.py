"""The plan of one customer from everything that is known of him (C-2, C-3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..terms import LoyaltyClass, Reason, ValueClass
from .loyalty import LoyaltyFacts, loyalty_of, loyalty_parts
from .returns import Cadence, earliest, interval_days, next_due


@dataclass(frozen=True, slots=True)
class Touched:
    """When somebody last had to do with a customer; since when he is known."""

    contacted_on: date | None
    ordered_on: date | None
    since: date

    @property
    def last(self) -> date | None:
        """The later of contact and order."""
        return max((d for d in (self.contacted_on, self.ordered_on) if d), default=None)


@dataclass(frozen=True, slots=True)
class Planned:
    """What the plan of a customer says."""

    loyalty_score: Decimal
    loyalty_class: LoyaltyClass
    parts: dict[str, str]
    interval_days: int
    touched_on: date | None
    routine_on: date
    due_on: date
    reason: Reason


def planned(
    facts: LoyaltyFacts,
    *, touched: Touched, value: ValueClass, cadence: Cadence,
    occasions=(), override_days: int | None = None,
) -> Planned:  # fmt: skip
    """Loyalty, interval, and the day that is due first."""
    parts = loyalty_parts(facts)
    loyalty = loyalty_of(parts.score)
    days = override_days or interval_days(value, loyalty, cadence)
    routine_on = next_due(
        days, contacted_on=touched.contacted_on, ordered_on=touched.ordered_on,
        since=touched.since,
    )  # fmt: skip
    due_on, reason = earliest(routine_on, occasions)
    shown = {name: str(getattr(parts, name).quantize(Decimal("0.01"))) for name in parts.__slots__}
    return Planned(parts.score, loyalty, shown, days, touched.last, routine_on, due_on, reason)
