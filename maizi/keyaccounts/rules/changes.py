"""What a change of grade may ask for, and who may do what with it (D-20)."""

from dataclasses import dataclass
from decimal import Decimal

from maizi.credit.terms import CreditGrade
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_

from ..terms import ChangeState

BELOW = N_(
    "新额度 {limit} 元低于已占用的 {exposure} 元：生效以后不能再赊销，已批准的订单不受影响。"
    "确实如此，请勾选“我知道额度低于已占用”。"
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the district asks for.

    is_below_known  that the limit lies below what is used was seen
    """

    grade: CreditGrade
    limit_yuan: Decimal
    terms_days: int
    is_below_known: bool = False


def check_proposed(proposed: Proposed, *, exposure_yuan: Decimal, most_days: int) -> None:
    """Refuse what no grade can have, and a limit below the exposure nobody thought of (D-30)."""
    if proposed.grade == CreditGrade.D and proposed.limit_yuan:
        raise Refused(N_("信用等级D不予赊销，额度应为 0。"), field="limit_yuan")
    if proposed.terms_days > most_days:
        raise Refused(N_("这个等级的最长账期是 {most} 天。"), most=most_days, field="terms_days")
    if proposed.limit_yuan < exposure_yuan and not proposed.is_below_known:
        raise Refused(
            BELOW, limit=show_yuan(proposed.limit_yuan), exposure=show_yuan(exposure_yuan),
            field="is_below_known",
        )  # fmt: skip


def check_filing(state: ChangeState) -> None:
    """Only what waits at the district is filed."""
    if not state.is_at_district:
        raise Refused(N_("这份变更申请已经提交，等审批结束再改。"))


def check_extension(state: ChangeState, extended_at: object, reason: str) -> None:
    """Once, by the director, while headquarters reviews (D-20, T-D4)."""
    if state != ChangeState.HQ:
        raise Refused(N_("只有总部审签时可以延期。"))
    if extended_at is not None:
        raise Refused(N_("已经延期过一次，不能再延。请在期限内审签，或退回区域。"))
    if not reason.strip():
        raise Refused(N_("请写明延期的特殊情况。"), field="reason")
