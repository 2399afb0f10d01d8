"""Who brings the profit: whale curve, Gini, concentration, Pareto, profit matrix (H-20, H-21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal

from maizi.kernel.money import ratio

from ..terms import Profitability

ZERO, EPSILON = Decimal(0), Decimal("0.005")
TOP = Decimal("0.2")
FLAGGED_FROM = Decimal("1.2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whale:
    """Profits in falling order, cumulated.

    sums_cents  the first one's profit, that of the first two, …; a column of whole cents
    top_count   how many are the first fifth
    peak_ranks  where the most that is reached stands
    """

    sums_cents: Sequence = field(compare=False)
    top_count: int
    peak_cents: int
    peak_ranks: tuple[int, ...]
    losing: int
    lost_cents: int

    @property
    def total_yuan(self) -> Decimal:
        return _yuan(self.sums_cents[-1])

    @property
    def lost_yuan(self) -> Decimal:
        return _yuan(self.lost_cents)

    def share(self, rank: int) -> Decimal | None:
        """What the first ones bring together; None when the total is not positive."""
        return self._share(self.sums_cents[rank - 1])

    @property
    def top_share(self) -> Decimal | None:
        """What the first fifth brings; over 1 when the others eat some of it."""
        return self.share(self.top_count)

    @property
    def peak_share(self) -> Decimal | None:
        """The most that is reached."""
        return self._share(self.peak_cents)

    @property
    def is_flagged(self) -> bool:
        """The first fifth brings more than 120 % (S001)."""
        return self.top_share is not None and self.top_share > FLAGGED_FROM

    def _share(self, cents) -> Decimal | None:
        total = int(self.sums_cents[-1])
        return ratio(int(cents), total) if total > 0 else None


def top_of(count: int) -> int:
    """How many are the first fifth of so many, at least one."""
    return max(1, int((TOP * count).to_integral_value(ROUND_CEILING)))


def gini(amounts: Sequence[Decimal]) -> Decimal | None:
    """How unequal a set without negatives is, 0–1; None for nobody, negatives or a zero sum."""
    total, count = sum(amounts, ZERO), len(amounts)
    if not count or total <= 0 or min(amounts) < 0:
        return None
    weighted = sum(rank * one for rank, one in enumerate(sorted(amounts), 1))
    return Decimal(2 * weighted) / (count * total) - Decimal(count + 1) / count


def hhi(amounts: Sequence[Decimal]) -> Decimal | None:
    """Herfindahl-Hirschman: the sum of squared shares of the positive ones; None without any."""
    positive = [one for one in amounts if one > 0]
    total = sum(positive, ZERO)
    return sum(one * one for one in positive) / total**2 if total else None


def cumulative(amounts: Sequence[Decimal]) -> list[Decimal | None]:
    """Shares of the sum of positives, cumulated in falling order (H-34); None without any."""
    ordered = sorted(amounts, reverse=True)
    total = sum((one for one in ordered if one > 0), ZERO)
    return [ratio(one, total) for one in _running(ordered)]


def reached(amounts: Sequence[Decimal], share: Decimal) -> int | None:
    """How many of the largest it takes to reach a share; None when there is nothing to share."""
    places = cumulative(amounts)
    found = (n for n, one in enumerate(places, 1) if one is not None and one >= share)
    return next(found, None)


def sign(amount: Decimal | None, epsilon: Decimal = EPSILON) -> str:
    """What stands in a cell of the matrix: +, − or nothing."""
    if amount is None or abs(amount) <= epsilon:
        return ""
    return "+" if amount > 0 else "−"


def label(cells: Sequence[Decimal], epsilon: Decimal = EPSILON) -> Profitability:
    """What a row or column is called: by its total, its pluses and its minuses (H-21, Q-5)."""
    signs = [sign(one, epsilon) for one in cells]
    return called(sum(cells, ZERO), signs.count("+"), signs.count("−"), epsilon=epsilon)


def called(
    total: Decimal, pluses: int, minuses: int, *, epsilon: Decimal = EPSILON
) -> Profitability:
    """The same by its total and its counted signs."""
    if total > epsilon:
        is_clean = not minuses and pluses >= 2
        return Profitability.HIGH if is_clean else Profitability.PROFIT
    return Profitability.NOTHING if total >= -epsilon else Profitability.LOSS


def labels(
    cells: Mapping[tuple, Decimal], place: int, epsilon: Decimal = EPSILON
) -> dict[object, tuple[Decimal, Profitability]]:
    """(customer, product) -> profit, labelled by customers (place 0) or by products (place 1)."""
    lines: dict[object, list[Decimal]] = {}
    for key, amount in cells.items():
        lines.setdefault(key[place], []).append(amount)
    return {key: (sum(line, ZERO), label(line, epsilon)) for key, line in lines.items()}


def _yuan(cents) -> Decimal:
    return Decimal(int(cents)).scaleb(-2)


def _running(amounts: Sequence[Decimal]):
    total = ZERO
    for one in amounts:
        total += one
        yield total
