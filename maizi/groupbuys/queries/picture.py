"""The course of an activity as a picture: pieces over time, threshold, tiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ..models import GroupBuy, Turn
from ..terms import Threshold
from .standing import Standing

WIDE, HIGH, LEFT, TOP, FOOT = 640, 220, 8, 12, 196
MOST_TURNS = 2_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A horizontal line: a threshold or a tier."""

    y: float
    label: str
    is_goal: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A line of steps in a box of WIDE × HIGH, with its marks.

    points  "x,y x,y …"
    area    the same, closed down to the foot
    """

    points: str
    area: str
    marks: Sequence[Mark]
    last_x: float
    last_y: float
    starts_at: datetime
    ends_at: datetime


def picture_of(row: GroupBuy, standing: Standing, turns: Sequence[Turn]) -> Picture | None:
    """What came together from the opening to the deadline; None before anybody registered.

    Measured like the threshold. No query.
    """
    turns = list(turns)[-MOST_TURNS:]
    if not any(turn.participants for turn in turns):
        return None
    sort = Threshold(row.threshold_sort)
    values = [(turn.at, _value(turn, sort)) for turn in turns if turn.at >= row.opens_at]
    ends_at = max(row.closes_at, values[-1][0])
    top = max([row.threshold_value, *(value for _at, value in values)]) * Decimal("1.15")
    span = (ends_at - row.opens_at).total_seconds() or 1

    def across(at: datetime) -> float:
        return LEFT + (at - row.opens_at).total_seconds() / span * (WIDE - 2 * LEFT)

    def up(value: Decimal) -> float:
        return round(FOOT - float(value / top) * (FOOT - TOP), 1)

    line, y = [(float(LEFT), up(Decimal(0)))], up(Decimal(0))
    for at, value in values:
        x = round(across(at), 1)
        line += [(x, y), (x, up(value))]
        y = up(value)
    points = " ".join(f"{x},{y}" for x, y in line)
    x, y = line[-1]
    marks = [Mark(up(row.threshold_value), f"{row.threshold_value.normalize():f}", is_goal=True)]
    if sort == Threshold.QUANTITY:
        marks += [
            Mark(up(t.least), f"{t.least.normalize():f} → {t.price_yuan:.2f}")
            for t in standing.tiers[1:] if t.least <= top and t.least != row.threshold_value
        ]  # fmt: skip
    return Picture(points, f"{LEFT},{FOOT} {points} {x},{FOOT}", marks, x, y, row.opens_at, ends_at)


def _value(turn: Turn, sort: Threshold) -> Decimal:
    return {
        Threshold.QUANTITY: turn.total_quantity, Threshold.AMOUNT: turn.amount_yuan,
        Threshold.PARTICIPANTS: Decimal(turn.participants),
    }[sort]  # fmt: skip
