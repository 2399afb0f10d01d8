"""What the words and signs of an old order list mean (I-4, I-10)."""

from decimal import Decimal
from enum import Enum

from maizi.kernel.money import unit_price, yuan

NOTHING = Decimal(0)
BACK = ("退款", "退货", "退回", "已退", "refund", "return")
GONE = ("取消", "关闭", "作废", "cancel", "closed", "void")
YES = ("是", "yes", "y", "true", "1", "√")


class Fate(Enum):
    """What became of an old order."""

    DONE = "done"
    RETURNED = "returned"
    CANCELLED = "cancelled"


def fate_of(state: str, returned: str = "") -> Fate:
    """交易成功 is done, 用户退款成功，交易自动关闭 went back, 已取消 never was."""
    words = state.strip().lower()
    if returned.strip().lower() in YES or any(word in words for word in BACK):
        return Fate.RETURNED
    return Fate.CANCELLED if any(word in words for word in GONE) else Fate.DONE


def amounts_of(
    quantity: Decimal | None, price_yuan: Decimal | None, amount_yuan: Decimal | None
) -> tuple[Decimal, Decimal, Decimal] | None:
    """(pieces, price, amount) of one old line, whichever two of them were given; signs together.

    The amount is rounded to the cent and kept; a price that was not given follows from it.
    None when there are no pieces, or neither price nor amount says what they cost.
    """
    pieces = Decimal(1) if quantity is None else quantity
    if not pieces or amount_yuan is None and price_yuan is None:
        return None
    if amount_yuan is None:
        amount_yuan = pieces * abs(price_yuan)
    is_back = pieces < 0 or amount_yuan < 0
    amount, pieces = yuan(abs(amount_yuan)), abs(pieces)
    price = unit_price(amount / pieces) if price_yuan is None else unit_price(abs(price_yuan))
    return (-pieces, price, -amount) if is_back else (pieces, price, amount)
