"""Money, quantities and ratios (0.3): decimals only, rounded half up."""

from decimal import ROUND_HALF_UP, Decimal


def _decimal(value: Decimal | int | str) -> Decimal:
    if isinstance(value, float):
        raise TypeError("money is never a float")
    return Decimal(value)


def yuan(value: Decimal | int | str) -> Decimal:
    """An amount in yuan with 2 places."""
    return _decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def show_yuan(value: Decimal | int | str) -> str:
    """An amount as 1,234.50."""
    return f"{yuan(value):,.2f}"
