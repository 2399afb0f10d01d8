"""Shortfalls of a round, what is done about them, and the end of it (G-1, F-55, E-9)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.complaints.actions import save_improvement
from maizi.complaints.models import Cause, Improvement
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import settle
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..events import RoundFinalised
from ..models import Indicator, Round, Shortfall
from ..rules.course import check_filing, check_final, check_settling
from ..terms import Decision, RoundState, SurveyType

LOW = N_("“{name}”只有 {value} 分")
MOST = 40
ENDED = N_("这轮调查不在“已截止”，不能改不足与改进。")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done about a shortfall: by whom, until when, against which cause."""

    title: str
    cause: Cause
    owner: User
    due_on: date
    measures: str = ""


def propose(row: Round, *, by=None) -> int:
    """Every indicator below the line is put down as a shortfall to settle; how many (G-1)."""
    low = queries.low_indicators(row)
    known = {one.name: one for one in Indicator.objects.filter(questionnaire=row.questionnaire_id)}
    for name, value in low:
        one = Shortfall(
            round=row, indicator=known[name], value=f"{value:.2f}",
            title=str(say(LOW, name=name, value=f"{value:.1f}")),
        )  # fmt: skip
        with recorded(one, Verb.CREATE, by=by):
            one.save()
    return len(low)


@transaction.atomic
def add_shortfall(row: Round, *, title: str, by) -> Shortfall:
    """A shortfall that no indicator shows. Raises Refused unless the round has ended."""
    row = _closed(row)
    if not title.strip():
        raise Refused(N_("请写下哪里不足。"), field="title")
    if row.shortfalls.count() >= MOST:
        raise Refused(N_("一轮最多写 {most} 项不足。"), most=MOST, field="title")
    one = Shortfall(round=row, title=" ".join(title.split())[:120])
    with recorded(one, Verb.CREATE, by=by):
        one.save()
    return one


@transaction.atomic
def act_on(one: Shortfall, measure: Measure, *, by) -> Shortfall:
    """A measure against it, followed among all improvements of the house (E-9).

    Raises Refused unless the round has ended, without a title, and for a day that is past.
    """
    one = _unsettled(one)
    title = " ".join(measure.title.split())
    if not title:
        raise Refused(N_("请写下采取什么措施。"), field="title")
    made = Improvement(
        title=title[:120], cause=measure.cause, owner=measure.owner, due_on=measure.due_on,
        measures=measure.measures.strip(),
    )  # fmt: skip
    with recorded(made, Verb.CREATE, by=by):
        save_improvement(made, "create", by=by)
    with recorded(one, N_("定改进措施"), by=by):
        one.decision, one.improvement, one.because = Decision.ACT, made, ""
        one.save()
    return one


@transaction.atomic
def leave(one: Shortfall, *, because: str, by) -> Shortfall:
    """Nothing is done about it, and why (G-1). Raises Refused without a reason."""
    one = _unsettled(one)
    check_settling(Decision.LEAVE, because)
    with recorded(one, N_("不采取措施"), by=by):
        one.decision, one.because = Decision.LEAVE, because.strip()[:400]
        one.save()
    return one


@transaction.atomic
def file_review(row: Round, *, review: str, by) -> Round:
    """Shortfalls and improvements are filed; the to-do of the head ends (F-55).

    Raises Refused while a shortfall is unsettled, without words, and by whom it is none of his.
    """
    row = Round.objects.select_for_update(of=("self",)).get(pk=row.pk)
    check_filing(RoundState(row.state), review, queries.decisions_of(row))
    if not access.may_file(by, row):
        raise Refused(N_("不足与改进由售后服务部负责人提交。"))
    with recorded(row, N_("提交不足与改进"), by=by):
        row.review, row.filed_at, row.filed_by = review.strip()[:4000], timezone.now(), by
        row.save(update_fields=["review", "filed_at", "filed_by"])
    settle(source=access.FILE_SOURCE, about=row, by=by)
    return row


@transaction.atomic
def finalise(row: Round, *, by) -> Round:
    """The results are final. Announces RoundFinalised. Raises Refused before all is settled and,
    after sales, filed (F-55)."""
    row = Round.objects.select_for_update(of=("self",)).get(pk=row.pk)
    check_final(
        RoundState(row.state), is_after_sales=SurveyType(row.type).is_after_sales,
        is_filed=row.filed_at is not None, decisions=queries.decisions_of(row),
    )  # fmt: skip
    with recorded(row, N_("定稿"), by=by):
        row.state, row.final_at = RoundState.FINAL, timezone.now()
        row.save(update_fields=["state", "final_at"])
    publish(RoundFinalised(row.pk))
    return row


def _closed(row: Round) -> Round:
    row = Round.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != RoundState.CLOSED:
        raise Refused(ENDED, code="state")
    return row


def _unsettled(one: Shortfall) -> Shortfall:
    _closed(one.round)
    one = Shortfall.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if one.improvement_id is not None:
        raise Refused(N_("这一项已经有改进措施了，请在改进措施里跟踪。"), code="acted")
    return one
