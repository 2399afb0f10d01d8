"""Write conflicts down and end them (C-60)."""

from django.db import transaction
from django.utils import timezone

from maizi.clocks.actions import start, stop
from maizi.clocks.queries import latest_clock
from maizi.complaints.models import Complaint
from maizi.customers.models import Activity, Customer
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import Conflict
from ..rules.conflicts import Told, check_solution, check_told
from ..terms import ConflictState, TrustEffect

LATE = N_("与“{name}”的冲突五个工作日还没有化解")


@transaction.atomic
def open_conflict(
    row: Conflict, customer: Customer, *, by, source: Complaint | Activity | None = None
) -> Conflict:
    """Write a conflict down; unsolved after five workdays the superior hears of it.

    source  complaint or follow-up of the same customer, where it came to light

    Raises Refused without the right, and without situation, behaviour and result.
    """
    if not access.may_care(by, "visit", customer):
        raise Refused(N_("您不能为“{name}”记冲突。请联系其负责人。"), name=customer.name)
    check_told(Told(row.situation, row.behaviour, row.effect))
    row.customer = customer
    row.complaint = source if isinstance(source, Complaint) else None
    row.activity = source if isinstance(source, Activity) else None
    row.owner = customer.owner or by
    row.org_unit, row.opened_on = row.owner.unit, timezone.localdate()
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    start(row, code=access.CONFLICT.code, by=by)
    return row


@transaction.atomic
def save_conflict(row: Conflict, verb: str, *, by) -> Conflict:
    """Store what was found out meanwhile; the caller records. Raises Refused once it is solved."""
    stored = Conflict.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if stored.state != ConflictState.OPEN:
        raise Refused(N_("这次冲突已经化解，不能再改。"))
    check_told(Told(row.situation, row.behaviour, row.effect))
    row.save()
    return row


@transaction.atomic
def solve_conflict(row: Conflict, *, solution: str, trust: str, by) -> Conflict:
    """Both agreed on something. Raises Refused without it, and the second time."""
    row = Conflict.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != ConflictState.OPEN:
        raise Refused(N_("这次冲突已经化解，不能再改。"))
    check_solution(solution, trust)
    with recorded(row, N_("化解冲突"), by=by, reason=solution[:200]):
        row.state, row.solution = ConflictState.SOLVED, solution.strip()[:1000]
        row.trust, row.solved_on = TrustEffect(trust), timezone.localdate()
        row.save(update_fields=["state", "solution", "trust", "solved_on"])
    clock = latest_clock(row, access.CONFLICT.code)
    if clock is not None:
        stop(clock, by=by)
    return row


def tell_late_conflict(row: Conflict, *, by=None) -> None:
    """Its owner, whoever looks after the customer by now and their superiors hear of it."""
    own = [one for one in (row.owner, row.customer.owner) if one is not None]
    above = [one.superior for one in own if one.superior is not None]
    title = say(LATE, name=row.customer.name)
    notify(to=[*own, *above], event=access.CONFLICT_LATE.code, title=title, about=row)
