"""Appointments kept, put off in time, or broken (F-12, F-13, F-18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_


@dataclass(frozen=True, slots=True)
class Notice:
    """Telling a customer that we come later: is_breach when it came too late."""

    is_breach: bool


def check_slot(since: datetime, until: datetime, deadline: datetime, now: datetime) -> None:
    """A promised slot lies ahead, ends after it starts, and before the final deadline (F-12)."""
    if since <= now:
        raise Refused(N_("约定的时间已经过去，请约一个以后的时间。"), field="since")
    if until <= since:
        raise Refused(N_("时间段的结束必须晚于开始。"), field="until")
    if deadline < until:
        raise Refused(N_("最后期限不能早于时间段的结束。"), field="deadline")


def check_notice(reason: str) -> str:
    """Whoever comes later says why (F-13). Raises Refused without a reason."""
    if not reason.strip():
        raise Refused(N_("请写明不能按时到的原因，它会写进给客户的通知。"), field="reason")
    return reason.strip()


def judge_notice(slot_start: datetime, told_at: datetime) -> Notice:
    """Told before the slot starts it is put off; from then on it is 失约 (F-13, T-F3)."""
    return Notice(is_breach=told_at >= slot_start)


def follow_up_days(accepted_on: date, days: Iterable[int]) -> list[date]:
    """The days on which a customer is asked how it runs: 3 and 30 after acceptance (F-18)."""
    return [accepted_on + timedelta(days=count) for count in days]


def next_due(last_on: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month (F-20)."""
    month = last_on.month - 1 + months
    year, month = last_on.year + month // 12, month % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(last_on.day, (first_of_next - timedelta(days=1)).day))
