"""Prices that fall as more comes together (B-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

MOST_TIERS = 10


@dataclass(frozen=True, slots=True)
class Tier:
    """From this total of all participants upwards, this price for each piece."""

    least: Decimal
    price_yuan: Decimal


def check_tiers(tiers: Sequence[Tier], *, list_price_yuan: Decimal) -> None:
    """Quantities rise and prices fall from line to line; none is above the list price (B-11).

    Raises Refused, naming the first line that does not fit.
    """
    if not tiers:
        raise Refused(N_("请至少填写一档价格。"), field="tiers")
    if len(tiers) > MOST_TIERS:
        raise Refused(N_("阶梯价最多 {most} 档，请合并几档。"), most=MOST_TIERS, field="tiers")
    before = None
    for number, tier in enumerate(tiers, 1):
        if tier.least <= 0 or tier.price_yuan <= 0:
            raise Refused(
                N_("第 {number} 档的数量和单价都要大于 0。"), number=number, field="tiers"
            )
        if before is None:
            if tier.price_yuan > list_price_yuan:
                raise Refused(N_("第 1 档的单价不能高于标价。请核对标价或阶梯价。"), field="tiers")
        elif tier.least <= before.least:
            raise Refused(
                N_("第 {number} 档的数量要大于上一档。请按数量从少到多填写。"),
                number=number, field="tiers",
            )  # fmt: skip
        elif tier.price_yuan >= before.price_yuan:
            raise Refused(
                N_("第 {number} 档的单价要低于上一档：数量越多，价格越低。"),
                number=number, field="tiers",
            )  # fmt: skip
        before = tier


def price_at(total: Decimal, tiers: Sequence[Tier], *, list_price_yuan: Decimal) -> Decimal:
    """The price of a piece when so many come together; below the first tier the list price."""
    reached = [tier.price_yuan for tier in tiers if tier.least <= total]
    return reached[-1] if reached else list_price_yuan


def next_tier(total: Decimal, tiers: Sequence[Tier]) -> Tier | None:
    """The next cheaper tier; None at the last one."""
    return next((tier for tier in tiers if tier.least > total), None)


def price_due(*, shown_yuan: Decimal, tier_yuan: Decimal) -> Decimal:
    """What a participant pays for a piece: the tier at ordering, never more than he was shown."""
    return min(shown_yuan, tier_yuan)
