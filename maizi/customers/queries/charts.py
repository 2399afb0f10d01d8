"""Small pictures from numbers: what a template needs to draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, EDGE = 320, 64, 4


@dataclass(frozen=True)
class Line:
    """A line over days: points of a polyline, first and last value."""

    points: str
    first: tuple[date, float]
    last: tuple[date, float]
    width: int = WIDTH
    height: int = HEIGHT


def line_of(values: Sequence[tuple[date, float]]) -> Line | None:
    """The line through (day, 0–1); None with fewer than two days."""
    if len(values) < 2:
        return None
    low, high = min(v for _, v in values), max(v for _, v in values)
    span, start = (high - low) or 1, values[0][0]
    days = (values[-1][0] - start).days or 1
    points = " ".join(
        f"{EDGE + (day - start).days / days * (WIDTH - 2 * EDGE):.1f},"
        f"{HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE):.1f}"
        for day, value in values
    )
    return Line(points, values[0], values[-1])
