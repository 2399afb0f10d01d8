"""On which rung of the ladder a customer stands (C-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from maizi.customers.terms import Lifecycle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import BUYING, LADDER, Fate

CLIENT_ORDERS, CLIENT_MONTHS = 4, 12
ADVOCATE_NPS = 9


@dataclass(frozen=True, slots=True)
class LossPolicy:
    """When somebody counts as lost: `factor` × the usual gap, at least `floor_days`; with
    fewer than two gaps `single_days`."""

    factor: Decimal = Decimal(3)
    floor_days: int = 90
    single_days: int = 180


USUAL = LossPolicy()


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What the stage of a customer follows from.

    order_days     dates of completed orders, ascending; several of one day stay several
    is_member      a membership runs
    referrals      customers it brought who have bought
    nps            its last answers, newest first
    is_partner     an approved partnership runs, and its agreement
    is_by_hand     a person set the present stage: it stands until the next completed order
    orders_then    how many orders were completed when he did
    """

    order_days: Sequence[date] = ()
    is_member: bool = False
    referrals: int = 0
    nps: Sequence[int] = ()
    is_partner: bool = False
    is_by_hand: bool = False
    orders_then: int = 0


def lost_after_days(order_days: Sequence[date], policy: LossPolicy = USUAL) -> Decimal:
    """Days without an order after which a customer is lost (C-4, T-C3)."""
    days = sorted(set(order_days))
    gaps = [(later - earlier).days for earlier, later in zip(days, days[1:], strict=False)]
    if len(gaps) < 2:
        return Decimal(policy.single_days)
    return max(Decimal(policy.floor_days), policy.factor * Decimal(str(median(gaps))))


def is_lost(order_days: Sequence[date], today: date, policy: LossPolicy = USUAL) -> bool:
    """Whether the last order lies further back than that (C-4, T-C3)."""
    if not order_days:
        return False
    return (today - max(order_days)).days > lost_after_days(order_days, policy)


def reached(facts: StageFacts, today: date) -> Lifecycle | None:
    """The highest stage that somebody who bought satisfies; None for who has not (C-4)."""
    days = set(facts.order_days)
    if not days:
        return None
    if len(days) < 2:
        return Lifecycle.FIRST_TIME
    is_client = len(facts.order_days) >= CLIENT_ORDERS and _is_year_ago(min(days), today)
    if facts.is_partner and is_client:
        return Lifecycle.PARTNER
    praised = len(facts.nps) >= 2 and min(facts.nps[:2]) >= ADVOCATE_NPS
    if facts.referrals >= 1 or praised:
        return Lifecycle.ADVOCATE
    if facts.is_member:
        return Lifecycle.MEMBER
    return Lifecycle.CLIENT if is_client else Lifecycle.REPEAT


def next_stage(
    now: Lifecycle, facts: StageFacts, today: date, policy: LossPolicy = USUAL
) -> Lifecycle:
    """The stage of today: the highest that is satisfied (C-4).

    It falls only through loss, or when a membership or partnership runs out. An order after a
    loss leads to 重复购买. What a person has set stands until the next completed order; a stage
    that was reached elsewhere before we kept orders is not taken away.
    """
    if not facts.order_days or (facts.is_by_hand and len(facts.order_days) <= facts.orders_then):
        return now
    if is_lost(facts.order_days, today, policy):
        return Lifecycle.INACTIVE
    found = reached(facts, today)
    if now == Lifecycle.INACTIVE:
        return Lifecycle.REPEAT
    if now not in BUYING:
        return found
    return found if _may_fall(now, facts) else max(now, found, key=LADDER.index)


def check_by_hand(now: Lifecycle, to: Lifecycle, reason: str) -> None:
    """What a person may set, with a reason. Raises Refused (C-4)."""
    if to == Lifecycle.PARTNER:
        raise Refused(N_("合伙人要经过审批，请用“提议为合伙人”。"), field="stage")
    if to == now:
        raise Refused(N_("客户已经在这个阶段。请选另一个阶段。"), field="stage")
    if not reason.strip():
        raise Refused(N_("请写明改变发展阶段的原因。"), field="reason")


def fate_of(stage: Lifecycle) -> Fate:
    """Sown, eaten, rotten, or still in the barn (S001's fable of the grain of wheat)."""
    if stage in (Lifecycle.INACTIVE, Lifecycle.DISQUALIFIED):
        return Fate.ROTTEN
    if stage == Lifecycle.FIRST_TIME:
        return Fate.EATEN
    return Fate.SOWN if stage in BUYING else Fate.STORED


def _may_fall(now: Lifecycle, facts: StageFacts) -> bool:
    if now == Lifecycle.PARTNER:
        return not facts.is_partner
    return now == Lifecycle.MEMBER and not facts.is_member


def _is_year_ago(first: date, today: date) -> bool:
    months = (today.year - first.year) * 12 + today.month - first.month
    return months > CLIENT_MONTHS or (months == CLIENT_MONTHS and today.day >= first.day)
