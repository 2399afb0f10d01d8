"""How loyal a customer is (C-2)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ..terms import LoyaltyClass

REPEAT, SHARE, TENURE, REFERRAL, ATTITUDE = 35, 25, 15, 15, 10
FULL_ORDERS, FULL_YEARS, FULL_REFERRALS, BEST_NPS = 6, 5, 2, 10
UNKNOWN = Decimal("0.5")
BOUNDS = ((75, LoyaltyClass.HIGH), (60, LoyaltyClass.FAIR), (40, LoyaltyClass.MEDIUM))
YEAR_DAYS = Decimal("365.25")


@dataclass(frozen=True, slots=True)
class LoyaltyFacts:
    """What loyalty is measured by.

    orders     completed orders of the last twelve months
    share      our part of what the customer spends, 0–1; None when nobody knows it
    years      since the first order, ≥ 0
    referrals  customers it brought in the last 24 months who have bought
    nps        its last answer, 0–10; None when it was never asked
    """

    orders: int = 0
    share: Decimal | None = None
    years: Decimal = Decimal(0)
    referrals: int = 0
    nps: int | None = None


@dataclass(frozen=True, slots=True)
class LoyaltyParts:
    """The points of each part; together 0–100, to a hundredth."""

    repeat: Decimal
    share: Decimal
    tenure: Decimal
    referral: Decimal
    attitude: Decimal

    @property
    def score(self) -> Decimal:
        """The sum, half up to a hundredth."""
        total = self.repeat + self.share + self.tenure + self.referral + self.attitude
        return total.quantize(Decimal("0.01"), ROUND_HALF_UP)


def loyalty_parts(facts: LoyaltyFacts) -> LoyaltyParts:
    """L = 35·repeat + 25·share + 15·tenure + 15·referral + 10·attitude, each 0–1 (C-2, T-C1)."""
    share = UNKNOWN if facts.share is None else min(facts.share, Decimal(1))
    attitude = UNKNOWN if facts.nps is None else Decimal(facts.nps) / BEST_NPS
    return LoyaltyParts(
        repeat=REPEAT * _part(Decimal(facts.orders), FULL_ORDERS),
        share=SHARE * share,
        tenure=TENURE * _part(facts.years, FULL_YEARS),
        referral=REFERRAL * _part(Decimal(facts.referrals), FULL_REFERRALS),
        attitude=ATTITUDE * attitude,
    )


def loyalty_of(score: Decimal) -> LoyaltyClass:
    """高 from 75, 较高 from 60, 一般 from 40, 低 below (C-2)."""
    return next((found for least, found in BOUNDS if score >= least), LoyaltyClass.LOW)


def years_between(first: date | None, today: date) -> Decimal:
    """Years since the first order; whole ones on the day itself. 0 without one."""
    if first is None or first >= today:
        return Decimal(0)
    whole = today.year - first.year - ((today.month, today.day) < (first.month, first.day))
    if (today.month, today.day) == (first.month, first.day):
        return Decimal(whole)
    return max(Decimal(whole), Decimal((today - first).days) / YEAR_DAYS)


def _part(reached: Decimal, full: int) -> Decimal:
    return min(Decimal(1), reached / full)
