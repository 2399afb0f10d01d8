"""Whether a return is owed by contract, and until when money goes back (I-10, N-2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, say

from ..terms import ReturnReason, ReturnSort, ReturnVerdict

OUR_FAULT = (ReturnReason.FAULTY, ReturnReason.WRONG, ReturnReason.DAMAGED)
IN_TIME = N_("签收后第 {days} 天，在约定的 {most} 天之内")
TOO_LATE = N_("签收后第 {days} 天，已超过约定的 {most} 天")
NOT_SIGNED = N_("还没有签收，期限没有开始")
NO_RIGHT = N_("不是我方原因，合同没有约定无理由退货")


@dataclass(frozen=True, slots=True)
class Terms:
    """What the contract promises, in whole days after the signature.

    fault_days   for goods that are faulty, wrong or damaged
    choice_days  without any reason; 0 when there is no such right
    exchange_days  for an exchange because of a fault
    """

    fault_days: int
    choice_days: int
    exchange_days: int


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict and what it rests on."""

    verdict: ReturnVerdict
    because: Said


def judge_return(
    sort: ReturnSort, *, reason: ReturnReason, signed_on: date | None, on: date, terms: Terms
) -> Judged:
    """Whether the company owes this return or exchange by contract (I-10; F-30 joins later).

    signed_on  the last signature for the goods; None while they are under way
    """
    is_ours = reason in OUR_FAULT
    if sort == ReturnSort.EXCHANGE and is_ours:
        most = max(terms.exchange_days, terms.fault_days)
    else:
        most = terms.fault_days if is_ours else terms.choice_days
    if not most:
        return Judged(ReturnVerdict.GOODWILL, say(NO_RIGHT))
    if signed_on is None:
        return Judged(ReturnVerdict.DUE, say(NOT_SIGNED))
    days = (on - signed_on).days
    if days <= most:
        return Judged(ReturnVerdict.DUE, say(IN_TIME, days=days, most=most))
    return Judged(ReturnVerdict.GOODWILL, say(TOO_LATE, days=days, most=most))


def check_returnable(
    name: str, *, pieces: Decimal, delivered: Decimal, returned: Decimal, asked: Decimal
) -> None:
    """Raises Refused when more would come back than went out (I-10).

    asked  in other returns of the same line that are on their way
    """
    left = delivered - returned - asked
    if pieces <= 0:
        raise Refused(N_("“{name}”的退货数量要大于 0。"), name=name)
    if pieces > left:
        raise Refused(
            N_("“{name}”发出 {delivered}，已退 {returned}，正在退 {asked}，最多还能退 {left}。"),
            name=name, delivered=_plain(delivered), returned=_plain(returned),
            asked=_plain(asked), left=_plain(max(left, Decimal(0))), code="more_than_delivered",
        )  # fmt: skip


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
