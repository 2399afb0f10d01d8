"""客户关系评估表: begun with what the system knows, filled, handed in, reviewed (L-12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.care.models import ReturnPlan
from maizi.customers.models import Customer
from maizi.fields.actions import next_number
from maizi.fields.queries import parameter
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, kept, say

from .. import access, queries
from ..models import Evaluation, Mark
from ..queries.shown import weighed
from ..rules import course
from ..rules.scoring import band_of, score_of
from ..terms import Indicator, State

FILLED, REFRESHED, HANDED_IN, REVIEWED = (
    N_("填写评估"), N_("重新取数"), N_("提交复核"), N_("复核"),
)  # fmt: skip
BY_HAND = N_("人工改过的指标")
TO_REVIEW = N_("复核 {customer} 的客户关系评估表 {no}")
ANSWERED = N_("客户关系评估表 {no}：{state}")
POOLED = N_("公海里的客户不评估关系。请先领取或分配负责人。")


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of one indicator; a value of None is unknown."""

    value: Decimal | None
    reason: str = ""


@transaction.atomic
def begin(customer: Customer, *, starts_on: date, ends_on: date, by) -> Evaluation:
    """Begin an evaluation of a period, with what the system proposes for each indicator.

    Raises Refused for a customer in a pool, a wrong period, and while one is on its way.
    """
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    if customer.pool_id is not None:
        raise Refused(POOLED)
    course.check_period(starts_on, ends_on, timezone.localdate())
    if there := queries.open_of(customer):
        raise Refused(N_("这位客户已有一份评估表 {no} 没有办完，请接着填。"), no=there.no)
    row = Evaluation(customer=customer, starts_on=starts_on, ends_on=ends_on, by=by)
    row.no = next_number("relation_evaluation", on=timezone.localdate())
    _snapshot(row)
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    _propose(row)
    return row


@transaction.atomic
def refresh(row: Evaluation, *, by) -> Evaluation:
    """Take the numbers anew; what a person set stays. Raises Refused when it was handed in."""
    row = _locked(row, "refresh")
    with recorded(row, REFRESHED, by=by):
        _snapshot(row)
        row.save()
    _propose(row)
    return row


@transaction.atomic
def fill(
    row: Evaluation, *, given: Mapping[Indicator, Given], problems: str, strategy: str, by
) -> Evaluation:
    """Write problems and strategy, and other values than proposed with their reasons.

    given  by indicator; those the person does not see are left as they are

    Raises Refused for a value without its reason, and when it was handed in.
    """
    row = _locked(row, "fill")
    changed = []
    for mark in row.marks.all():
        told = given.get(Indicator(mark.indicator))
        if told is None or not access.sees_mark(by, mark.indicator):
            continue
        course.check_value(Indicator(mark.indicator), mark.proposed, told.value, told.reason)
        reason = told.reason.strip()[:200] if told.value != mark.proposed else ""
        if (told.value, reason) != (mark.value, mark.reason):
            mark.value, mark.reason = told.value, reason
            mark.save(update_fields=["value", "reason"])
            changed.append(Indicator(mark.indicator).chinese)
    with recorded(row, FILLED, by=by):
        row.problems, row.strategy = problems.strip()[:2000], strategy.strip()[:2000]
        row.save()
    if changed:  # which, and not to what: not everybody may see the values
        record(row, verb=FILLED, by=by, changes={BY_HAND: [None, "、".join(changed)]})
    return row


@transaction.atomic
def hand_in(row: Evaluation, *, by) -> Evaluation:
    """Give it to the reviewers, with the band it comes to.

    Raises Refused when nothing is known, without problems and strategy, and when there is nobody
    else who could review it.
    """
    row = _locked(row, "hand_in")
    score = score_of(*weighed(row.marks.all()))
    course.check_complete(score, row.problems, row.strategy)
    people = [one for one in queries.reviewers() if one.pk != row.by_id]
    seeing = [one for one in people if access.visible_evaluations(one).filter(pk=row.pk).exists()]
    if not seeing:
        raise Refused(
            N_("没有别人能复核这位客户的评估表。请管理员给看得到这位客户的同事“复核评估表”的权限。")
        )
    with recorded(row, HANDED_IN, by=by):
        row.state, row.band = State.ASKED, band_of(score, parameter("relationship.bands"))
        row.save()
    said = say(TO_REVIEW, customer=row.customer, no=row.no)
    for one in seeing:
        notify(to=[one], event="relationship.review", title=said, about=row, by=by)
        ask(owner=one, source=access.REVIEW_SOURCE, about=row, by=by, title=said)
    return row


@transaction.atomic
def review(row: Evaluation, *, is_agreed: bool, opinion: str, by) -> Evaluation:
    """Another person agrees, or gives it back to be written again: one step.

    Raises Refused to who wrote it, without an opinion, and when it does not wait.
    """
    row = _locked(row, "review")
    course.check_reviewer(by.pk, row.by_id)
    row.opinion = course.check_opinion(opinion)[:400]
    with recorded(row, REVIEWED, by=by):
        row.state = State.APPROVED if is_agreed else State.DRAFT
        row.reviewed_by, row.reviewed_at = by, timezone.now()
        row.save()
    settle(source=access.REVIEW_SOURCE, about=row, by=by)
    said = say(ANSWERED, no=row.no, state=say(State(row.state).chinese))
    notify(to=[row.by], event="relationship.answered", title=said, about=row, by=by)
    return row


@transaction.atomic
def discard(row: Evaluation, *, by) -> None:
    """Throw away a form that was begun for nothing. Raises Refused when it was handed in."""
    row = _locked(row, "discard")
    record(row, verb=Verb.DELETE, by=by)
    row.delete()


def _locked(row: Evaluation, verb: str) -> Evaluation:
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related("customer", "by")
    row = rows.get(pk=row.pk)
    course.check_step(State(row.state), verb)
    return row


def _snapshot(row: Evaluation) -> None:
    """How the customer stands today."""
    plan = ReturnPlan.objects.filter(customer=row.customer_id).first()
    row.at, row.lifecycle = timezone.now(), row.customer.lifecycle
    row.loyalty_class = plan.loyalty_class if plan else ""


def _propose(row: Evaluation) -> None:
    """Write what the system proposes; a value that a person set with a reason stays."""
    set_ = queries.weights()
    held = {mark.indicator: mark for mark in row.marks.all()}
    proposals = queries.proposals_of(row.customer, (row.starts_on, row.ends_on))
    for indicator, found in proposals.items():
        mark = held.get(indicator) or Mark(evaluation=row, indicator=indicator)
        if not mark.reason:
            mark.value = found.value
        mark.proposed, mark.weight = found.value, set_[indicator]
        mark.told = kept(found.told)
        mark.save()
