"""Who brings the profit: whale curve, Gini, concentration, Pareto, profit matrix (H-20, H-21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from maizi.kernel.money import ratio

from ..terms import Profitability

ZERO, EPSILON = Decimal(0), Decimal("0.005")
TOP = Decimal("0.2")
FLAGGED_FROM = Decimal("1.2")


@dataclass(frozen=True, slots=True)
class Whale:
    """Profits in falling order, cumulated.

    points      (share of customers, share of the profit or None when the total is not positive)
    top_share   what the first fifth brings; over 1 when the others eat some of it
    peak_share  the most that was reached; peak_ranks are the ranks where it stands
    """

    total_yuan: Decimal
    points: tuple[tuple[Decimal, Decimal | None], ...]
    top_count: int
    top_share: Decimal | None
    peak_share: Decimal | None
    peak_ranks: tuple[int, ...]
    losing: int
    lost_yuan: Decimal

    @property
    def is_flagged(self) -> bool:
        """The first fifth brings more than 120 % (S001)."""
        return self.top_share is not None and self.top_share > FLAGGED_FROM


def whale(profits: Sequence[Decimal]) -> Whale | None:
    """The whale curve of any number of customers; None for nobody."""
    if not profits:
        return None
    ordered = sorted(profits, reverse=True)
    count, total = len(ordered), sum(ordered, ZERO)
    sums = list(_running(ordered))
    top = max(1, int((TOP * count).to_integral_value(ROUND_CEILING)))
    peak, has_shares = max(sums), total > 0
    return Whale(
        total_yuan=total,
        points=tuple(
            (Decimal(rank) / count, ratio(amount, total) if has_shares else None)
            for rank, amount in enumerate(sums, 1)
        ),
        top_count=top,
        top_share=ratio(sums[top - 1], total) if has_shares else None,
        peak_share=ratio(peak, total) if has_shares else None,
        peak_ranks=tuple(rank for rank, amount in enumerate(sums, 1) if amount == peak),
        losing=sum(one < 0 for one in ordered),
        lost_yuan=-sum((one for one in ordered if one < 0), ZERO),
    )  # fmt: skip


def gini(amounts: Sequence[Decimal]) -> Decimal | None:
    """How unequal a set without negatives is, 0–1; None for nobody, negatives or a zero sum."""
    total, count = sum(amounts, ZERO), len(amounts)
    if not count or total <= 0 or min(amounts) < 0:
        return None
    weighted = sum(rank * one for rank, one in enumerate(sorted(amounts), 1))
    return 2 * weighted / (count * total) - Decimal(count + 1) / count


def hhi(amounts: Sequence[Decimal]) -> Decimal | None:
    """Herfindahl-Hirschman: the sum of squared shares of the positive ones; None without any."""
    positive = [one for one in amounts if one > 0]
    total = sum(positive, ZERO)
    return sum(((one / total) ** 2 for one in positive), ZERO) if total else None


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
    signs, total = [sign(one, epsilon) for one in cells], sum(cells, ZERO)
    if total > epsilon:
        is_clean = "−" not in signs and signs.count("+") >= 2
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


def _running(amounts: Sequence[Decimal]):
    total = ZERO
    for one in amounts:
        total += one
        yield total
