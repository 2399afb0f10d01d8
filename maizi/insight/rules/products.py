"""What products bring: margin, turnover, cross ratio, contribution (H-10 … H-14, H-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.money import ratio

ZERO, TWO = Decimal(0), Decimal(2)


@dataclass(frozen=True, slots=True)
class Turnover:
    """What one product did in the window.

    sales_yuan, cost_yuan  net sales without tax, and what the goods cost
    stock_yuan             average inventory at cost; 0 where none was kept
    """

    id: int
    sales_yuan: Decimal
    cost_yuan: Decimal
    stock_yuan: Decimal = ZERO

    @property
    def profit_yuan(self) -> Decimal:
        """Net sales less cost."""
        return self.sales_yuan - self.cost_yuan


@dataclass(frozen=True, slots=True)
class Measured:
    """The ratios of one product; None where a ratio has no meaning."""

    turnover: Turnover
    margin: Decimal | None
    turns: Decimal | None
    turns_by_cost: Decimal | None
    cross: Decimal | None
    share: Decimal | None
    contribution: Decimal | None
    profit_share: Decimal | None

    def days(self, window_days: int) -> Decimal | None:
        """How long the stock lasts: the window by the turnover."""
        return ratio(window_days, self.turns) if self.turns and self.turns > 0 else None


def margin_rate(sales: Decimal, cost: Decimal) -> Decimal | None:
    """(net sales − cost) ÷ net sales; None when nothing was sold (H-10)."""
    return ratio(sales - cost, sales) if sales > 0 else None


def average_inventory(months: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Opening and closing of each month, halved, averaged over the months (H-11)."""
    if not months:
        return None
    return sum(((first + last) / TWO for first, last in months), ZERO) / len(months)


def measure(rows: Sequence[Turnover]) -> list[Measured]:
    """Every product's ratios; shares are of the sum of positive sales (H-34)."""
    sold = sum((row.sales_yuan for row in rows if row.sales_yuan > 0), ZERO)
    profit = sum((row.profit_yuan for row in rows), ZERO)
    return [_measured(row, sold, profit) for row in rows]


def _measured(row: Turnover, sold: Decimal, profit: Decimal) -> Measured:
    margin = margin_rate(row.sales_yuan, row.cost_yuan)
    turns = ratio(row.sales_yuan, row.stock_yuan) if row.stock_yuan > 0 else None
    share = ratio(row.sales_yuan, sold)
    return Measured(
        row, margin, turns,
        turns_by_cost=ratio(row.cost_yuan, row.stock_yuan) if row.stock_yuan > 0 else None,
        cross=None if margin is None or turns is None else margin * turns,
        share=share,
        contribution=None if margin is None or share is None else margin * share,
        profit_share=ratio(row.profit_yuan, profit) if profit > 0 else None,
    )  # fmt: skip
