"""How an activity turns: reached, open again, failed (B-11)."""

from dataclasses import dataclass
from decimal import Decimal

from ..terms import State, Threshold

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Totals:
    """What the valid registrations come to.

    amount_yuan  each quantity at the price shown when it was registered: so it never falls
                 because somebody joined and made the price fall
    """

    quantity: Decimal = ZERO
    participants: int = 0
    amount_yuan: Decimal = ZERO

    def of(self, sort: Threshold) -> Decimal:
        """The sum that a threshold of this sort is measured by."""
        return Decimal(
            {
                Threshold.QUANTITY: self.quantity,
                Threshold.AMOUNT: self.amount_yuan,
                Threshold.PARTICIPANTS: self.participants,
            }[sort]
        )


@dataclass(frozen=True, slots=True)
class Goal:
    """What has to come together."""

    sort: Threshold
    value: Decimal

    def is_reached(self, totals: Totals) -> bool:
        """valid total ≥ threshold (B-11)."""
        return totals.of(self.sort) >= self.value

    def missing(self, totals: Totals) -> Decimal:
        """What is still needed, never below 0."""
        return max(self.value - totals.of(self.sort), ZERO)


def turned(
    state: State, *, totals: Totals, goal: Goal, is_over: bool, is_bought: bool = False
) -> State:
    """The state after a change of the valid total, or when the deadline passes (B-11).

    is_over    the deadline has passed
    is_bought  a purchase order to the supplier was issued
    """
    reached = goal.is_reached(totals)
    if state == State.OPEN:
        if reached:
            return State.REACHED
        return State.FAILED if is_over else State.OPEN
    if state == State.REACHED and not (reached or is_over or is_bought):
        return State.OPEN
    return state
