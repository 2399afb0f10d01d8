"""Create opportunities, move them, end them, and begin again (B-4)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.customers.terms import Lifecycle
from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, settle
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say
from maizi.search.actions import index

from .. import queries
from ..events import OpportunityClosed, OpportunityMoved
from ..models import Move, Opportunity, Pipeline, Stage
from ..rules.learning import Experience
from ..rules.stages import Place, check_close, check_move, check_reopen, check_review
from ..terms import DealState, Step
from .pipelines import usual_pipeline

MOVED, ENDED, BEGUN = N_("推进"), N_("结束商机"), N_("重新打开")
REVIEW = "development.review"
PROMOTED = {Step.QUALIFIED: (Lifecycle.SUSPECT, Lifecycle.PROSPECT)}


@transaction.atomic
def save_opportunity(row: Opportunity, verb: str, *, by) -> Opportunity:
    """Store a new or changed opportunity; the caller records (`kit.pages.save`).

    A new one gets a number and stands in the first stage of its pipeline. Raises Refused for a
    customer in a pool, people of another customer, and another pipeline later on.
    """
    row.name = " ".join(row.name.split())
    stored = None if row._state.adding else _locked(row)
    _check_people(row)
    if stored is None:
        _begin(row, by)
    elif stored.pipeline_id != row.pipeline_id:
        raise Refused(N_("已经开始的商机不能换流程。请另建一个。"), field="pipeline")
    elif stored.customer_id != row.customer_id:
        raise Refused(N_("商机不能改到别的客户名下。请另建一个。"), field="customer")
    if stored is not None:
        for name in ("stage_id", "entered_at", "furthest", "state", "closed_at"):
            setattr(row, name, getattr(stored, name))
    row.org_unit = row.owner.unit
    row.save()
    if stored is None:
        _note(row, by=by, now=row.entered_at)
    index("opportunity", [row.pk])
    return row


def _begin(row: Opportunity, by) -> None:
    if row.customer.pool_id:
        raise Refused(N_("客户还在公海里，请先领取再建商机。"), field="customer")
    if row.pipeline_id is None:
        row.pipeline = usual_pipeline(by=by)
    if not row.pipeline.is_active:
        raise Refused(N_("流程“{name}”已停用。"), name=row.pipeline.name, field="pipeline")
    row.stage = row.pipeline.stages.order_by("position").first()
    row.entered_at = row.entered_at or timezone.now()
    row.no = next_number("opportunity", on=timezone.localdate())
    row.created_by = by
    if row.owner_id is None:
        row.owner = by


def _check_people(row: Opportunity) -> None:
    for name in ("contact", "decider"):
        person = getattr(row, name)
        if person is not None and person.customer_id != row.customer_id:
            raise Refused(N_("“{person}”不是这个客户的联系人。"), person=person.name, field=name)
    facts = visible_customers(row.owner).filter(pk=row.customer_id) if row.owner_id else None
    if facts is not None and not facts.exists():
        raise Refused(
            N_("{owner}看不到这个客户，不能负责它的商机。"), owner=row.owner.name, field="owner"
        )


@transaction.atomic
def move_opportunity(
    row: Opportunity, *, stage: Stage, by, note: str = "", now: datetime | None = None
) -> Opportunity:
    """Bring an open opportunity to another stage; the way back needs no proof.

    What is learned about its chance is written down with the move, so that it can be judged
    later. Announces OpportunityMoved. Raises Refused when a stage is jumped or something is
    missing (B-4).
    """
    now = now or timezone.now()
    row = _locked(row)
    if row.state != DealState.OPEN:
        raise Refused(N_("“{name}”已经结束。要继续，请先重新打开。"), name=row.name)
    if stage.pipeline_id != row.pipeline_id:
        raise Refused(N_("这个阶段不属于商机的流程。"))
    if stage.pk == row.stage_id:
        return row
    stages = list(row.pipeline.stages.all())
    here, there = [s.pk for s in stages].index(row.stage_id), [s.pk for s in stages].index(stage.pk)
    if there > here:
        places = [Place(s.name, Step(s.step)) for s in stages]
        facts = queries.facts_about(row)
        check_move(places[here], places[there], between=places[here + 1 : there], facts=facts)
    with recorded(row, MOVED, by=by, reason=note[:200]):
        row.stage, row.entered_at = stage, now
        row.furthest = max(row.furthest, Step(stage.step).rank)
        row.chance = queries.chance_of(row, stage, queries.experience_of(row.pipeline))
        row.save(update_fields=["stage", "entered_at", "furthest", "chance"])
    _note(row, by=by, now=now, note=note)
    if Step(stage.step) in PROMOTED:
        _carry(row.customer_id, *PROMOTED[Step(stage.step)], by=by)
    publish(OpportunityMoved(row.pk, stage.pk))
    return row


@dataclass(frozen=True, slots=True)
class Ending:
    """How an opportunity ends: won, or why not, and when it is looked at again."""

    state: DealState
    reason: str = ""
    note: str = ""
    review_on: date | None = None


@transaction.atomic
def close_opportunity(
    row: Opportunity, ending: Ending, *, by, now: datetime | None = None
) -> Opportunity:
    """End an open opportunity; a pause asks its owner for a look on the day of the review.

    Asks the owner for the development record. Announces OpportunityClosed. Raises Refused
    when it may not end so (B-4).
    """
    now = now or timezone.now()
    row = _locked(row)
    if row.state != DealState.OPEN:
        raise Refused(N_("“{name}”已经结束了。"), name=row.name)
    last = row.pipeline.stages.order_by("-position").first()
    check_close(
        ending.state, is_last_stage=row.stage_id == last.pk, facts=queries.facts_about(row),
        reason=ending.reason, text=ending.note,
    )  # fmt: skip
    check_review(ending.state, ending.review_on, today=timezone.localdate(now))
    is_won = ending.state == DealState.WON
    with recorded(row, ENDED, by=by, reason=ending.note[:200]):
        row.state, row.closed_at = ending.state, now
        row.reason, row.reason_note = "" if is_won else ending.reason, ending.note.strip()
        row.review_on = ending.review_on if ending.state == DealState.PAUSED else None
        row.save(update_fields=["state", "closed_at", "reason", "reason_note", "review_on"])
    _note(row, by=by, now=now, note=ending.note)
    if ending.state == DealState.DISQUALIFIED:
        for stage in (Lifecycle.SUSPECT, Lifecycle.PROSPECT):
            _carry(row.customer_id, stage, Lifecycle.DISQUALIFIED, by=by)
    _ask_owner(row, by)
    publish(OpportunityClosed(row.pk, ending.state.value))
    return row


@transaction.atomic
def reopen_opportunity(
    row: Opportunity, *, by, note: str = "", now: datetime | None = None
) -> Opportunity:
    """Begin again where it stood, once its development record is filed. Raises Refused before."""
    now = now or timezone.now()
    row = _locked(row)
    is_recorded = row.records.filter(ended_at=row.closed_at).exists()
    check_reopen(DealState(row.state), is_recorded=is_recorded)
    with recorded(row, BEGUN, by=by, reason=note[:200]):
        row.state, row.closed_at, row.entered_at = DealState.OPEN, None, now
        row.reason = row.reason_note = ""
        row.review_on = None
        row.save(
            update_fields=["state", "closed_at", "entered_at", "reason", "reason_note", "review_on"]
        )
    _note(row, by=by, now=now, note=note)
    settle(source=REVIEW, about=row, by=by)
    return row


@transaction.atomic
def assign_opportunity(row: Opportunity, owner: User, *, by, reason: str = "") -> Opportunity:
    """Give an opportunity to a colleague. Raises Refused when he doesn't see the customer."""
    row = _locked(row)
    with recorded(row, N_("换负责人"), by=by, reason=reason[:200]):
        row.owner = owner
        _check_people(row)
        row.org_unit = owner.unit
        row.save(update_fields=["owner", "org_unit"])
    return row


def refresh_chances(pipeline: Pipeline, *, by=None) -> int:
    """Learn anew from what has ended, for every open opportunity; how many chances changed."""
    experience: Experience = queries.experience_of(pipeline)
    rows = Opportunity.objects.filter(pipeline=pipeline, state=DealState.OPEN)
    changed = []
    for row in rows.select_related("customer", "stage").iterator(chunk_size=2_000):
        found = queries.chance_of(row, row.stage, experience)
        if found != row.chance:
            row.chance = found
            changed.append(row)
    Opportunity.objects.bulk_update(changed, ["chance"], batch_size=500)
    return len(changed)


def _locked(row: Opportunity) -> Opportunity:
    rows = Opportunity.objects.select_for_update(of=("self",))
    return rows.select_related("customer", "pipeline", "stage", "owner").get(pk=row.pk)


def _note(row: Opportunity, *, by, now: datetime, note: str = "") -> None:
    """Write the move down, with both chances as they are said now."""
    Move.objects.create(
        opportunity=row, stage_id=row.stage_id, state=row.state, reason=row.reason,
        usual_chance=row.stage.probability, learned_chance=row.chance, note=note.strip()[:300],
        by=by, at=now,
    )  # fmt: skip


def _carry(customer_id: int, was: Lifecycle, becomes: Lifecycle, *, by) -> None:
    """The customer's place on the ladder follows, if it stood just there (C-4)."""
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    if customer.lifecycle == was:
        with recorded(customer, Verb.CHANGE, by=by, reason=str(N_("商机推进"))):
            customer.lifecycle = becomes
            customer.save(update_fields=["lifecycle"])
        index("customer", [customer.pk])


def _ask_owner(row: Opportunity, by) -> None:
    if row.state != DealState.DISQUALIFIED:
        ask(
            owner=row.owner, source="development.record", about=row, by=by,
            title=say(N_("填写“{name}”的开发记录"), name=row.name),
            due_at=timezone.localdate(row.closed_at),
        )  # fmt: skip
    if row.review_on:
        ask(
            owner=row.owner, source=REVIEW, about=row, by=by, due_at=row.review_on,
            title=say(N_("复查暂停的商机“{name}”"), name=row.name),
        )  # fmt: skip
