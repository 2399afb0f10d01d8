"""Ratios of financial statements, and how many periods they are followed (D-2, L-6)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.money import ratio

from ..terms import Ratio
from .days import months_from

DAYS_OF_YEAR, MONTHS_OF_YEAR = 365, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One statement, in yuan; None where it says nothing.

    months  how long the period is that revenue, cost, profit and cash flow tell of
    """

    period_end: date
    months: int = 12
    current_assets: Decimal | None = None
    inventory: Decimal | None = None
    receivables: Decimal | None = None
    total_assets: Decimal | None = None
    current_liabilities: Decimal | None = None
    total_liabilities: Decimal | None = None
    revenue: Decimal | None = None
    cost: Decimal | None = None
    net_profit: Decimal | None = None
    operating_cash: Decimal | None = None


def ratios(told: Figures) -> dict[Ratio, Decimal | None]:
    """Every ratio of a statement; None where a figure is missing or the divisor is 0 (0.3).

    Flows of a part of a year are stretched to a year before they are set against balances.
    """
    year = Decimal(MONTHS_OF_YEAR) / told.months
    quick = _less(told.current_assets, told.inventory)
    equity = _less(told.total_assets, told.total_liabilities)
    return {
        Ratio.CURRENT: _over(told.current_assets, told.current_liabilities),
        Ratio.QUICK: _over(quick, told.current_liabilities),
        Ratio.CASH_COVER: _over(_times(told.operating_cash, year), told.current_liabilities),
        Ratio.DEBT: _over(told.total_liabilities, told.total_assets),
        Ratio.EQUITY: _over(equity, told.total_assets),
        Ratio.GROSS_MARGIN: _over(_less(told.revenue, told.cost), told.revenue),
        Ratio.NET_MARGIN: _over(told.net_profit, told.revenue),
        Ratio.RECEIVABLE_DAYS: _days(told.receivables, _times(told.revenue, year)),
        Ratio.STOCK_DAYS: _days(told.inventory, _times(told.cost, year)),
    }


def is_stale(period_end: date, today: date, *, months: int) -> bool:
    """Whether a statement is too old to rate by (D-12: older than 15 months)."""
    return months_from(period_end, months) < today


def last_quarter_end(today: date, *, grace_days: int) -> date:
    """The end of the latest quarter whose statement can be asked for: it is over so long (D-12)."""
    reached = date.fromordinal(today.toordinal() - grace_days)
    month = (reached.month - 1) // 3 * 3
    year = reached.year if month else reached.year - 1
    last_month = month or 12
    day = 31 if last_month in (3, 12) else 30
    return date(year, last_month, day)


def _over(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    return None if above is None or below is None else ratio(above, below)


def _less(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    return None if whole is None or part is None else whole - part


def _times(amount: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if amount is None else amount * factor


def _days(balance: Decimal | None, year: Decimal | None) -> Decimal | None:
    found = _over(balance, year)
    return None if found is None else found * DAYS_OF_YEAR
