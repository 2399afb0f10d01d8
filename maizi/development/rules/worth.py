"""Whether a key account is worth developing (B-24)."""

from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import EXACT, ratio, yuan
from maizi.kernel.texts import N_

from ..terms.accounts import Worth


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an account should bring and cost; money in yuan, ratios 0–1.

    margin        gross margin of the sales
    risk          share of the margin that may not come
    annual_rate   interest on the stock kept for it
    """

    sales_yuan: Decimal
    margin: Decimal
    risk: Decimal
    labour_yuan: Decimal = Decimal(0)
    travel_yuan: Decimal = Decimal(0)
    selling_yuan: Decimal = Decimal(0)
    stock_yuan: Decimal = Decimal(0)
    annual_rate: Decimal = Decimal(0)
    months: int = 12
    managing_yuan: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Assessment:
    """W, ROI and what they mean; roi None when it costs nothing."""

    interest_yuan: Decimal
    cost_yuan: Decimal
    margin_yuan: Decimal
    worth_yuan: Decimal
    roi: Decimal | None
    verdict: Worth


def assess(given: Estimate, *, roi_min: Decimal) -> Assessment:
    """W = sales × margin × (1 − risk) − cost; 值得 from the least ROI on, 不值得 at W ≤ 0 (B-24).

    Raises Refused for a share that is none.
    """
    for share, name in ((given.margin, "margin"), (given.risk, "risk")):
        if not 0 <= share <= 1:
            raise Refused(N_("毛利率和风险系数应在 0 到 100% 之间。"), field=name)
    yearly = EXACT.multiply(given.stock_yuan, given.annual_rate)
    interest = yuan(EXACT.divide(EXACT.multiply(yearly, given.months), Decimal(12)))
    cost = yuan(
        given.labour_yuan + given.travel_yuan + given.selling_yuan + interest + given.managing_yuan
    )
    margin = yuan(EXACT.multiply(EXACT.multiply(given.sales_yuan, given.margin), 1 - given.risk))
    worth = margin - cost
    roi = ratio(worth, cost)
    return Assessment(interest, cost, margin, worth, roi, _verdict(worth, roi, roi_min))


def _verdict(worth: Decimal, roi: Decimal | None, roi_min: Decimal) -> Worth:
    if worth <= 0:
        return Worth.NO
    return Worth.YES if roi is None or roi >= roi_min else Worth.CAREFUL
