"""What the customer feels of missing parts: how often, how long (F-60)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mended:
    """One repair: whether parts went in, and the spans it waited for them."""

    used_parts: bool
    waits: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def waited_days(self) -> float:
        """All its waiting together, in days."""
        return sum((until - since).total_seconds() for since, until in self.waits) / 86400


@dataclass(frozen=True, slots=True)
class Waiting:
    """Measures over many repairs.

    fill_rate      of those that needed parts, how many had them at once; None without any
    delayed_share  of all repairs, how many waited for parts; None without any
    median, p90    days of those that waited
    """

    repairs: int
    needing: int
    delayed: int
    fill_rate: float | None
    delayed_share: float | None
    median_days: float | None
    p90_days: float | None


def waiting_of(repairs: Iterable[Mended]) -> Waiting:
    """Fill rate, share delayed, and how long the delayed waited."""
    rows = list(repairs)
    days = sorted(one.waited_days for one in rows if one.waits)
    needing = sum(1 for one in rows if one.used_parts or one.waits)
    return Waiting(
        len(rows), needing, len(days),
        fill_rate=(needing - len(days)) / needing if needing else None,
        delayed_share=len(days) / len(rows) if rows else None,
        median_days=quantile(days, 0.5), p90_days=quantile(days, 0.9),
    )  # fmt: skip


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """The value below which a share of them lies, between neighbours by proportion."""
    if not ordered:
        return None
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
