"""When a customer is to be visited again, and how (C-3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import LoyaltyClass, Outcome, Reason, ReturnForm, ValueClass

LEAST_DAYS, MOST_DAYS = 7, 730
# Days after what happened, when somebody asks how it is going.
AFTER = {Reason.DELIVERY: timedelta(days=3), Reason.COMPLAINT: timedelta(days=14)}
COMING_DAYS = 14
VALUES, LOYALTIES = tuple(ValueClass), tuple(LoyaltyClass)


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often each class is visited: usual days of A to D, factors of 高 to 低."""

    usual_days: Sequence[int]
    factors: Sequence[Decimal]


def interval_days(value: ValueClass, loyalty: LoyaltyClass, cadence: Cadence) -> int:
    """max(7, base × factor), half up to whole days (C-3, T-C2)."""
    usual = Decimal(cadence.usual_days[VALUES.index(value)])
    days = usual * Decimal(cadence.factors[LOYALTIES.index(loyalty)])
    return max(LEAST_DAYS, int(days.quantize(Decimal(1), ROUND_HALF_UP)))


def next_due(days: int, *, contacted_on: date | None, ordered_on: date | None, since: date) -> date:
    """Last effective contact or last order, whichever is later, and the interval (C-3).

    since  when counting begins for who was neither contacted nor ordered
    """
    known = [day for day in (contacted_on, ordered_on) if day is not None]
    return (max(known) if known else since) + timedelta(days=days)


def earliest(routine_on: date, occasions: Iterable[tuple[date, Reason]]) -> tuple[date, Reason]:
    """What is due first: the routine visit, or one that something asked for."""
    return min([(routine_on, Reason.ROUTINE), *occasions], key=lambda one: one[0])


def check_override(days: int | None, reason: str) -> None:
    """An interval of one's own is 7 to 730 days, and says why. Raises Refused."""
    if days is None:
        return
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise Refused(
            N_("回访间隔请填 {least} 到 {most} 天；留空则按等级计算。"),
            least=LEAST_DAYS, most=MOST_DAYS, field="override_days",
        )  # fmt: skip
    if not reason.strip():
        raise Refused(N_("请写明为什么不按等级的间隔回访。"), field="override_reason")


def check_visit(outcome: Outcome, form: ReturnForm, talk: str, value: ValueClass) -> None:
    """A visit says what was talked about; VIP customers are seen or spoken to. Raises Refused."""
    if not talk.strip():
        raise Refused(N_("请写下回访谈了什么；没有联系上也请写一句。"), field="talk")
    if value == ValueClass.A and form == ReturnForm.MESSAGE and outcome != Outcome.UNREACHED:
        raise Refused(
            N_("VIP 客户请登门、打电话或用微信回访，短信问候不算一次回访。"), field="form"
        )
