"""When a grade has to be looked at again (D-30)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.credit.terms import CreditGrade
from maizi.kernel.texts import N_, Said, say

from ..terms import Trigger
from .ratios import is_stale

TWICE = Decimal(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A graded customer as he stands today.

    live_grade     what the card would say with today's payments; None where it is invalid
    ordered_yuan   invoiced in the last 90 days, and in the 90 before them
    """

    grade: CreditGrade
    until_on: date
    overdue_days: int = 0
    statement_end: date | None = None
    live_grade: CreditGrade | None = None
    billed_yuan: Decimal = Decimal(0)
    billed_before_yuan: Decimal = Decimal(0)


def triggers(
    now: Standing, *, today: date, ahead_days: int, stale_months: int, overdue_days: int = 60
) -> Iterator[tuple[Trigger, Said]]:
    """Everything that asks for a new evaluation, each with its sentence (D-30)."""
    left = (now.until_on - today).days
    if left < 0:
        yield Trigger.EXPIRY, say(N_("评级已于 {day} 到期"), day=now.until_on.isoformat())
    elif left <= ahead_days:
        yield Trigger.EXPIRY, say(N_("评级将于 {day} 到期"), day=now.until_on.isoformat())
    if now.overdue_days > overdue_days:
        yield Trigger.OVERDUE, say(N_("有应收已逾期 {days} 天"), days=now.overdue_days)
    if now.statement_end and is_stale(now.statement_end, today, months=stale_months):
        yield Trigger.STATEMENTS, say(
            N_("最近的财务报表截止 {day}，已超过 {months} 个月"),
            day=now.statement_end.isoformat(), months=stale_months,
        )  # fmt: skip
    if now.billed_before_yuan > 0 and now.billed_yuan > TWICE * now.billed_before_yuan:
        grown = (now.billed_yuan / now.billed_before_yuan - 1) * 100
        yield Trigger.GROWTH, say(N_("近 90 天开票比前 90 天多 {percent}%"), percent=int(grown))
    if now.live_grade and now.live_grade != now.grade:
        yield Trigger.DRIFT, say(
            N_("按今天的付款表现会是 {new}，现在是 {old}"), new=now.live_grade.value.upper(),
            old=now.grade.value.upper(),
        )  # fmt: skip
