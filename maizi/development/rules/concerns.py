"""The three development concerns with their numbers (B-2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from maizi.kernel.money import EXACT, ratio, yuan

VITAL = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Gap:
    """How much the existing customers leave open, and how many new ones fill it.

    new_customers  None when nobody knows what a new customer brings
    """

    retained_yuan: Decimal
    gap_yuan: Decimal
    new_customers: int | None


def replacement_gap(
    *, target_yuan: Decimal, last_yuan: Decimal, churn_rate: Decimal, growth_yuan: Decimal,
    new_yuan: Decimal | None,
) -> Gap:  # fmt: skip
    """gap = target − (last × (1 − churn) + growth); needed = ceil(gap ÷ average new), not below 0.

    churn_rate  share of the value lost, 0–1
    new_yuan    average first-period sales of a new customer; None or 0: the gap alone (B-2, T-B1)
    """
    retained = yuan(EXACT.multiply(last_yuan, 1 - churn_rate))
    gap = yuan(target_yuan - (retained + growth_yuan))
    if not new_yuan:
        return Gap(retained, gap, None)
    needed = EXACT.divide(gap, new_yuan).to_integral_value(rounding=ROUND_CEILING)
    return Gap(retained, gap, max(0, int(needed)))


def vital_few(lines: Iterable[tuple[int, Decimal]]) -> list[tuple[int, Decimal, Decimal]]:
    """The customers that bring 80 % of the sales, largest first: (id, amount, share so far).

    Ties keep the smaller id first. Nothing when there are no sales.
    """
    ranked = sorted(((a, i) for i, a in lines if a > 0), key=lambda line: (-line[0], line[1]))
    total, so_far, found = sum((a for a, _ in ranked), Decimal(0)), Decimal(0), []
    for amount, id_ in ranked:
        if total and so_far >= total * VITAL:
            break
        so_far += amount
        found.append((id_, amount, ratio(so_far, total)))
    return found
