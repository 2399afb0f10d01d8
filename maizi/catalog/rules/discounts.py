"""What must happen before a price below the usual one may be offered (I-2)."""

from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.money import ratio

from ..terms import DiscountVerdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict and the figures it rests on.

    discount_ratio      part of the usual price that is given away; None without a usual price
    needs_confirmation  the price is 0: mistyped, or a gift?
    """

    verdict: DiscountVerdict
    discount_ratio: Decimal | None
    needs_confirmation: bool = False


def judge_price(
    offered_yuan: Decimal,
    *,
    usual_yuan: Decimal | None,
    cost_yuan: Decimal | None,
    most_ratio: Decimal,
) -> Judgement:
    """Whether a person with this limit may offer this price (I-2).

    offered_yuan  per piece, tax included
    usual_yuan    what the price lists say; None when they say nothing, then somebody approves
    cost_yuan     per piece, tax included like the price; None when nobody knows it
    most_ratio    fraction the person may take off by himself
    Below cost comes first: nobody's limit reaches there, not even for a price of the lists.
    """
    given = None
    if usual_yuan is not None:
        off = ratio(usual_yuan - offered_yuan, usual_yuan)
        given = off if off is None else max(off, Decimal(0))
    is_zero = offered_yuan == 0
    if cost_yuan is not None and offered_yuan < cost_yuan:
        return Judgement(DiscountVerdict.SALES_LEAD, given, is_zero)
    is_known = usual_yuan is not None
    within = is_known and (offered_yuan >= usual_yuan or given is not None and given <= most_ratio)
    verdict = DiscountVerdict.OK if within else DiscountVerdict.APPROVAL
    return Judgement(verdict, given, is_zero)
