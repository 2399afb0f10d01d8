"""Moving many prices at once (I-2)."""

from decimal import ROUND_HALF_UP, Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import EXACT, unit_price
from maizi.kernel.texts import N_

from ..terms import ChangeWay, Rounding

MOST_YUAN = Decimal(10**9)


def moved_price(old_yuan: Decimal, way: ChangeWay, by: Decimal, rounding: Rounding) -> Decimal:
    """A price after a change by percent (−8 means 8 % off) or by yuan, half up.

    Never below zero and never by rounding alone to zero. Raises Refused when it would be.
    """
    exact = (
        EXACT.multiply(old_yuan, EXACT.divide(100 + by, Decimal(100)))
        if way == ChangeWay.PERCENT
        else old_yuan + by
    )
    step = Decimal(rounding.value)
    steps = EXACT.divide(exact, step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    new = unit_price(EXACT.multiply(steps, step))
    if new < 0 or (new == 0 and old_yuan > 0):
        raise Refused(
            N_("调价以后会变成 0 或负数（原价 {old}）。请减小幅度，或把这些商品排除在外。"),
            old=str(old_yuan.normalize()), field="by",
        )  # fmt: skip
    if new > MOST_YUAN:
        raise Refused(N_("调价以后超过十亿元，请核对幅度。"), field="by")
    return new
