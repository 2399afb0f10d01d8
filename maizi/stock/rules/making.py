"""How the cost of what goes into a piece of work spreads over what comes out of it (I-6)."""

from collections.abc import Sequence
from decimal import Decimal

from maizi.kernel.money import EXACT

ZERO = Decimal(0)
SHARE = Decimal("0.0000000001")


def shares(weights: Sequence[Decimal]) -> list[tuple[Decimal, Decimal]]:
    """From where to where on the way from 0 to 1 each goes: by weight; no weights, evenly.

    Neighbours meet, so that amounts taken as the difference of two roundings lose no cent.
    Source  docs/rules/stock.md#组装与拆卸 (I-6)
    """
    total = sum(weights, ZERO)
    weights = list(weights) if total else [Decimal(1)] * len(weights)
    total, reached, found = total or Decimal(len(weights)), ZERO, []
    for number, weight in enumerate(weights, 1):
        start = found[-1][1] if found else ZERO
        reached += weight
        end = EXACT.divide(reached, total).quantize(SHARE, context=EXACT)
        found.append((start, Decimal(1) if number == len(weights) else end))
    return found
