"""How a purchase order moves, and how much of a line may still come (I-5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.money import quantity

from ..terms import OrderState

S = OrderState
MOVES: dict[OrderState, frozenset[OrderState]] = {
    S.DRAFT: frozenset({S.PENDING, S.APPROVED, S.CANCELLED}),
    S.PENDING: frozenset({S.APPROVED, S.DRAFT}),
    S.APPROVED: frozenset({S.ORDERED, S.DRAFT, S.CANCELLED}),
    S.ORDERED: frozenset({S.RECEIVED, S.CLOSED, S.CANCELLED}),
    S.RECEIVED: frozenset({S.CLOSED, S.ORDERED}),
    S.CLOSED: frozenset(),
    S.CANCELLED: frozenset(),
}
OPEN = frozenset({S.ORDERED})
COMING = frozenset({S.APPROVED, S.ORDERED})
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One order line as receiving sees it, all in base units.

    received  accepted into stock
    waiting   arrived and not yet inspected
    replaced  went back, and the supplier sends others
    """

    quantity: Decimal
    received: Decimal = ZERO
    waiting: Decimal = ZERO
    replaced: Decimal = ZERO

    @property
    def open(self) -> Decimal:
        """What has still to arrive, never below 0."""
        return max(ZERO, self.quantity + self.replaced - self.received - self.waiting)


def can_move(now: OrderState, to: OrderState) -> bool:
    """Whether an order may go from one state to another (I-5)."""
    return to in MOVES[now]


def most_arriving(line: LineFacts, over_ratio: Decimal) -> Decimal:
    """How much more may arrive on a line, with the tolerated excess of the whole line (I-5).

    over_ratio  fraction of the ordered quantity, ≥ 0
    """
    allowed = quantity(line.quantity * (1 + over_ratio))
    return max(ZERO, allowed + line.replaced - line.received - line.waiting)


def state_after_goods(now: OrderState, lines: Iterable[LineFacts]) -> OrderState:
    """ORDERED while something is open or waits for inspection, RECEIVED when all is in.

    Closed and cancelled orders stay what they are.
    """
    if now not in (S.ORDERED, S.RECEIVED):
        return now
    is_open = any(line.open > 0 or line.waiting > 0 for line in lines)
    return S.ORDERED if is_open else S.RECEIVED


def is_overdue(state: OrderState, expected_on: date | None, today: date) -> bool:
    """Whether ordered goods should have come before today."""
    return state in OPEN and expected_on is not None and expected_on < today
