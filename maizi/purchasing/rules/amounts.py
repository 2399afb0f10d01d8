"""Amounts of lines: gross, tax, and what enters the stock (0.3, I-2)."""

from decimal import Decimal

from maizi.kernel.money import line_amount, yuan


def tax_of(gross_yuan: Decimal, tax_rate: Decimal) -> Decimal:
    """The tax inside an amount, half up to the cent (T-I2: 1,130.00 at 13 % → 130.00)."""
    return yuan(gross_yuan * tax_rate / (1 + tax_rate))


def amounts_of(
    quantity: Decimal, price_yuan: Decimal, tax_rate: Decimal
) -> tuple[Decimal, Decimal]:
    """(amount with tax, tax inside it) of one line, each rounded here (0.3)."""
    gross = line_amount(quantity, price_yuan)
    return gross, tax_of(gross, tax_rate)


def stock_amount(gross_yuan: Decimal, tax_rate: Decimal, *, is_deductible: bool) -> Decimal:
    """What a line adds to the stock's value: without tax where the tax is deducted."""
    return gross_yuan - tax_of(gross_yuan, tax_rate) if is_deductible else gross_yuan
