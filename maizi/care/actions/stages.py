"""Move customers along the ladder: by rule, by hand, by approval (C-4)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.customers.terms import Lifecycle
from maizi.fields.queries import parameters
from maizi.history.actions import record_many, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_
from maizi.search.actions import index

from .. import access, queries
from ..events import CustomerWonBack, StageChanged
from ..models import Membership, StageSpell
from ..queries.facts import Known
from ..rules.stages import LossPolicy, StageFacts, check_by_hand, next_stage
from ..terms import BUYING, Cause
from .ending import end_partnerships
from .winback import open_for, win_by_orders

KIND = Customer._meta.label_lower
STEPPED = N_("发展阶段")
BOUGHT = (Cause.ORDER, Cause.NIGHT)  # a stage that a person sets is no order


@dataclass(frozen=True, slots=True)
class Step:
    """One customer comes to another stage; `was` is where he stood before."""

    known: Known
    was: Lifecycle
    stage: Lifecycle
    cause: Cause
    reason: str = ""
    is_first: bool = False


def loss_policy() -> LossPolicy:
    """When the company counts somebody as lost."""
    return LossPolicy(*parameters("churn.k", "churn.floor", "churn.single"))


def hold(ids: Collection[int], *, today: date, by=None) -> list[Known]:
    """What is known of some customers, who stay as they are until the transaction ends.

    Whoever moves stages begins here: two that move the same customer go one after the other.
    """
    rows = Customer.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return queries.known_of(list(rows.values_list("pk", flat=True)), today=today)


@transaction.atomic
def move_along(
    known: Sequence[Known], *, now: datetime, by=None, cause: Cause = Cause.NIGHT
) -> int:
    """Bring stages and their history of some customers up to date; how many moved.

    known  as `hold` gave it, in the same transaction

    What was changed elsewhere, in a form or an import, closes its spell first: the history has
    no gaps. Announces StageChanged for each, and CustomerWonBack for who bought again.
    """
    policy, today = loss_policy(), timezone.localdate(now)
    end_partnerships(known, by=by)
    fresh, elsewhere, moved = [], [], []
    for one in known:
        stage = Lifecycle(one.lifecycle)
        if one.spell is None:
            fresh.append(one)
        elif one.spell.stage != stage:
            elsewhere.append(Step(one, Lifecycle(one.spell.stage), stage, Cause.ELSEWHERE))
        found = next_stage(stage, _facts(one), today, policy)
        if found != stage and one.archived_at is None:
            moved.append(Step(one, stage, found, cause, is_first=one.spell is None))
    _open_first(fresh)
    _turn(elsewhere, now=now, by=by)
    _turn(moved, now=now, by=by)
    _store(moved, by=by)
    win_by_orders({one.pk: one.order_days for one in known}, by=by)
    return len(moved)


@transaction.atomic
def restage(ids: Collection[int], *, by=None, now: datetime | None = None) -> int:
    """The same at once, when an order of theirs has been completed.

    Customers are locked only where something is to be moved: a shipment holds its order and the
    credit account already, and most shipments move nobody.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    moving = _to_move(queries.known_of(ids, today=today), today)
    if not moving:
        return 0
    return move_along(hold(moving, today=today), now=now, by=by, cause=Cause.ORDER)


def _to_move(known: Sequence[Known], today: date) -> list[int]:
    """Ids of customers that stand elsewhere than they should, or that are being won back."""
    policy = loss_policy()
    wanted = open_for([one.pk for one in known])
    return [
        one.pk for one in known
        if one.pk in wanted or one.spell is None or one.spell.stage != one.lifecycle
        or next_stage(Lifecycle(one.lifecycle), _facts(one), today, policy) != one.lifecycle
    ]  # fmt: skip


@transaction.atomic
def set_stage(customer: Customer, stage: Lifecycle, *, by, reason: str) -> StageSpell:
    """Set a stage by hand; it stands until the next completed order.

    Raises Refused for partners, for the stage one has, without a reason, and without the right.
    """
    if not access.may_care(by, "stage", customer):
        raise Refused(N_("您不能改变“{name}”的发展阶段。请联系主管。"), name=customer.name)
    row = Customer.objects.select_for_update().get(pk=customer.pk)
    check_by_hand(Lifecycle(row.lifecycle), stage, reason)
    return put(row, stage=stage, cause=Cause.PERSON, by=by, reason=reason)


def put(row: Customer, *, stage: Lifecycle, cause: Cause, by, reason: str) -> StageSpell:
    """Put a locked customer on a stage; the caller has checked that it may be."""
    now = timezone.now()
    (known,) = queries.known_of([row.pk], today=timezone.localdate(now))
    was = Lifecycle(row.lifecycle)
    if known.spell is None:
        _open_first([known])
    elif known.spell.stage != was:
        _turn([Step(known, Lifecycle(known.spell.stage), was, Cause.ELSEWHERE)], now=now, by=by)
    step = Step(known, was, stage, cause, reason.strip()[:200])
    _turn([step], now=now, by=by)
    _store([step], by=by)
    row.lifecycle = stage
    return known.spell


@transaction.atomic
def enrol(row: Membership, *, by) -> Membership:
    """Make a customer a member of a club. Raises Refused without the right or for days askew."""
    if not access.may_care(by, "visit", row.customer):
        raise Refused(N_("您不能修改“{name}”。请联系其负责人。"), name=row.customer.name)
    if row.ends_on and row.ends_on < row.joined_on:
        raise Refused(N_("会员到期日期不能早于加入日期。"), field="ends_on")
    row.by = by
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    restage([row.customer_id], by=by)
    return row


def _facts(one: Known) -> StageFacts:
    spell = one.spell
    is_same = spell is not None and spell.stage == one.lifecycle
    return StageFacts(
        order_days=one.order_days, is_member=one.is_member, referrals=one.referrals, nps=one.nps,
        is_partner=one.is_partner, is_by_hand=is_same and spell.cause == Cause.PERSON,
        orders_then=_orders_then(one),
    )  # fmt: skip


def _orders_then(one: Known) -> int:
    """Orders completed when the present spell began; of old spells, those of days before."""
    if one.spell is None:
        return 0
    if one.spell.orders is not None:
        return one.spell.orders
    return sum(day <= timezone.localdate(one.spell.since) for day in one.order_days)


def _open_first(fresh: list[Known]) -> None:
    """The first spell of each, since it came into the archive."""
    for one in fresh:
        one.spell = StageSpell(
            customer_id=one.pk, stage=one.lifecycle, since=one.created_at, cause=Cause.START
        )
    StageSpell.objects.bulk_create([one.spell for one in fresh], batch_size=1000)


def _turn(steps: list[Step], *, now: datetime, by) -> None:
    """Close the present spells and open those that follow, at the same moment."""
    if not steps:
        return
    StageSpell.objects.filter(pk__in=[step.known.spell.pk for step in steps]).update(until=now)
    for step in steps:
        step.known.spell = StageSpell(
            customer_id=step.known.pk, stage=step.stage, since=now, cause=step.cause,
            reason=step.reason, by=by, orders=len(step.known.order_days),
        )  # fmt: skip
    StageSpell.objects.bulk_create([step.known.spell for step in steps], batch_size=1000)


def _store(steps: list[Step], *, by) -> None:
    """Write the stages into the archive, tell the history and the search, announce."""
    by_stage: dict[Lifecycle, list[int]] = defaultdict(list)
    for step in steps:
        by_stage[step.stage].append(step.known.pk)
        step.known.lifecycle = step.stage
    for stage, ids in by_stage.items():
        Customer.objects.filter(pk__in=ids).update(lifecycle=stage)
    lines = [
        (step.known.pk, step.known.name, {"lifecycle": [str(step.was), str(step.stage)]})
        for step in steps
    ]
    if not lines:
        return
    reason = steps[0].reason if len(steps) == 1 else ""
    record_many(KIND, lines=lines, verb=STEPPED, by=by, reason=reason)
    index("customer", [step.known.pk for step in steps])
    for step in steps:
        publish(StageChanged(step.known.pk, str(step.was), str(step.stage), step.is_first))
        if step.was == Lifecycle.INACTIVE and step.stage in BUYING and step.cause in BOUGHT:
            publish(CustomerWonBack(step.known.pk))
