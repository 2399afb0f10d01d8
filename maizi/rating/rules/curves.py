"""How well a score told those who paid from those who did not (D-2): pure counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.money import ratio


@dataclass(frozen=True, slots=True)
class Case:
    """One that was scored, and what became of it."""

    score: Decimal
    is_bad: bool
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """One grade: how many had it, how many of them did not pay."""

    grade: str
    count: int
    bad: int

    @property
    def rate(self) -> Decimal | None:
        """Share of those who did not pay."""
        return ratio(self.bad, self.count)


@dataclass(frozen=True, slots=True)
class Confusion:
    """Who was called bad, against who was."""

    bad_refused: int
    bad_passed: int
    good_refused: int
    good_passed: int

    @property
    def caught(self) -> Decimal | None:
        """Share of the bad that were refused."""
        return ratio(self.bad_refused, self.bad_refused + self.bad_passed)

    @property
    def turned_away(self) -> Decimal | None:
        """Share of the good that were refused."""
        return ratio(self.good_refused, self.good_refused + self.good_passed)


@dataclass(frozen=True, slots=True)
class Point:
    """Of all bad and of all good, the shares with a score up to here."""

    score: Decimal
    bad_share: Decimal
    good_share: Decimal


def curve(cases: Sequence[Case]) -> list[Point]:
    """The shares by rising score; equal scores are one point. Empty without both kinds."""
    bad, good = Counter(), Counter()
    for one in cases:
        (bad if one.is_bad else good)[one.score] += 1
    all_bad, all_good = bad.total(), good.total()
    if not all_bad or not all_good:
        return []
    points, seen_bad, seen_good = [], 0, 0
    for score in sorted(bad.keys() | good.keys()):
        seen_bad, seen_good = seen_bad + bad[score], seen_good + good[score]
        points.append(Point(score, Decimal(seen_bad) / all_bad, Decimal(seen_good) / all_good))
    return points


def area(points: Sequence[Point]) -> Decimal | None:
    """AUC: the chance that somebody who paid has the higher score; ties count half."""
    if not points:
        return None
    whole, bad, good = Decimal(0), Decimal(0), Decimal(0)
    for point in points:
        whole += (point.good_share - good) * (bad + point.bad_share) / 2
        bad, good = point.bad_share, point.good_share
    return whole


def widest(points: Sequence[Point]) -> tuple[Decimal, Decimal] | None:
    """Kolmogorov–Smirnov: the widest gap between both shares, and the score where it is."""
    if not points:
        return None
    best = max(points, key=lambda one: one.bad_share - one.good_share)
    return best.bad_share - best.good_share, best.score


def bands(cases: Iterable[Case], grades: Sequence[str]) -> list[Band]:
    """Every grade in order, with its rate of those who did not pay."""
    counts, bad = Counter(), Counter()
    for one in cases:
        counts[one.grade] += 1
        bad[one.grade] += one.is_bad
    return [Band(grade, counts[grade], bad[grade]) for grade in grades]


def confusion(cases: Iterable[Case], refused: Sequence[str]) -> Confusion:
    """Who would have been refused, and who did not pay."""
    told = Counter((one.is_bad, one.grade in refused) for one in cases)
    return Confusion(told[True, True], told[True, False], told[False, True], told[False, False])


def migration(courses: Iterable[Sequence[str]], grades: Sequence[str]) -> list[list[int]]:
    """From which grade (line) to which (column) customers went, evaluation by evaluation."""
    moves = Counter(pair for one in courses for pair in zip(one, one[1:], strict=False))
    return [[moves[before, after] for after in grades] for before in grades]
