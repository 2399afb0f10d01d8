"""Which letter a customer who pays late gets, and what it says (I-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_, Said, say

from ..terms import DunningLevel

LEVELS = tuple(DunningLevel)
TEXTS = {
    DunningLevel.REMINDER: N_(
        "{customer}：\n"
        "截至 {day}，贵司有 {count} 笔共 {amount} 元货款已到期未付，最早一笔逾期 {days} 天。"
        "可能是一时疏忽，请核对并尽快安排付款；如已付款，请忽略本函。谢谢。"
    ),
    DunningLevel.DEMAND: N_(
        "{customer}：\n"
        "截至 {day}，贵司有 {count} 笔共 {amount} 元货款逾期未付，最早一笔逾期 {days} 天，"
        "我们已提醒过。请在七天内付清，或书面告诉我们付款安排；在此之前新订单须经审批。"
    ),
    DunningLevel.FINAL: N_(
        "{customer}：\n"
        "截至 {day}，贵司有 {count} 笔共 {amount} 元货款逾期未付，最早一笔逾期 {days} 天，"
        "多次催收未果。请在收到本函后三个工作日内付清。逾期我们将停止赊销，并依法追索货款和违约金。"
    ),
}


@dataclass(frozen=True, slots=True)
class Arrears:
    """What is overdue of a customer.

    days  of the longest, >0
    """

    customer: str
    days: int
    count: int
    amount_yuan: Decimal


def level_of(days: int, bounds: Sequence[int]) -> DunningLevel | None:
    """The level that so many days past due have reached; None before the first."""
    reached = [level for level, bound in zip(LEVELS, bounds, strict=True) if days >= bound]
    return reached[-1] if reached else None


def due_level(
    days: int, bounds: Sequence[int], last: DunningLevel | None
) -> DunningLevel | None:  # fmt: skip
    """The level to be sent now: one reached that nobody sent since the customer fell behind."""
    level = level_of(days, bounds)
    if level is None or (last is not None and level.rank <= last.rank):
        return None
    return level


def check_sending(
    arrears: Arrears, bounds: Sequence[int], last: DunningLevel | None
) -> DunningLevel:
    """The level a letter has now. Raises Refused when none is due."""
    level = due_level(arrears.days, bounds, last)
    if level is not None:
        return level
    if arrears.days <= 0 or last is None:
        raise Refused(N_("逾期满 {days} 天才发第一封催款函。"), days=bounds[0])
    if last.rank + 1 == len(LEVELS):
        raise Refused(N_("最后一级催款函已经发过。请冻结信用，或交法务处理。"))
    raise Refused(
        N_("这一级催款函已经发过；逾期满 {days} 天再发下一级。"), days=bounds[last.rank + 1]
    )


def letter(level: DunningLevel, arrears: Arrears, today: date) -> Said:
    """The words of a level, for people to change before they go out."""
    return say(
        TEXTS[level], customer=arrears.customer, day=today.isoformat(), count=arrears.count,
        amount=show_yuan(arrears.amount_yuan), days=arrears.days,
    )  # fmt: skip
