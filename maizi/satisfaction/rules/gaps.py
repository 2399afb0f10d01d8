"""What was expected and what was felt: gap types and their matrix (G-6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..terms import GapType

HIGH = 4  # of five


@dataclass(frozen=True, slots=True)
class Pair:
    """How many gave one expectation (1–5) with one perception (1–5)."""

    expected: int
    felt: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of expectation high/low × perception high/low, and of the five types."""

    high_high: int
    high_low: int
    low_high: int
    low_low: int
    types: Mapping[GapType, int]
    mean_expected: float | None
    mean_felt: float | None

    @property
    def n(self) -> int:
        """How many pairs there are."""
        return self.high_high + self.high_low + self.low_high + self.low_low


def type_of(gap: float) -> GapType:
    """g = perception − expectation: ≤−2, below 0, 0, below 2, from 2 on (G-6)."""
    if gap <= -2:
        return GapType.VERY_BAD
    if gap < 0:
        return GapType.BAD
    if gap == 0:
        return GapType.MET
    return GapType.HIGH if gap < 2 else GapType.DELIGHT


def matrix_of(pairs: Iterable[Pair]) -> Matrix:
    """The matrix of one item or of several; high is 4 or 5 of five."""
    pairs = [one for one in pairs if one.count]
    types = dict.fromkeys(GapType, 0)
    cells = dict.fromkeys([(True, True), (True, False), (False, True), (False, False)], 0)
    expected = felt = 0
    for one in pairs:
        types[type_of(one.felt - one.expected)] += one.count
        cells[one.expected >= HIGH, one.felt >= HIGH] += one.count
        expected += one.expected * one.count
        felt += one.felt * one.count
    n = sum(cells.values())
    return Matrix(
        cells[True, True], cells[True, False], cells[False, True], cells[False, False], types,
        expected / n if n else None, felt / n if n else None,
    )  # fmt: skip
