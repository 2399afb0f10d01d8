"""How much of what should be bought (I-5): reorder points, order backlog, and what others ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from maizi.kernel.money import quantity

from ..terms import DemandSort

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Position:
    """What there is of a product, in base units.

    reorder_point  None where nobody set one
    reorder_up_to  fill up to this; 0 for the point itself
    coming         approved and ordered, not yet received
    """

    product_id: int
    on_hand: Decimal = ZERO
    reserved: Decimal = ZERO
    coming: Decimal = ZERO
    reorder_point: Decimal | None = None
    reorder_up_to: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody needs so much of a product."""

    product_id: int
    sort: DemandSort
    quantity: Decimal
    needed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Want:
    """What should be bought of one product, and why."""

    product_id: int
    quantity: Decimal
    reasons: tuple[DemandSort, ...]
    needed_on: date | None = None


def wanted(position: Position, asks: Iterable[Ask]) -> Want | None:
    """What is missing after stock and what is coming; None when nothing is.

    Asks take what is there first, then the reorder point is filled up. Reservations of the stock
    stand for confirmed orders; a backlog ask is the part of them nothing is reserved for.
    """
    asks = list(asks)
    asked = sum((ask.quantity for ask in asks), ZERO)
    there = position.on_hand - position.reserved + position.coming
    short = max(ZERO, asked - there)
    after = there - asked
    reasons = list(dict.fromkeys(ask.sort for ask in asks)) if short else []
    point = position.reorder_point
    if point is not None and after < point:
        target = max(point, position.reorder_up_to)
        short = target - after
        reasons.append(DemandSort.REORDER)
    if short <= 0:
        return None
    days = [ask.needed_on for ask in asks if ask.needed_on]
    return Want(position.product_id, short, tuple(reasons), min(days, default=None))


def rounded_up(wanted_quantity: Decimal, *, least: Decimal, pack: Decimal) -> Decimal:
    """The quantity a supplier sells: at least his minimum, in whole packs.

    least, pack  0 where he sets none
    """
    found = max(wanted_quantity, least)
    if pack > 0:
        found = (found / pack).to_integral_value(ROUND_CEILING) * pack
    return quantity(found)


def expected_day(today: date, lead_days: int, needed_on: date | None) -> date:
    """When it can be here: after the lead time, not before it is needed."""
    soonest = today + timedelta(lead_days)
    return max(soonest, needed_on) if needed_on else soonest
