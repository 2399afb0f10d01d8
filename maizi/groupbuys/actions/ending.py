"""Activities that end without a purchase: failed at the deadline, cancelled (B-11)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.inbox.actions import notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..events import GroupBuyEnded
from ..models import GroupBuy, Registration
from ..rules.standing import Totals, turned
from ..terms import RegistrationState, State, TurnSort
from .refunds import owe_refund
from .telling import tell_all
from .turning import locked, note_turn, open_activity, turn_to

FAILED, CANCELLED, RELEASED = N_("未达成"), N_("取消"), N_("释放登记")
STANDING = (RegistrationState.PENDING, RegistrationState.VALID, RegistrationState.LEAVING)
NOTHING_LEFT = N_("生成的订单已全部取消。")
SAID = {
    State.FAILED: N_("团购“{name}”到截止时没有达成，登记已释放"),
    State.CANCELLED: N_("团购“{name}”已取消，登记已释放"),
}


@transaction.atomic
def cancel_activity(row: GroupBuy, *, by, reason: str, now: datetime | None = None) -> GroupBuy:
    """Call an activity off before anything was ordered (B-11).

    Raises Refused without a reason, and once orders were made.
    """
    row = locked(row, "cancel")
    if not reason.strip():
        raise Refused(N_("请写明取消的原因，参加的客户会问。"), field="reason")
    return _end(row, state=State.CANCELLED, by=by, reason=reason, now=now or timezone.now())


@transaction.atomic
def note_called_off(row: GroupBuy, *, by=None, now: datetime | None = None) -> bool:
    """Once every order of it was cancelled the activity is over too; whether it is now.

    Deposits are prepayments by then and stay with the customers' accounts.
    """
    row = locked(row)
    if row.state != State.ORDERING or not queries.is_called_off(row):
        return False
    _close(row, state=State.CANCELLED, by=by, reason=NOTHING_LEFT, now=now or timezone.now())
    return True


@transaction.atomic
def close_if_over(row: GroupBuy, *, by=None, now: datetime | None = None) -> GroupBuy:
    """At the deadline: below the threshold it has failed, else it stays reached (B-11)."""
    now = now or timezone.now()
    row = locked(row)
    if row.state != State.OPEN or now < row.closes_at:
        return row
    totals = Totals(row.total_quantity, row.participants, row.amount_yuan)
    state = turned(State.OPEN, totals=totals, goal=queries.goal_of(row), is_over=True)
    if state == State.REACHED:
        turn_to(row, state, by=by, now=now)
        return row
    return _end(row, state=State.FAILED, by=by, reason="", now=now)


def turn_activities(*, now: datetime, by=None) -> dict[str, int]:
    """What happens by itself: approved ones open, those past their deadline are closed."""
    opened = GroupBuy.objects.filter(state=State.APPROVED, opens_at__lte=now, closes_at__gt=now)
    over = GroupBuy.objects.filter(state=State.OPEN, closes_at__lte=now)
    rows, closed = list(opened), list(over)
    for row in rows:
        open_activity(row, by=by, now=now)
    for row in closed:
        close_if_over(row, by=by, now=now)
    return {"opened": len(rows), "closed": len(closed)}


def release_all(rows, activity: GroupBuy, *, by, now: datetime) -> None:
    """Let registrations go, with their deposits. The caller holds the activity's lock."""
    for row in rows:
        row.activity = activity
        with recorded(row, RELEASED, by=by):
            row.state = RegistrationState.RELEASED
            row.save(update_fields=["state"])
        settle(source=access.LEAVING_SOURCE, about=row, by=by)
        owe_refund(row, activity, by=by, now=now)


def _end(row: GroupBuy, *, state: State, by, reason: str, now: datetime) -> GroupBuy:
    _close(row, state=state, by=by, reason=reason, now=now)
    tell_all(row, "failed" if state == State.FAILED else "cancelled", by=by)
    rows = Registration.objects.select_for_update(of=("self",)).filter(activity=row)
    standing = rows.filter(state__in=STANDING).select_related("customer", "deposit").order_by("pk")
    release_all(list(standing), row, by=by, now=now)
    return row


def _close(row: GroupBuy, *, state: State, by, reason: str, now: datetime) -> None:
    verb, sort = (
        (FAILED, TurnSort.FAILED) if state == State.FAILED else (CANCELLED, TurnSort.CANCELLED)
    )
    with recorded(row, verb, by=by, reason=reason):
        row.state, row.closed_why = state, reason.strip()[:200]
        row.save(update_fields=["state", "closed_why"])
    note_turn(row, sort=sort, by=by, at=now, text=reason)
    title = say(SAID[state], name=row.name)
    notify(to=[row.owner], event="groupbuys.ended", title=title, text=reason, about=row, by=by)
    publish(GroupBuyEnded(row.pk, state.value))
