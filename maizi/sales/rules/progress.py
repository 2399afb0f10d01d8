"""Where an order stands, from how much of its lines was delivered and invoiced (I-4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..terms import Invoicing, OrderState

CLOSED = (OrderState.CANCELLED, OrderState.CLOSED_SHORT)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of one line there is, left the house, came back, is invoiced; in base units."""

    quantity: Decimal
    delivered: Decimal = NOTHING
    returned: Decimal = NOTHING
    invoiced: Decimal = NOTHING


def delivery_state(state: OrderState, lines: Iterable[Counted]) -> OrderState:
    """The state of a confirmed order after a delivery: partly, wholly, and completed (I-4).

    Completed once all that stays with the customer is delivered and invoiced. What is closed
    stays closed.
    """
    lines = list(lines)
    if state in CLOSED or not lines:
        return state
    if all(line.delivered == NOTHING for line in lines):
        return OrderState.CONFIRMED
    if any(line.delivered < line.quantity for line in lines):
        return OrderState.PARTLY_DELIVERED
    is_invoiced = all(line.invoiced >= line.delivered - line.returned for line in lines)
    return OrderState.COMPLETED if is_invoiced else OrderState.DELIVERED


def invoicing(state: OrderState, lines: Iterable[Counted]) -> Invoicing:
    """How far an order is invoiced; of one closed short only what was delivered counts (I-4)."""
    lines = list(lines)
    if all(line.invoiced == NOTHING for line in lines):
        return Invoicing.NONE
    due = [
        line.delivered - line.returned if state in CLOSED else line.quantity - line.returned
        for line in lines
    ]
    is_full = all(line.invoiced >= left for line, left in zip(lines, due, strict=True))
    return Invoicing.FULLY if is_full else Invoicing.PARTLY


def invoiceable(line: Counted, *, is_ahead: bool) -> Decimal:
    """How much of a line may be invoiced now (I-9): what left and stayed out, or all of it.

    is_ahead  the company also invoices what is not delivered yet
    """
    most = line.quantity - line.returned if is_ahead else line.delivered - line.returned
    return max(most - line.invoiced, NOTHING)


def is_fulfilled(state: OrderState, lines: Iterable[Counted]) -> bool:
    """A completed order as the lifecycle counts it: all delivered or closed short, something
    delivered at all (I-4)."""
    lines = list(lines)
    has_left = any(line.delivered > NOTHING for line in lines)
    is_over = state == OrderState.CLOSED_SHORT or all(
        line.delivered == line.quantity for line in lines
    )
    return bool(lines) and has_left and is_over
