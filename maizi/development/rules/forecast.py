"""What opportunities are worth together, and how many come through (B-4)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.money import EXACT, ratio, yuan

from ..terms import Step

# DEF of B-4: lead to negotiation, and won.
USUAL = {
    Step.LEAD: Decimal("0.05"), Step.QUALIFIED: Decimal("0.15"), Step.CONTACTED: Decimal("0.30"),
    Step.VISITED: Decimal("0.40"), Step.PROPOSAL: Decimal("0.50"),
    Step.NEGOTIATION: Decimal("0.70"),
}  # fmt: skip


def weighted_yuan(lines: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """Σ amount × probability, half up to the cent at the end (B-4)."""
    total = Decimal(0)
    for amount_yuan, probability in lines:
        total = EXACT.add(total, EXACT.multiply(amount_yuan, probability))
    return yuan(total)


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many of a cohort ever reached a step, and which part of them the next one."""

    step: Step
    reached: int
    went_on: int
    ratio: Decimal | None


def conversions(furthest: Iterable[int], steps: Sequence[Step], *, won: int) -> list[Conversion]:
    """Step by step: distinct that ever reached k+1 ÷ distinct that ever reached k (B-4).

    furthest  rank of the furthest step that each opportunity of the cohort ever reached
    steps     the steps of the pipeline, in order; who got beyond a step has passed it
    won       how many of them were won: the step after the last
    """
    counted = Counter(furthest)
    reached = [sum(n for rank, n in counted.items() if rank >= step.rank) for step in steps]
    following = [*reached[1:], won]
    return [
        Conversion(step, here, there, ratio(there, here))
        for step, here, there in zip(steps, reached, following, strict=True)
    ]


def by_month(months: Iterable[tuple[str, Decimal, Decimal]]) -> Mapping[str, tuple[Decimal, ...]]:
    """(month, amount, probability) summed: month -> (plain, weighted)."""
    found: dict[str, list[tuple[Decimal, Decimal]]] = {}
    for month, amount_yuan, probability in months:
        found.setdefault(month, []).append((amount_yuan, probability))
    return {
        month: (yuan(sum((a for a, _ in lines), Decimal(0))), weighted_yuan(lines))
        for month, lines in sorted(found.items())
    }
