"""Plan visits, prepare and make them, record and follow them up (B-30 to B-36)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.access import visible_customers
from maizi.customers.terms import ContactChannel
from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Discussion, Material, Visit
from ..rules.visits import check_level, check_mode, check_ready, record_due
from ..terms.visits import DiscussionSort, MaterialSort, MaterialState, VisitMode, VisitState

RECORD = "development.visit_record"
CHANNELS = {
    VisitMode.FACE: ContactChannel.VISIT, VisitMode.VIDEO: ContactChannel.MEETING,
    VisitMode.PHONE: ContactChannel.PHONE, VisitMode.ONLINE: ContactChannel.IM,
}  # fmt: skip


@transaction.atomic
def save_visit(row: Visit, verb: str, *, by) -> Visit:
    """Plan a visit or change the plan; the caller records. A key account gets its checklist.

    The visitor is asked for the record 24 hours after the planned end. Raises Refused for a
    visitor below the level (B-31), another mode without reason (B-34), a customer he does not
    see, and once the visit is over.
    """
    row.purpose = " ".join(row.purpose.split())
    is_new = row._state.adding
    stored = None if is_new else locked_visit(row)
    if stored is not None and stored.state in (VisitState.DONE, VisitState.CANCELLED):
        raise Refused(N_("这次拜访已经结束，计划不能再改。"))
    if row.visitor_id is None:
        row.visitor = by
    check_level(
        is_key=access.is_key(row.customer), may_visit_key=access.may_visit(row.visitor, "key"),
        may_override=access.may_visit(by, "override"), reason=row.level_reason,
    )  # fmt: skip
    check_mode(VisitMode(row.mode), row.mode_reason)
    _check_belongings(row)
    if is_new:
        if row.planned_at < timezone.now() - timedelta(days=30):
            raise Refused(N_("计划时间已过去一个月以上，请核对。"), field="planned_at")
        row.no = next_number("visit", on=timezone.localdate())
        row.created_by = by
    else:
        row.state, row.discussion_id = stored.state, stored.discussion_id
    row.org_unit = row.visitor.unit
    row.save()
    if access.is_key(row.customer):
        _lay_list(row)
    _ask_for_record(row, stored, by)
    return row


def _check_belongings(row: Visit) -> None:
    if not visible_customers(row.visitor).filter(pk=row.customer_id).exists():
        raise Refused(
            N_("{visitor}看不到这个客户，不能去拜访。"), visitor=row.visitor.name, field="visitor"
        )
    for name in ("contact", "opportunity"):
        one = getattr(row, name)
        if one is not None and one.customer_id != row.customer_id:
            raise Refused(N_("“{what}”不属于这个客户。"), what=one.name, field=name)


def _lay_list(row: Visit) -> None:
    Material.objects.bulk_create(
        [Material(visit=row, code=code) for code in MaterialSort], ignore_conflicts=True
    )


def _ask_for_record(row: Visit, stored: Visit | None, by) -> None:
    if stored is not None and stored.visitor_id != row.visitor_id:
        settle(source=RECORD, about=row, owner=stored.visitor, by=by)
    ask(
        owner=row.visitor, source=RECORD, about=row, by=by,
        title=say(N_("填写拜访记录：{customer}"), customer=row.customer.name),
        due_at=record_due(row.planned_at + timedelta(minutes=row.minutes)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Talked:
    """A discussion as somebody writes it down."""

    at: datetime
    people: Collection[User]
    notes: str
    decision: str = ""


@transaction.atomic
def discuss(visit: Visit, talked: Talked, *, by) -> Discussion:
    """Write down the discussion before a visit and link it (B-32).

    Raises Refused without another person, without notes, and for a time ahead.
    """
    visit = locked_visit(visit)
    _refuse_ended(visit)
    people = {person.pk: person for person in (*talked.people, by)}
    others = [pk for pk in people if pk != visit.visitor_id]
    if not others:
        raise Refused(N_("讨论会至少要有一位其他同事参加。"), field="people")
    if not talked.notes.strip():
        raise Refused(N_("请写下大家的意见和建议。"), field="notes")
    if talked.at > timezone.now():
        raise Refused(N_("讨论的时间不能晚于现在。"), field="at")
    row = Discussion(
        customer=visit.customer, sort=DiscussionSort.VISIT, at=talked.at, host=by,
        notes=talked.notes.strip(), decision=talked.decision.strip()[:300],
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    row.people.set(people.values())
    with recorded(visit, N_("记下讨论"), by=by):
        visit.discussion = row
        visit.save(update_fields=["discussion"])
    return row


@transaction.atomic
def mark_materials(
    visit: Visit, marks: Mapping[MaterialSort, tuple[MaterialState, str]], *, by,
    judgement: str | None = None,
) -> None:  # fmt: skip
    """Tick items of the checklist, and write the judgement of what was collected (B-33).

    Raises Refused for an item left out without a reason.
    """
    visit = locked_visit(visit)
    _refuse_ended(visit)
    rows = {row.code: row for row in visit.materials.select_for_update()}
    changed = []
    for code, (state, reason) in marks.items():
        row = rows.get(code)
        if row is None:
            continue
        if state == MaterialState.NONE and not reason.strip():
            raise Refused(N_("“{name}”标为不适用，请写明原因。"), name=code.chinese)
        row.state, row.reason = state, reason.strip()[:100] if state == MaterialState.NONE else ""
        changed.append(row)
    Material.objects.bulk_update(changed, ["state", "reason"])
    if judgement is not None and judgement.strip() != visit.judgement:
        with recorded(visit, N_("分析资料"), by=by):
            visit.judgement = judgement.strip()[:4000]
            visit.save(update_fields=["judgement"])
    _fall_back(visit, by)


def _fall_back(visit: Visit, by) -> None:
    """A visit that lacks something again is no longer ready."""
    if visit.state == VisitState.READY and queries.lacks_of(queries.preparation_of(visit)):
        with recorded(visit, N_("退回准备"), by=by):
            visit.state = VisitState.PLANNED
            visit.save(update_fields=["state"])


@transaction.atomic
def make_ready(visit: Visit, *, by) -> Visit:
    """Call a visit ready. Raises Refused with what is missing (B-32, B-33)."""
    visit = locked_visit(visit)
    _refuse_ended(visit)
    check_ready(queries.preparation_of(visit))
    with recorded(visit, N_("设为就绪"), by=by):
        visit.state = VisitState.READY
        visit.save(update_fields=["state"])
    return visit


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody is, as his phone says."""

    latitude: Decimal
    longitude: Decimal
    accuracy_m: int | None = None


@transaction.atomic
def check_in(visit: Visit, *, by, spot: Spot | None = None, now: datetime | None = None) -> Visit:
    """Say that one has arrived, with the place if the phone knows it; twice is once.

    Raises Refused for a place that is nowhere, and for a key account's visit that is not ready.
    """
    now = now or timezone.now()
    visit = locked_visit(visit)
    _refuse_ended(visit)
    if access.is_key(visit.customer) and visit.state != VisitState.READY:
        raise Refused(
            N_("大客户拜访要先讨论、备齐材料、设为“已就绪”，才能签到。"), code="discussion"
        )
    if spot and not (-90 <= spot.latitude <= 90 and -180 <= spot.longitude <= 180):
        raise Refused(N_("定位不正确，请重新定位，或不带定位签到。"))
    with recorded(visit, N_("签到"), by=by):
        visit.arrived_at = visit.arrived_at or now
        if spot:
            visit.latitude, visit.longitude = spot.latitude, spot.longitude
            visit.accuracy_m = spot.accuracy_m
        visit.save(update_fields=["arrived_at", "latitude", "longitude", "accuracy_m"])
    return visit


@transaction.atomic
def cancel_visit(visit: Visit, *, by, reason: str) -> Visit:
    """Call a visit off. Raises Refused without a reason and once it is over."""
    visit = locked_visit(visit)
    _refuse_ended(visit)
    if not reason.strip():
        raise Refused(N_("请写明取消的原因。"), field="reason")
    with recorded(visit, N_("取消拜访"), by=by, reason=reason[:200]):
        visit.state, visit.cancel_reason = VisitState.CANCELLED, reason.strip()[:200]
        visit.save(update_fields=["state", "cancel_reason"])
    settle(source=RECORD, about=visit, by=by)
    return visit


def locked_visit(visit: Visit) -> Visit:
    """The visit as it stands, locked to the end of the transaction."""
    rows = Visit.objects.select_for_update(of=("self",))
    return rows.select_related("customer", "visitor", "discussion", "contact").get(pk=visit.pk)


def _refuse_ended(visit: Visit) -> None:
    if visit.state in (VisitState.DONE, VisitState.CANCELLED):
        raise Refused(N_("这次拜访已经结束。"))
