"""Tax inside a price, and one price over many lines (I-2)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from maizi.kernel.errors import Refused
from maizi.kernel.money import EXACT, yuan
from maizi.kernel.texts import N_


class Split(NamedTuple):
    """A gross amount in its two parts, in yuan."""

    net: Decimal
    tax: Decimal


def split_tax(gross_yuan: Decimal, rate: Decimal) -> Split:
    """Net and tax of an amount that includes tax: tax = gross·t/(1+t), half up to the cent.

    gross_yuan  negative for returns
    rate        fraction: Decimal("0.13"), ≥ 0
    Source      docs/rules/catalog.md#含税与不含税 (I-2, T-I2)
    """
    tax = yuan(EXACT.divide(EXACT.multiply(gross_yuan, rate), 1 + rate))
    return Split(gross_yuan - tax, tax)


def allocate(price_yuan: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """One price over lines in proportion to list price × quantity; the last takes the rest.

    price_yuan  to the cent, ≥ 0
    weights     list price × quantity of each line, ≥ 0; all zero counts as all equal
    Source      docs/rules/catalog.md#组合价的分摊 (I-2, T-I1). No line gets more than is left,
                so that many small shares rounded up never make the last one negative.
    """
    if not weights:
        raise Refused(N_("没有可以分摊的行。请先选择组合里的商品。"))
    if price_yuan < 0 or any(weight < 0 for weight in weights):
        raise Refused(N_("组合价和各行金额都不能是负数。"))
    total = sum(weights, Decimal(0))
    shares = list(weights) if total else [Decimal(1)] * len(weights)
    total = total or Decimal(len(weights))
    left, found = price_yuan, []
    for share in shares[:-1]:
        part = min(left, yuan(EXACT.divide(EXACT.multiply(price_yuan, share), total)))
        found.append(part)
        left -= part
    return [*found, left]
