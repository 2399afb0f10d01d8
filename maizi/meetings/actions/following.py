"""After a meeting: minutes to everybody, actions to their end, late ones higher (C-50 track)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.clocks.actions import stop
from maizi.clocks.queries import latest_clock
from maizi.history.actions import recorded
from maizi.inbox.actions import notify, settle
from maizi.inbox.queries import has_mail
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..events import MeetingClosed
from ..models import Action, Meeting
from ..rules.course import is_settled
from ..terms import ActionState, State
from .holding import ACT, WRITE
from .preparing import locked

CHASE_SLICE = 500
OVERDUE = N_("会议行动逾期：{text}（{owner}，{day}）")


@transaction.atomic
def send_minutes(row: Meeting, *, by) -> Meeting:
    """Send the minutes to everybody: a message to colleagues, mail to guests. Once.

    Raises Refused before the meeting has ended, and the second time.
    """
    row = locked(row)
    if row.state not in (State.FOLLOWING, State.CLOSED):
        raise Refused(N_("会议结束以后才能发纪要。"))
    if row.minutes_sent_at:
        raise Refused(N_("纪要已经发出。"))
    with recorded(row, N_("发出纪要"), by=by):
        row.minutes_sent_at = timezone.now()
        row.save(update_fields=["minutes_sent_at"])
    people = [one.user for one in row.participants.select_related("user") if one.user_id]
    notify(
        to=people, event=access.MINUTED.code, about=row, by=by, text=queries.minutes_of(row),
        title=say(N_("会议纪要：{title}"), title=row.title),
    )  # fmt: skip
    if has_mail() and row.participants.filter(user=None).exclude(email="").exists():
        enqueue("meetings.minutes", by=by, payload={"id": row.pk})
    clock = latest_clock(row, access.MINUTES.code)
    if clock is not None:
        stop(clock, by=by)
    settle(source=WRITE, about=row, by=by)
    _close_if_done(row, by)
    return row


@transaction.atomic
def finish_action(
    action: Action, *, by, is_done: bool = True, note: str = "", on: date | None = None
) -> Action:
    """An action is done, or called off with a reason; the last one closes the meeting.

    Announces MeetingClosed. Raises Refused for who neither owns it nor runs the meeting, for
    one that has ended, for a day ahead, and without a reason to call it off.
    """
    meeting, today = locked(action.meeting), timezone.localdate()
    action = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    action.meeting = meeting
    if not access.may_act(by, action):
        raise Refused(N_("行动由它的负责人或会议主持人来了结。"))
    if action.state != ActionState.OPEN:
        raise Refused(N_("这项行动已经了结。"))
    if (on or today) > today:
        raise Refused(N_("完成日期不能晚于今天。"), field="on")
    if not is_done and not note.strip():
        raise Refused(N_("请写明为什么取消这项行动。"), field="note")
    with recorded(action, N_("完成行动") if is_done else N_("取消行动"), by=by, reason=note[:200]):
        action.state = ActionState.DONE if is_done else ActionState.CANCELLED
        action.done_on, action.note = on or today, note.strip()[:300]
        action.save(update_fields=["state", "done_on", "note"])
    settle(source=ACT, about=action, by=by)
    _close_if_done(meeting, by)
    return action


@transaction.atomic
def chase(*, today: date, by=None) -> int:
    """Tell owner, host and the owner's superior of actions that are overdue, once each; a slice.

    Gives how many were told of.
    """
    rows = Action.objects.select_for_update(of=("self",)).filter(
        state=ActionState.OPEN, escalated_at=None, due_on__lt=today,
        meeting__state=State.FOLLOWING,
    )  # fmt: skip
    rows = rows.select_related("owner__superior", "meeting__host").order_by("due_on", "id")
    rows = list(rows[:CHASE_SLICE])
    for row in rows:
        people = [row.owner, row.meeting.host, row.owner.superior]
        said = say(OVERDUE, text=row.text, owner=row.owner.name, day=row.due_on.isoformat())
        told = {one.pk: one for one in people if one is not None}
        notify(to=told.values(), event=access.CHASED.code, title=said, about=row.meeting)
        row.escalated_at = timezone.now()
    Action.objects.bulk_update(rows, ["escalated_at"])
    return len(rows)


def _close_if_done(row: Meeting, by) -> None:
    """Closed only when the minutes are out and nothing is open any more."""
    states = [ActionState(state) for state in row.actions.values_list("state", flat=True)]
    if row.state != State.FOLLOWING or row.minutes_sent_at is None or not is_settled(states):
        return
    with recorded(row, N_("关闭会议"), by=by):
        row.state = State.CLOSED
        row.save(update_fields=["state"])
    publish(MeetingClosed(row.pk))
