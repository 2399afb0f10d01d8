"""What a line comes to, and what part of it goes with a part of its pieces (0.3, I-2, I-4)."""

from decimal import Decimal
from typing import NamedTuple

from maizi.kernel.money import EXACT, line_amount, yuan

NOTHING = Decimal(0)


class Amounts(NamedTuple):
    """A gross amount and the tax inside it, in yuan."""

    amount_yuan: Decimal
    tax_yuan: Decimal


def tax_inside(gross_yuan: Decimal, rate: Decimal) -> Decimal:
    """Tax of an amount that includes it: gross·t/(1+t), half up to the cent (I-2, T-I2)."""
    return yuan(EXACT.divide(EXACT.multiply(gross_yuan, rate), 1 + rate))


UNTOUCHED = Amounts(NOTHING, NOTHING)


def line_amounts(pieces: Decimal, price_yuan: Decimal, rate: Decimal) -> Amounts:
    """One line: quantity × price including tax, rounded here (0.3, T-I2).

    rate  fraction: Decimal("0.13")
    """
    gross = line_amount(pieces, price_yuan)
    return Amounts(gross, tax_inside(gross, rate))


def share(
    whole: Amounts, pieces: Decimal, *, reached: Decimal, taken: Amounts = UNTOUCHED
) -> Amounts:
    """What goes with a line's next pieces, until `reached` of them, when `taken` went already.

    pieces  of the whole line, > 0; reached ≤ pieces
    Rounded on the running total, so that the parts of a line always add up to the line, in
    whatever portions it is invoiced, taken back and invoiced again (I-4, I-9).
    """
    parts = (_upto(one, pieces, reached) - gone for one, gone in zip(whole, taken, strict=True))
    return Amounts(*(max(part, NOTHING) for part in parts))


def total(lines) -> Amounts:
    """The sums of rounded lines (0.3)."""
    lines = list(lines)
    return Amounts(
        sum((line.amount_yuan for line in lines), NOTHING),
        sum((line.tax_yuan for line in lines), NOTHING),
    )


def _upto(whole: Decimal, pieces: Decimal, reached: Decimal) -> Decimal:
    return yuan(EXACT.divide(EXACT.multiply(whole, reached), pieces))
