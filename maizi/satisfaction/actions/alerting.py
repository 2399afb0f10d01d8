"""A customer is not satisfied: somebody looks after him, in seven steps (E-11)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.access import rights_of
from maizi.accounts.models import User
from maizi.complaints import access as complaints
from maizi.complaints.actions import receive
from maizi.complaints.models import Complaint
from maizi.complaints.terms import Category, Channel, Emotion, Step
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Alert, AlertStep, Response
from ..rules.answers import Low
from ..rules.course import check_ending, check_step
from ..terms import AlertState, SurveyType

RAISED = N_("“{customer}”不满意：{question} {mark} 分")
TODO = N_("联系不满意的客户：{customer}")
FACED = N_("系统提醒，交给 {owner}")
SEEN = N_("满意度调查：{question} {mark} 分")
CATEGORIES = {SurveyType.POST_INSTALL: Category.INSTALLATION}
NOTE = AlertStep._meta.get_field("note").max_length


def raise_alert(found: Response, low: Low, *, by, now: datetime) -> Alert:
    """Give the customer to somebody who calls him; the first two steps are taken by knowing."""
    question = found.answers.select_related("question").get(question=low.id).question
    owner = _owner_for(found)
    row = Alert(
        response=found, round=found.round, customer=found.customer, question=question,
        mark=low.mark, owner=owner, org_unit=owner.unit, raised_at=now,
        due_on=queries.alert_due(timezone.localdate(now)),
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    words = {"customer": found.customer.name, "question": question.text, "mark": low.mark}
    _note(row, step=Step.FACE, note=say(FACED, owner=owner.name), by=by, at=now)
    seen = say(SEEN, question=question.text, mark=low.mark)
    _note(row, step=Step.DETECT, note=seen, by=by, at=now)
    ask(owner=owner, source=access.ALERT_SOURCE, about=row, due_at=row.due_on, by=by,
        title=say(TODO, customer=found.customer.name))  # fmt: skip
    people = {one.pk: one for one in (owner, found.round.owner)}
    notify(to=people.values(), event="satisfaction.alert", about=row, by=by,
           title=say(RAISED, **words))  # fmt: skip
    return row


@transaction.atomic
def take_step(row: Alert, step: Step, *, note: str, by) -> Alert:
    """One of the seven steps, in their order; the to-do ends with the first talk.

    Raises Refused for a step out of order, without saying what was done, and once it ended.
    """
    row = _open(row, by)
    check_step(queries.done_steps(row), step, note)
    _note(row, step=step, note=note.strip(), by=by, at=timezone.now())
    if step == Step.CALM:
        settle(source=access.ALERT_SOURCE, about=row, by=by)
    return row


@transaction.atomic
def end_alert(row: Alert, *, result: str, by) -> Alert:
    """The case ends after the seventh step, with its result. Raises Refused before."""
    row = _open(row, by)
    check_ending(queries.done_steps(row), result)
    _end(row, AlertState.DONE, by=by, result=result.strip()[:400])
    return row


@transaction.atomic
def complain(row: Alert, *, words: str, by) -> Complaint:
    """What the customer is dissatisfied with is handled as a complaint; the steps go on there.

    words  what the customer said. Raises Refused without it, and who may take down no complaint
    """
    row = _open(row, by)
    if not complaints.may(by, "add"):
        raise Refused(N_("您不能登记投诉。请联系客户服务主管。"))
    if not words.strip():
        raise Refused(N_("请写下客户的原话。"), field="words")
    case = Complaint(
        customer=row.customer, channel=Channel.WEB, emotion=Emotion.UPSET,
        category=CATEGORIES.get(SurveyType(row.round.type), Category.SERVICE),
        complainant=str(row.response.invitation or row.customer), words=words,
        facts=_("满意度调查“%(round)s”：%(question)s，%(mark)d 分")
        % {"round": row.round.name, "question": row.question.text, "mark": row.mark},
    )  # fmt: skip
    case, _token = receive(case, by=by)
    row.complaint = case
    _end(row, AlertState.COMPLAINT, by=by, result=_("转为投诉 %s") % case.no)
    return case


def _end(row: Alert, state: AlertState, *, by, result: str) -> None:
    with recorded(row, state.chinese, by=by):
        row.state, row.done_at, row.result = state, timezone.now(), result
        row.save(update_fields=["state", "done_at", "result", "complaint"])
    settle(source=access.ALERT_SOURCE, about=row, by=by)


def _note(row: Alert, *, step: Step, note: str, by, at: datetime) -> None:
    made = AlertStep(alert=row, step=step, by=by, at=at, note=str(note)[:NOTE])
    with recorded(made, Verb.CREATE, by=by):
        made.save()


def _owner_for(found: Response) -> User:
    """Who looks after the customer, where he may handle such cases; else who leads the round."""
    owner = found.customer.owner
    if owner is not None and owner.is_active and rights_of(owner).may("survey", "handle"):
        return owner
    return found.round.owner


def _open(row: Alert, by) -> Alert:
    rows = Alert.objects.select_for_update(of=("self",))
    row = rows.select_related("customer", "round", "question", "response__invitation").get(
        pk=row.pk
    )
    if row.state != AlertState.OPEN:
        raise Refused(N_("这件已经了结。"), code="state")
    if not access.may_handle(by, "handle", row):
        raise Refused(N_("这件由 {owner} 处理，您不能代办。"), owner=row.owner.name)
    return row
