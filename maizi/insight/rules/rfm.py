"""Recency, frequency, money: scores, segments, and another convention as an option (H-1)."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..terms import Segment

BINS, MIDDLE = 5, 3
# High or not in recency, frequency, money.
SEGMENTS = {
    (True, True, True): Segment.VALUE, (False, True, True): Segment.KEEP,
    (True, False, True): Segment.GROW, (False, False, True): Segment.RESCUE,
    (True, True, False): Segment.PLAIN_VALUE, (False, True, False): Segment.PLAIN_KEEP,
    (True, False, False): Segment.PLAIN_GROW, (False, False, False): Segment.PLAIN_RESCUE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Buyer:
    """What one customer bought in the window.

    recency_days  from its last completed order to the day of the analysis, ≥ 0
    frequency     distinct days with completed orders, ≥ 1
    money_yuan    net sales; may be 0 or negative
    """

    id: int
    recency_days: int
    frequency: int
    money_yuan: Decimal


@dataclass(frozen=True, slots=True)
class Scored:
    """One customer with its scores 1–5 and its segment."""

    buyer: Buyer
    recency: int
    frequency: int
    money: int
    segment: Segment

    @property
    def cell(self) -> str:
        """The three scores as people write them: 555."""
        return f"{self.recency}{self.frequency}{self.money}"


def scores(values: Sequence) -> list[int]:
    """1 + floor(5 · worse ÷ n): equal values get equal scores; all equal get the middle (H-1).

    values  the larger, the better
    """
    count = len(values)
    counted = sorted(Counter(values).items())
    if len(counted) == 1:
        return [MIDDLE] * count
    score, worse = {}, 0
    for value, times in counted:
        score[value] = 1 + BINS * worse // count
        worse += times
    return [score[value] for value in values]


def quantile_scores(values: Sequence) -> list[int]:
    """The convention of the R package `rfm`, an option and not the default: a value is one bin
    higher for each quintile bound (type 7) that it exceeds by 1 or more.

    values  whole numbers of days, times or currency, the smaller the lower
    """
    bounds = quantile_bounds(sorted(values))
    return [1 + bisect_right(bounds, value) for value in values]


def quantile_bounds(ordered: Sequence) -> list[float]:
    """From where on a value is a bin higher; of values in their order."""
    return [_quantile(ordered, step / BINS) + 1 for step in range(1, BINS)]


def score_buyers(
    buyers: Iterable[Buyer], *, by_quantiles: bool = False, fixed: int | None = None
) -> list[Scored]:
    """Everybody's scores and segment; nobody for nobody.

    fixed  a dimension is high from this score on; otherwise above the mean of all (the default)
    """
    rows = list(buyers)
    if not rows:
        return []
    days = [row.recency_days for row in rows]
    score = quantile_scores if by_quantiles else scores
    recent = [BINS + 1 - one for one in score(days)] if by_quantiles else scores([-d for d in days])
    marks = list(zip(
        recent, score([row.frequency for row in rows]), score([row.money_yuan for row in rows]),
        strict=True,
    ))  # fmt: skip
    sums, count = [sum(one) for one in zip(*marks, strict=True)], len(rows)
    return [
        Scored(row, *mark, SEGMENTS[_is_high(mark, sums, count, fixed)])
        for row, mark in zip(rows, marks, strict=True)
    ]


def means(rows: Sequence[Scored]) -> tuple[Decimal, ...] | None:
    """The mean scores in recency, frequency and money; None without rows."""
    if not rows:
        return None
    sums = (sum(r.recency for r in rows), sum(r.frequency for r in rows),
            sum(r.money for r in rows))  # fmt: skip
    return tuple(Decimal(one) / len(rows) for one in sums)


def _is_high(mark, sums, count: int, fixed: int | None) -> tuple[bool, ...]:
    if fixed is not None:
        return tuple(score >= fixed for score in mark)
    return tuple(score * count > total for score, total in zip(mark, sums, strict=True))


def _quantile(ordered: Sequence, part: float):
    place = (len(ordered) - 1) * part
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below]) + (place - below) * float(ordered[above] - ordered[below])
