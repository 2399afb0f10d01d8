"""Hold a meeting: who came and spoke, summaries, decisions, actions, the end (C-50 hold, close)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.clocks.actions import start
from maizi.customers import access as customers
from maizi.customers.actions import Beside, log_activity
from maizi.customers.models import Activity
from maizi.customers.terms import ContactChannel
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Action, Decision, Meeting, Point
from ..rules.course import check_move, check_record
from ..terms import ActionState, State
from .preparing import locked

ACT, WRITE = "meetings.action", "meetings.minutes"
MOST_AGREED = 60


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of one point: the summary, what was heard and asked."""

    summary: str
    questions: str = ""


@transaction.atomic
def start_meeting(row: Meeting, *, by) -> Meeting:
    """The meeting begins. Raises Refused unless it is ready."""
    row = locked(row)
    check_move(State(row.state), State.HOLDING)
    with recorded(row, N_("开会"), by=by):
        row.state, row.started_at = State.HOLDING, timezone.now()
        row.save(update_fields=["state", "started_at"])
    return row


@transaction.atomic
def note_attendance(
    row: Meeting, *, attended: Collection[int], spoke: Collection[int], by
) -> Meeting:
    """Who came, and who spoke; who spoke was there. Ids of participants."""
    row = _held(row)
    came = set(attended) | set(spoke)
    row.participants.update(attended=False, spoke=False)
    row.participants.filter(pk__in=came).update(attended=True)
    row.participants.filter(pk__in=spoke).update(spoke=True)
    record(row, verb=N_("记录到会"), by=by)
    return row


@transaction.atomic
def summarise(point: Point, given: Summary, *, by) -> Point:
    """Write the summary of a point before the next one is begun."""
    _held(point.meeting)
    with recorded(point, N_("阶段小结"), by=by):
        point.summary = given.summary.strip()[:2000]
        point.questions = given.questions.strip()[:2000]
        point.save(update_fields=["summary", "questions"])
    return point


@transaction.atomic
def decide(row: Meeting, *, text: str, by) -> Decision:
    """Write down a decision. Raises Refused for an empty one."""
    row = _held(row)
    if not text.strip():
        raise Refused(N_("请写下决定的内容。"), field="text")
    _refuse_many(row.decisions.count())
    decision = Decision(meeting=row, text=text.strip()[:300])
    with recorded(decision, Verb.CREATE, by=by):
        decision.save()
    return decision


@transaction.atomic
def undecide(decision: Decision, *, by) -> None:
    """Strike out a decision while the meeting is held."""
    _held(decision.meeting)
    with recorded(decision, Verb.DELETE, by=by):
        decision.delete()


@transaction.atomic
def agree(row: Meeting, *, text: str, owner: User | None, due_on: date | None, by) -> Action:
    """Write down an action; owner and day may follow until the meeting ends, afterwards not.

    Raises Refused for an empty one and for a day that is over.
    """
    row = locked(row)
    if row.state not in (State.HOLDING, State.FOLLOWING):
        raise Refused(N_("会议开始以后才能记行动。"))
    if not text.strip():
        raise Refused(N_("请写下要做什么。"), field="text")
    if due_on and due_on < timezone.localdate():
        raise Refused(N_("行动的期限不能早于今天。"), field="due_on")
    if row.state == State.FOLLOWING and not (owner and due_on):
        raise Refused(N_("会后补的行动要写明负责人和期限。"), field="owner")
    _refuse_many(row.actions.count())
    action = Action(meeting=row, text=text.strip()[:200], owner=owner, due_on=due_on)
    with recorded(action, Verb.CREATE, by=by):
        action.save()
    if row.state == State.FOLLOWING:
        ask_owner(action, by)
    return action


@transaction.atomic
def change_action(action: Action, *, owner: User | None, due_on: date | None, by) -> Action:
    """Give an open action another owner or day; after the meeting the to-do goes with it.

    A new owner's superior hears of it when it is late, as the former one's did.

    Raises Refused for one that has ended, a day that is over, and once the meeting has ended
    without owner or day.
    """
    row = locked(action.meeting)
    action = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    action.meeting = row
    if row.state not in (State.HOLDING, State.FOLLOWING) or action.state != ActionState.OPEN:
        raise Refused(N_("这项行动已经了结，不能再改。"))
    if due_on and due_on != action.due_on and due_on < timezone.localdate():
        raise Refused(N_("行动的期限不能早于今天。"), field="due_on")
    if row.state == State.FOLLOWING and not (owner and due_on):
        raise Refused(N_("散会以后，行动要有负责人和期限。"), field="owner")
    is_later = bool(due_on and action.due_on and due_on > action.due_on)
    with recorded(action, N_("改行动"), by=by):
        is_other = owner is not None and owner.pk != action.owner_id
        action.owner, action.due_on = owner, due_on
        action.escalated_at = None if is_later or is_other else action.escalated_at
        action.save(update_fields=["owner", "due_on", "escalated_at"])
    if row.state == State.FOLLOWING:
        settle(source=ACT, about=action, by=by)
        ask_owner(action, by)
    return action


@transaction.atomic
def end_meeting(row: Meeting, *, conclusion: str, by) -> Meeting:
    """The meeting ends: actions become to-dos, the minutes are due within a day.

    A meeting about a customer stands in its stream. Raises Refused until attendance, summaries,
    a conclusion, and an owner and a day for each action are there.
    """
    row = _held(row)
    check_record(queries.record_of(row, conclusion))
    with recorded(row, N_("散会"), by=by):
        row.state, row.ended_at = State.FOLLOWING, timezone.now()
        row.conclusion = conclusion.strip()[:4000]
        row.save(update_fields=["state", "ended_at", "conclusion"])
    for action in row.actions.filter(state=ActionState.OPEN).select_related("owner", "meeting"):
        ask_owner(action, by)
    clock = start(row, code=access.MINUTES.code, by=by, at=row.ended_at)
    ask(
        owner=row.host, source=WRITE, about=row, by=by, due_at=clock.due_at,
        title=say(N_("发出会议纪要：{title}"), title=row.title),
    )  # fmt: skip
    _log(row, by)
    return row


def _held(row: Meeting) -> Meeting:
    row = locked(row)
    if row.state != State.HOLDING:
        raise Refused(N_("会议不在进行中，不能再记。请先开会；散会以后的事记为行动。"))
    return row


def ask_owner(action: Action, by) -> None:
    """Put an action into the inbox of its owner."""
    ask(
        owner=action.owner, source=ACT, about=action, by=by, due_at=action.due_on,
        url=action.meeting.get_absolute_url(),
        title=say(N_("会议行动：{text}"), text=action.text),
    )  # fmt: skip


def _log(row: Meeting, by) -> None:
    """The customer's stream tells of the meeting, where its host may write there."""
    customer = row.customer
    if customer is None or customer.pool_id or not customers.may(by, "change", customer):
        return
    if not customers.visible_customers(by).filter(pk=customer.pk).exists():
        return
    activity = Activity(
        customer=customer, at=row.ended_at, channel=ContactChannel.MEETING,
        content=f"{row.title}\n{row.conclusion}", result=row.conclusion[:200],
    )  # fmt: skip
    log_activity(activity, by=by, beside=Beside(keeps_next=True))


def _refuse_many(count: int) -> None:
    if count >= MOST_AGREED:
        raise Refused(N_("一次会议最多记 {most} 条。"), most=MOST_AGREED)
