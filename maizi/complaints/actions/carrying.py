"""The plan is carried out, promises are kept, the customer is asked (E-7, E-8)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.clocks import actions as clocks
from maizi.history.actions import record, recorded
from maizi.inbox.actions import ask, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Complaint, Entry, Promise, Remedy
from ..rules import moves, targets
from ..rules.targets import CONFIRM
from ..terms import Answer, EntryKind, RemedyState, State, Step, Topic, Way
from .clocking import period, stop
from .contacting import CONTACTED
from .course import LENGTH, locked, move, require_text, tick
from .reopening import reopen_for

PROMISED, KEPT = N_("承诺"), N_("兑现承诺")
TODO = N_("兑现对客户的承诺：{text}（{no}）")
TODO_ASK = N_("回访投诉人是否满意：{no} {title}")
CARRIED = N_("处理方案已执行完毕，我们会联系您确认是否满意。")
DONE, DROPPED = N_("执行"), N_("不再执行")


@transaction.atomic
def do_remedy(
    remedy: Remedy, *, is_dropped: bool = False, text: str = "", by, at: datetime | None = None
) -> Remedy:  # fmt: skip
    """One remedy is carried out, or shall not be any more, with the reason. Twice is once."""
    row = locked(remedy.complaint, by=by, verb="handle")
    remedy = Remedy.objects.select_for_update(of=("self",)).get(pk=remedy.pk)
    if remedy.state != RemedyState.PLANNED:
        return remedy
    if row.state != State.EXECUTING:
        raise Refused(_("方案还没有批准，不能执行。"))
    if is_dropped and not text.strip():
        raise Refused(_("请写明为什么不再执行。"), field="text")
    remedy.state = RemedyState.DROPPED if is_dropped else RemedyState.DONE
    remedy.done_at, remedy.done_by = at or timezone.now(), by
    remedy.text = text.strip()[:200] or remedy.text
    remedy.save()
    kept = row.remedies.exclude(state=RemedyState.DROPPED)
    record(row, verb=DROPPED if is_dropped else DONE, by=by,
           changes={N_("处理方式"): [None, str(remedy)]})  # fmt: skip
    with recorded(row, by=by):
        row.cost_yuan = sum(one.amount_yuan for one in kept)
        row.save(update_fields=["cost_yuan"])
    return remedy


@transaction.atomic
def promise(row: Complaint, *, text: str, owner: User, due_on: date, by) -> Promise:
    """Write down what was promised to the customer; its owner gets a to-do (E-8)."""
    row = locked(row, by=by, verb="handle")
    text = require_text(text, field="text", sentence=_("请写明答应了客户什么。"))
    if due_on < timezone.localdate():
        raise Refused(_("期限不能早于今天。"), field="due_on")
    if owner.pk == row.about_person_id:
        raise Refused(_("被投诉人不能负责承诺事项。"), field="owner")
    made = Promise.objects.create(
        complaint=row, text=text[:200], owner=owner, due_on=due_on, made_at=timezone.now()
    )
    record(row, verb=PROMISED, by=by, changes={N_("承诺事项"): [None, made.text]})
    ask(owner=owner, source=access.PROMISE_SOURCE, about=(made._meta.label_lower, made.pk),
        title=say(TODO, text=made.text, no=row.no), due_at=due_on, url=row.get_absolute_url(),
        by=by)  # fmt: skip
    return made


@transaction.atomic
def keep_promise(made: Promise, *, evidence: str, by) -> Promise:
    """A promise is kept, and how that can be seen: by its owner, or who handles. Twice is once."""
    row = locked(made.complaint)
    made = Promise.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if made.owner_id != by.pk and not access.may(by, "handle", row):
        raise Refused(_("这项承诺由 %s 兑现。") % made.owner)
    if made.done_at:
        return made
    evidence = require_text(
        evidence, field="evidence", sentence=_("请写明凭证，例如快递单号、转账流水号、签字单。")
    )
    made.done_at, made.done_by, made.evidence = timezone.now(), by, evidence[:200]
    made.save()
    record(row, verb=KEPT, by=by, changes={N_("承诺事项"): [None, made.text]}, reason=evidence)
    settle(source=access.PROMISE_SOURCE, about=(made._meta.label_lower, made.pk), by=by)
    return made


@transaction.atomic
def finish(row: Complaint, *, result: str, by, at: datetime | None = None) -> Complaint:
    """Everything is carried out: the customer is asked within three days. Raises Refused before."""
    row, at = locked(row, by=by, verb="handle"), at or timezone.now()
    result = require_text(result, field="result", sentence=_("请写下处理结果。"))
    left = row.remedies.filter(state=RemedyState.PLANNED)
    if left.exists():
        names = [str(one) for one in left]
        raise Refused(N_("还没有执行：{names}。"), names=names, code="left")
    with recorded(row, moves.LABELS["finish"], by=by):
        move(row, verb="finish", by=by, text=result, public=CARRIED, at=at)
        row.result, row.executed_at = result, at
        row.save()
    tick(row, step=Step.SOLVE, by=by, at=at)
    span = targets.confirm_period(queries.policy_for(row.org_unit))
    start = clocks.restart if row.reopened and queries.had_clock(row, CONFIRM) else clocks.start
    more = {"reason": _("重开")} if start is clocks.restart else {"unit": row.org_unit}
    clock = start(row, code=CONFIRM, by=by, at=at, period=period(span), **more)
    ask(owner=row.owner, source=access.ANSWER_SOURCE, about=row, due_at=clock.due_at, by=by,
        title=say(TODO_ASK, no=row.no, title=row.title))  # fmt: skip
    return row


@transaction.atomic
def confirm(
    row: Complaint, *, answer: Answer, way: Way, text: str, by, at: datetime | None = None
) -> Complaint:
    """Ask the customer: "no" takes the complaint up again, one level higher (E-8).

    Satisfied, or not reached three times in five days, lets it be closed.
    """
    row, at = locked(row, by=by, verb="handle"), at or timezone.now()
    if row.state != State.CONFIRMING:
        moves.target_of(State(row.state), "close")
    if answer == Answer.NO and not text.strip():
        raise Refused(_("请写下客户哪里不满意。"), field="text")
    Entry.objects.create(
        complaint=row, kind=EntryKind.CONTACT, at=at, by=by, state=row.state, topic=Topic.CONFIRM,
        way=way, text=text.strip()[:LENGTH], answer=answer,
        is_reached=answer != Answer.UNREACHABLE,
    )  # fmt: skip
    record(row, verb=CONTACTED, by=by, reason=f"{Topic.CONFIRM.label}：{answer.label}")
    with recorded(row, by=by):
        row.satisfied = answer
        row.save(update_fields=["satisfied"])
    if answer == Answer.NO:
        return reopen_for(row, reason=text, by=by, at=at)
    if answer == Answer.YES:
        tick(row, step=Step.EVALUATE, by=by, text=answer.label, at=at)
    if moves.is_settled(queries.answers_of(row)):
        stop(row, CONFIRM, by=by, at=at)
        settle(source=access.ANSWER_SOURCE, about=row, by=by)
    return row


@transaction.atomic
def answer_by_self(row: Complaint, *, by=None) -> Complaint:
    """The customer says on his own page that he is satisfied; that he is not he says by words.

    Raises Refused while nothing is to be confirmed.
    """
    row, now = locked(row), timezone.now()
    moves.target_of(State(row.state), "close")
    Entry.objects.create(
        complaint=row, kind=EntryKind.CUSTOMER, at=now, by=by, state=row.state, is_public=True,
        topic=Topic.CONFIRM, answer=Answer.YES, is_reached=True, text=Answer.YES.chinese,
    )  # fmt: skip
    with recorded(row, N_("客户确认"), by=by):
        row.satisfied = Answer.YES
        row.save(update_fields=["satisfied"])
    tick(row, step=Step.EVALUATE, by=by, text=Answer.YES.label, at=now)
    stop(row, CONFIRM, by=by, at=now)
    settle(source=access.ANSWER_SOURCE, about=row, by=by)
    return row
