"""What is paid back, and what is kept of it for use (F-35, F-3A, F-39)."""

from datetime import date
from decimal import Decimal

from maizi.kernel.money import yuan

HUNDRED, THOUSAND = Decimal(100), Decimal(1000)
MOST_CAR_PERCENT = Decimal("0.5")
FRAUD_TIMES, FRAUD_LEAST = 3, Decimal(500)


def used_days(start: date, returned_on: date, excluded: int) -> int:
    """Days of use that depreciation is taken for; never negative."""
    return max((returned_on - start).days - excluded, 0)


def depreciation(price_yuan: Decimal, rate_percent: Decimal, days: int) -> Decimal:
    """What is kept for so many days of use: price × rate × days, at most the price (T-F6 … 9).

    rate_percent  of the price, for each day: 0.1 is 0.1 %
    """
    return min(yuan(price_yuan * rate_percent / HUNDRED * days), yuan(price_yuan))


def car_use(price_yuan: Decimal, km: int, percent: Decimal) -> Decimal:
    """What the owner of a car pays for its use: price × km/1000 × n, n ≤ 0.5 % (T-F10)."""
    part = min(percent, MOST_CAR_PERCENT) / HUNDRED
    return min(yuan(price_yuan * Decimal(km) / THOUSAND * part), yuan(price_yuan))


def fraud_claim(price_yuan: Decimal) -> Decimal:
    """Three times the price on top of the refund, at least 500 yuan (F-39)."""
    return max(yuan(price_yuan * FRAUD_TIMES), FRAUD_LEAST)
