"""Who may join and leave an activity, and what he pays on joining (B-11)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import EXACT, line_amount, yuan
from maizi.kernel.texts import N_

from ..terms import DepositSort, State, Withdrawal

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Window:
    """When people may register, and how much each at most (None: as much as they like)."""

    state: State
    opens_at: datetime
    closes_at: datetime
    most_per_customer: Decimal | None = None


def check_open(window: Window, *, now: datetime) -> None:
    """Raises Refused unless the activity takes registrations at this moment."""
    if now < window.opens_at or window.state in (State.DRAFT, State.PENDING, State.APPROVED):
        raise Refused(N_("登记还没有开始。请在开始时间以后再来。"), code="early")
    if now >= window.closes_at or not window.state.takes_registrations:
        raise Refused(N_("登记已经截止。想参加下一次团购，请联系我们。"), code="over")


def check_price(price_yuan: Decimal, *, seen_yuan: Decimal | None) -> None:
    """Nobody is bound to more than his page showed: somebody may have left meanwhile (B-11).

    Raises Refused when the price has risen since; sent once more he has seen it.
    """
    if seen_yuan is not None and price_yuan > seen_yuan:
        raise Refused(
            N_("有人退出，单价现在是 {price} 元。愿意参加，请再提交一次。"),
            price=f"{price_yuan:.2f}", code="price",
        )  # fmt: skip


def check_joining(
    window: Window, *, quantity: Decimal, has_consent: bool, is_registered: bool, now: datetime
) -> None:  # fmt: skip
    """One active registration for each customer, more than nothing, with consent (B-11).

    Raises Refused.
    """
    check_open(window, now=now)
    if quantity <= 0:
        raise Refused(N_("登记数量要大于 0。"), field="quantity", code="quantity")
    most = window.most_per_customer
    if most is not None and quantity > most:
        raise Refused(
            N_("每家最多登记 {most}。请改小数量。"), most=f"{most.normalize():f}",
            field="quantity", code="most",
        )  # fmt: skip
    if not has_consent:
        raise Refused(
            N_("登记需要同意我们为这次团购联系您。请勾选同意。"), field="consent", code="consent"
        )
    if is_registered:
        raise Refused(
            N_("这家客户已经登记过这次团购。要改数量，请先退出原来的登记。"),
            field="phone", code="twice",
        )  # fmt: skip


def withdrawal(state: State) -> Withdrawal:
    """Free while open; once reached, with the owner's consent. Raises Refused after ordering."""
    if state == State.OPEN:
        return Withdrawal.FREE
    if state == State.REACHED:
        return Withdrawal.ASK
    raise Refused(
        N_("团购已经下单或结束，不能再退出。确有困难，请联系活动负责人。"), code="ordered"
    )


def deposit_due(
    sort: DepositSort, value: Decimal, *, quantity: Decimal, price_yuan: Decimal
) -> Decimal:
    """What is paid on registering, in yuan.

    value  yuan, or percent of quantity × the price shown
    """
    if sort == DepositSort.FIXED:
        return yuan(value)
    if sort == DepositSort.PERCENT:
        amount = line_amount(quantity, price_yuan)
        return yuan(EXACT.divide(EXACT.multiply(amount, value), HUNDRED))
    return Decimal(0)
