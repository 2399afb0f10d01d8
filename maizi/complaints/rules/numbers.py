"""Counting complaints: Pareto, rates, median, effect of an improvement (E-9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.money import ratio

from ..terms import EffectVerdict

VITAL = Decimal("0.80")
CLEAR = Decimal("0.10")  # a change smaller than this is none


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a Pareto chart.

    share       of all, 0–1
    cumulative  with all bars before it, 0–1
    is_vital    among the few that make up 80 %
    """

    key: object
    count: int
    share: Decimal
    cumulative: Decimal
    is_vital: bool


def pareto(counts: Mapping[object, int]) -> list[Bar]:
    """Bars by count falling, ties in the order given; empty ones are left out.

    A bar is vital as long as the bars before it do not reach 80 % yet.
    """
    found = sorted((pair for pair in counts.items() if pair[1] > 0), key=lambda pair: -pair[1])
    total, so_far, bars = sum(count for _, count in found), 0, []
    for key, count in found:
        is_vital = ratio(so_far, total) < VITAL
        so_far += count
        bars.append(Bar(key, count, ratio(count, total), ratio(so_far, total), is_vital))
    return bars


def median(values: Sequence[Decimal]) -> Decimal | None:
    """The middle of the values, of an even number the mean of both; None without any."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    if len(values) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def percentile(values: Sequence[Decimal], percent: int) -> Decimal | None:
    """The smallest value that at least so many percent do not exceed (nearest rank)."""
    if not values:
        return None
    rank = -(-len(values) * percent // 100)
    return sorted(values)[max(rank, 1) - 1]


def per_thousand(count: int, sold: int | None) -> Decimal | None:
    """Complaints per thousand orders or units; None where that is unknown or none."""
    return None if not sold else 1000 * ratio(count, sold)


def change_of(now: int, before: int) -> Decimal | None:
    """By which share a count rose (positive) or fell; None when there was nothing before."""
    return ratio(now - before, before)


def effect_of(
    before: int, after: int, *, sold_before: int | None = None, sold_after: int | None = None
) -> EffectVerdict:
    """What an improvement brought: by rates where both bases are known, else by counts.

    Unknown while there was nothing before.
    """
    old: Decimal | None = Decimal(before)
    new: Decimal | None = Decimal(after)
    if sold_before and sold_after:
        old, new = per_thousand(before, sold_before), per_thousand(after, sold_after)
    if not old:
        return EffectVerdict.UNKNOWN
    moved = (new - old) / old
    if abs(moved) < CLEAR:
        return EffectVerdict.SAME
    return EffectVerdict.BETTER if moved < 0 else EffectVerdict.WORSE
