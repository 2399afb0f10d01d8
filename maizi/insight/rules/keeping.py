"""Who stayed, who left, and who is about to (H-30, C-4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median

from maizi.kernel.money import ratio

from ..terms import Doubt, Risk

ZERO, HALF = Decimal(0), Decimal("0.5")
CSI_DROP = 20
LEVELS = (Risk.LOW, Risk.WATCH, Risk.HIGH, Risk.HIGHEST)


@dataclass(frozen=True, slots=True)
class Leaving:
    """After how long a customer counts as lost: max(floor, k · median gap), or single (C-4)."""

    k: int = 3
    floor_days: int = 90
    single_days: int = 180


@dataclass(frozen=True, slots=True)
class Kept:
    """Two periods compared: the sets as counts, the rates, the sales that went."""

    before: int
    retained: int
    lost: int
    new: int
    reactivated: int
    before_yuan: Decimal = ZERO
    lost_yuan: Decimal = ZERO

    @property
    def retention(self) -> Decimal | None:
        """Still there ÷ there before; None when nobody was there."""
        return ratio(self.retained, self.before)

    @property
    def churn(self) -> Decimal | None:
        """Gone ÷ there before."""
        return ratio(self.lost, self.before)

    @property
    def value_churn(self) -> Decimal | None:
        """The gone ones' earlier sales ÷ all earlier sales."""
        return ratio(self.lost_yuan, self.before_yuan) if self.before_yuan > 0 else None


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of one customer's going.

    gap_days    its expected gap between purchases; None when unknown
    since_days  since its last purchase; below 0 for a day in the future
    """

    since_days: int
    gap_days: Decimal | None
    has_complaint: bool = False
    csi_drop: Decimal | None = None
    now_yuan: Decimal = ZERO
    before_yuan: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Judged:
    """How near to leaving, and why."""

    risk: Risk
    lateness: Decimal | None
    doubts: tuple[Doubt, ...] = field(default=())


def compare(before: Mapping[int, Decimal], now: Iterable[int], ever: Iterable[int] = ()) -> Kept:
    """Who of those active before is active now (H-30).

    before  customer -> its sales in the earlier period
    ever    customers that bought before the earlier period: back again, they are not new
    """
    start, end, old = set(before), set(now), set(ever)
    lost = start - end
    return Kept(
        before=len(start), retained=len(start & end), lost=len(lost),
        new=len(end - start - old), reactivated=len((end - start) & old),
        before_yuan=sum(before.values(), ZERO),
        lost_yuan=sum((before[one] for one in lost), ZERO),
    )  # fmt: skip


def cohorts(
    months: Mapping[int, Iterable[int]], last: int
) -> dict[int, tuple[int, list[Decimal | None]]]:
    """First month -> (how many, their share that bought again 0, 1, 2 … months later).

    months  customer -> its months with purchases as whole numbers (year · 12 + month)
    """
    starts: dict[int, list[set[int]]] = {}
    for bought in months.values():
        known = set(bought)
        starts.setdefault(min(known), []).append(known)
    return {
        first: (len(rows), [
            ratio(sum(month in row for row in rows), len(rows)) for month in range(first, last + 1)
        ])
        for first, rows in sorted(starts.items())
    }  # fmt: skip


def gaps(days: Sequence[date]) -> list[int]:
    """Days between purchases, of distinct days in their order."""
    ordered = sorted(set(days))
    return [(b - a).days for a, b in zip(ordered, ordered[1:], strict=False)]


def expected_gap(own: Sequence[int], leaving: Leaving) -> Decimal:
    """The median of one's own gaps; a third of what a single buyer is given when there are few."""
    if len(own) >= 2:
        return Decimal(str(median(own)))
    return Decimal(leaving.single_days) / leaving.k


def is_lost(since_days: int, own: Sequence[int], leaving: Leaving) -> bool:
    """Longer than max(floor, k · median own gap); than the single bound with fewer gaps (C-4)."""
    return since_days >= lost_after(own, leaving)


def lost_after(own: Sequence[int], leaving: Leaving) -> int:
    """How many days after its last purchase a customer counts as lost, the first time."""
    if len(own) < 2:
        return leaving.single_days + 1
    return int(max(leaving.floor_days, leaving.k * Decimal(str(median(own))))) + 1


def judge(signs: Signs) -> Judged:
    """1 expected gap late: watch; 2: high; an open complaint, a fallen satisfaction or halved
    purchases each raise it by one (H-30).
    """
    lateness = ratio(max(signs.since_days, 0), signs.gap_days) if signs.gap_days else None
    level, doubts = 0, []
    if lateness is not None and lateness >= 1:
        level = 2 if lateness >= 2 else 1
        doubts.append(Doubt.LONG_LATE if level == 2 else Doubt.LATE)
    for is_so, doubt in (
        (signs.has_complaint, Doubt.COMPLAINT),
        (signs.csi_drop is not None and signs.csi_drop >= CSI_DROP, Doubt.UNHAPPY),
        (signs.before_yuan > 0 and signs.now_yuan <= HALF * signs.before_yuan, Doubt.SHRINKING),
    ):
        if is_so:
            level += 1
            doubts.append(doubt)
    return Judged(LEVELS[min(level, len(LEVELS) - 1)], lateness, tuple(doubts))
