"""Units of measure and what one is worth in another (I-1)."""

from collections.abc import Mapping
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import EXACT, PIECE
from maizi.kernel.texts import N_

LARGEST = Decimal(10_000_000)


def conversion(pieces: Decimal, worth: Decimal, *, unit: str, own: str) -> Decimal:
    """How many base units one unit is worth: 1 箱 = 12 个 gives 12, exact to 4 places.

    pieces, worth  the two sides of the equation, > 0
    Raises Refused when it does not come out even: rounding would lose stock.
    Source               docs/rules/catalog.md#单位换算 (I-1)
    """
    if pieces <= 0 or worth <= 0:
        raise Refused(N_("换算两边的数量都要大于 0。"), field="worth")
    factor = EXACT.divide(worth, pieces)
    if factor >= LARGEST:
        raise Refused(N_("换算的倍数不能超过一千万，请核对。"), field="worth")
    if factor != factor.quantize(PIECE, context=EXACT):
        raise Refused(
            N_("1 {unit}合 {shown}… {own}，四位小数以内除不尽，库存会越算越差。"
               "请把更小的单位作为基本单位，再按整数倍换算。"),
            unit=unit, own=own, shown=str(factor.quantize(PIECE, context=EXACT)),
            field="worth",
        )  # fmt: skip
    return factor.quantize(PIECE, context=EXACT)


def in_own_unit(quantity: Decimal, factor: Decimal, *, unit: str) -> Decimal:
    """A quantity in base units: 2.5 箱 of 12 are 30. Raises Refused beyond 4 places (0.3, I-1)."""
    exact = EXACT.multiply(quantity, factor)
    if exact != exact.quantize(PIECE, context=EXACT):
        raise Refused(
            N_("{quantity} {unit}换算成基本单位后超过四位小数。请改用基本单位填写。"),
            quantity=str(quantity), unit=unit, field="quantity",
        )  # fmt: skip
    return exact.quantize(PIECE, context=EXACT)


def in_units(quantity: Decimal, units: Mapping[str, Decimal]) -> list[tuple[Decimal, str]]:
    """A quantity of base units as people say it: 29 of 1 箱 = 12 个 are 2 箱 5 个 (I-1).

    units  name -> base units in one; the base unit itself is 1, smaller ones are left out
    """
    left, said = quantity, []
    whole_units = {name: factor for name, factor in units.items() if factor >= 1}
    for name, factor in sorted(whole_units.items(), key=lambda pair: (-pair[1], pair[0])):
        whole = left if factor == 1 else left // factor
        if whole:
            said.append((whole, name))
            left = EXACT.subtract(left, EXACT.multiply(whole, factor))
    return said
