"""What the next order on credit will meet, in a sentence for whoever is about to write it."""

from decimal import ROUND_FLOOR, Decimal

from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_, Said, say

from ..terms import CreditGrade, ReasonCode
from .checking import Asked, Exposure, Overdue, Policy, decide_order, percent

ZERO, CENT = Decimal(0), Decimal("0.01")


def outlook(exposure: Exposure, overdue: Overdue, policy: Policy) -> Said:
    """From the verdict on the smallest order there is: what passes, what waits, what is refused.

    The gate itself is asked (D-30), so this says nothing that an order would not hear.
    """
    smallest = decide_order(exposure, Asked(CENT), overdue, policy)
    if not smallest.reasons:
        return _passing(free_yuan(exposure, policy), policy)
    why = [reason.said for reason in smallest.reasons if reason.code != ReasonCode.EXCESS]
    if exposure.available_yuan <= ZERO:
        why.append(say(N_("额度用完了")))
    if smallest.level is None:
        return say(N_("现在不能赊账：{why}。先收款，再发货。"), why=why)
    return say(N_("赊账的新订单先要人批：{why}。由{who}批。"), why=why,
               who=say(smallest.level.chinese))  # fmt: skip


def free_yuan(exposure: Exposure, policy: Policy) -> Decimal:
    """Up to how much the limit lets an order pass, in yuan; grade C stops at its share of it."""
    if policy.grade != CreditGrade.C:
        return exposure.available_yuan
    watched = exposure.limit_yuan * policy.c_use - exposure.exposure_yuan
    return min(exposure.available_yuan, watched.quantize(CENT, ROUND_FLOOR))


def _passing(free: Decimal, policy: Policy) -> Said:
    left = show_yuan(free)
    if policy.grade == CreditGrade.C and policy.new_deposit > 0:
        return say(
            N_("{left} 元以内的赊账订单直接放行，超过的先要人批；"
               "没买过的产品，先付 {share}% 定金。"),
            left=left, share=percent(policy.new_deposit),
        )  # fmt: skip
    return say(N_("{left} 元以内的赊账订单直接放行，超过的先要人批。"), left=left)
