"""How an agreement goes on, and when it reminds (B-41)."""

from datetime import date

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms.accounts import AgreementState as State

REMINDER_DAYS = (90, 30, 7)
SIGNING_DAYS = 15
NEXT = {
    State.DRAFT: (State.APPROVED, State.TERMINATED),
    State.APPROVED: (State.SIGNED, State.DRAFT, State.TERMINATED),
    State.SIGNED: (State.ACTIVE, State.TERMINATED),
    State.ACTIVE: (State.EXPIRED, State.TERMINATED),
    State.EXPIRED: (), State.TERMINATED: (),
}  # fmt: skip


def check_state(now: State, to: State) -> None:
    """Draft → approved → signed → active → expired; ended at any time. Raises Refused."""
    if to not in NEXT[now]:
        raise Refused(
            N_("协议现在是“{now}”，不能改为“{to}”。"), now=now.chinese, to=to.chinese, code="state"
        )


def check_days(starts_on: date, ends_on: date) -> None:
    """An agreement ends after it begins. Raises Refused."""
    if ends_on <= starts_on:
        raise Refused(N_("协议的到期日期要晚于开始日期。"), field="ends_on")


def state_on(now: State, *, starts_on: date, ends_on: date, today: date) -> State:
    """What becomes of a signed agreement by itself: active from its first day, expired after."""
    if now == State.SIGNED and today >= starts_on:
        now = State.ACTIVE
    return State.EXPIRED if now == State.ACTIVE and today > ends_on else now


def reminder_due(ends_on: date, today: date, *, told_days: int | None) -> int | None:
    """Which reminder is due: 90, 30 or 7 days before the end, each once; None for none.

    told_days  the last one told
    """
    left = (ends_on - today).days
    due = [days for days in REMINDER_DAYS if 0 <= left <= days]
    found = min(due, default=None)
    return found if found is not None and (told_days is None or found < told_days) else None
