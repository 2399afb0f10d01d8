"""Applications for a key account: reviewed, carried out, evaluated, visited again (F-43 … F-45)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.fields.actions import next_number
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Support
from ..rules import course
from ..terms import Activity, State
from .teams import require_key

TO_REVIEW, TO_JUDGE = N_("审核大客户服务申请 {no}"), N_("审批大客户服务评估 {no}")
ANSWERED = N_("大客户服务申请 {no}：{state}")
TO_REVISIT, LATE = (
    N_("回访 {customer}：听活动后的意见"),
    N_("{customer} 活动后没有按时回访（{no}）"),
)
REVIEWED, HELD, EVALUATED, JUDGED, REVISITED = (
    N_("审核"), N_("举办"), N_("评估"), N_("审批评估"), N_("回访"),
)  # fmt: skip
MOST_CHASED = 500


@transaction.atomic
def apply(row: Support, *, by, today: date | None = None) -> Support:
    """Hand in 《大客户服务和支持申请表》; the department's managers hear of it (F-43).

    row  unsaved. Raises Refused for a customer that is no key account.
    """
    require_key(row.customer)
    row.applicant, row.state = by, State.ASKED
    row.asked_on = today or timezone.localdate()
    row.no = next_number("key_support", on=row.asked_on)
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    _to_reviewers(row, TO_REVIEW, by=by)
    return row


@transaction.atomic
def review(row: Support, *, is_approved: bool, opinion: str, by) -> Support:
    """The manager of the department says yes or no, with his opinion: one step (F-43).

    Raises Refused to who wrote it, without an opinion, and twice.
    """
    row = _locked(row)
    course.check_other(by.pk, row.applicant_id)
    opinion = _text(opinion, field="opinion", sentence=N_("请写审核意见。"))
    state = course.target_of(State(row.state), "approve" if is_approved else "decline")
    with recorded(row, REVIEWED, by=by):
        row.state, row.opinion = state, opinion[:400]
        row.reviewed_by, row.reviewed_at = by, timezone.now()
        row.save()
    _answered(row, by=by)
    return row


@transaction.atomic
def hold(row: Support, *, held_on: date, course_: str, opinions: str, by) -> Support:
    """It took place: how it went, which opinions were heard; a re-visit is due (F-44, F-45)."""
    row = _locked(row)
    state = course.target_of(State(row.state), "hold")
    told = _text(course_, field="course_", sentence=N_("请写下举办情况。"))
    course.check_held(Activity(row.activity), held_on=held_on, opinions=opinions,
                      span=(row.asked_on, timezone.localdate()))  # fmt: skip
    with recorded(row, HELD, by=by):
        row.state, row.held_on, row.course, row.opinions = state, held_on, told, opinions.strip()
        row.revisit_due_on = course.revisit_by(held_on, int(parameter("keyservice.revisit_weeks")))
        row.save()
    owner = row.applicant if access.sees(row.applicant, row.customer) else by
    ask(owner=owner, source=access.REVISIT_SOURCE, about=row, by=by,
        due_at=row.revisit_due_on, title=say(TO_REVISIT, customer=row.customer))  # fmt: skip
    return row


@transaction.atomic
def evaluate(row: Support, *, effect: str, score: int, by) -> Support:
    """Hand in 《大客户服务评估表》; the manager approves it (F-45)."""
    row = _locked(row)
    state = course.target_of(State(row.state), "evaluate")
    effect = _text(effect, field="effect", sentence=N_("请写下达到了什么效果。"))
    if not 1 <= score <= 5:
        raise Refused(_("评分要在 1 到 5 之间。"), field="score")
    with recorded(row, EVALUATED, by=by):
        row.state, row.effect, row.score = state, effect[:2000], score
        row.evaluated_by, row.evaluated_at = by, timezone.now()
        row.save()
    _to_reviewers(row, TO_JUDGE, by=by)
    return row


@transaction.atomic
def judge(row: Support, *, is_approved: bool, opinion: str, by) -> Support:
    """The manager approves the evaluation, or gives it back to be written again (F-45).

    Raises Refused to who applied or wrote the evaluation, without an opinion, and twice.
    """
    row = _locked(row)
    course.check_other(by.pk, row.applicant_id, row.evaluated_by_id)
    opinion = _text(opinion, field="opinion", sentence=N_("请写审批意见。"))
    state = course.target_of(State(row.state), "pass" if is_approved else "return")
    with recorded(row, JUDGED, by=by):
        row.state, row.judgement = state, opinion[:400]
        row.judged_by, row.judged_at = by, timezone.now()
        row.save()
    _answered(row, by=by)
    return row


@transaction.atomic
def revisit(row: Support, *, words: str, improvement: str, by) -> Support:
    """The customer was asked what he thinks, and what we do better (F-45). Twice is once.

    Raises Refused before the activity took place, and without his words.
    """
    row = _locked(row)
    if row.held_on is None:
        raise Refused(_("活动还没有举办，不用回访。"))
    if row.revisited_on:
        return row
    words = _text(words, field="words", sentence=N_("请写下客户的意见。"))
    with recorded(row, REVISITED, by=by):
        row.revisited_on, row.revisit_words = timezone.localdate(), words[:1000]
        row.improvement = improvement.strip()[:1000]
        row.save()
    settle(source=access.REVISIT_SOURCE, about=row, by=by)
    return row


@transaction.atomic
def chase(*, today: date | None = None, by=None) -> int:
    """Tell, once, those who lead and the applicant of each re-visit that is late; how many.

    Only who sees the customer hears of it.
    """
    rows = queries.late_revisits(today or timezone.localdate())[:MOST_CHASED]
    for row in rows:
        people = {one.pk: one for one in queries.leaders_of(row.customer)}
        if access.sees(row.applicant, row.customer):
            people[row.applicant_id] = row.applicant
        notify(to=people.values(), event="keyservice.late", about=row, by=by,
               title=say(LATE, customer=row.customer, no=row.no))  # fmt: skip
        row.chased_at = timezone.now()
        row.save(update_fields=["chased_at"])
    return len(rows)


def _locked(row: Support) -> Support:
    rows = Support.objects.select_for_update(of=("self",))
    return rows.select_related("customer", "applicant").get(pk=row.pk)


def _text(text: str, *, field: str, sentence: str) -> str:
    if not text.strip():
        raise Refused(sentence, field=field)
    return text.strip()


def _to_reviewers(row: Support, title: str, *, by) -> None:
    for one in queries.reviewers(row.customer):
        if one.pk not in (row.applicant_id, by.pk):
            notify(to=[one], event="keyservice.review", title=say(title, no=row.no), about=row,
                   by=by)  # fmt: skip
            ask(owner=one, source=access.REVIEW_SOURCE, about=row, by=by,
                title=say(title, no=row.no))  # fmt: skip


def _answered(row: Support, *, by) -> None:
    settle(source=access.REVIEW_SOURCE, about=row, by=by)
    said = say(ANSWERED, no=row.no, state=say(State(row.state).chinese))
    notify(to=[row.applicant], event="keyservice.answered", title=said, about=row, by=by)
