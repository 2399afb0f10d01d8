"""Approvals in a person's hands: what waits for him, what he asked, where he is named (C-70)."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from maizi.accounts.access import Held, Holding
from maizi.accounts.models import User
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import ApprovalCase, ApprovalDefinition, Seat
from ..rules import read_definition
from ..terms import OPEN_STATES, Act, CaseState, SeatState
from . import seats, submitting
from .entries import note

WHY = N_("离职交接，由 {by} 办理")


def _seats(person: User) -> QuerySet[Seat]:
    rows = Seat.objects.filter(
        person=person, state__in=(SeatState.OPEN, SeatState.WAITING), step__closed_at=None,
        step__case__state=CaseState.PENDING,
    )  # fmt: skip
    return rows.select_related("step__case", "person")


def _held_seats(person: User) -> list[Held]:
    return [Held(s.pk, s.step.case.title, s.step.case.get_absolute_url()) for s in _seats(person)]


def _give_seats(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """Have a successor decide in the giver's place, now or when his turn comes."""
    refused = {}
    for seat in _seats(giver).filter(pk__in=ids):
        try:
            _give_seat(seat, giver, taker, WHY.format(by=by))
        except Refused as refusal:
            refused[seat.pk] = refusal.text(gettext)
    return refused


def _give_seat(seat: Seat, giver: User, taker: User, why: str) -> None:
    case = seat.step.case
    if seat.state == SeatState.OPEN:
        seats.hand_over(case, to=taker, by=giver, opinion=why)
        return
    if taker.pk == case.applicant_id or seat.step.seats.filter(person=taker).exists():
        raise Refused(N_("{person}不能再审批这份申请，请换一位同事。"), person=taker.name)
    seat.person = taker
    seat.save(update_fields=["person"])
    note(case, act=Act.HAND_OVER, by=giver, at=timezone.now(), step=seat.step.name,
         opinion=why, people=[taker.name])  # fmt: skip


def _cases(person: User) -> QuerySet[ApprovalCase]:
    return ApprovalCase.objects.filter(applicant=person, state__in=OPEN_STATES)


def _held_cases(person: User) -> list[Held]:
    return [Held(case.pk, case.title, case.get_absolute_url()) for case in _cases(person)]


def _end_cases(ids, *, giver, by, reason) -> Mapping[int, str]:
    """Withdraw what the leaver asked for; a successor asks anew where it is still wanted."""
    refused = {}
    for case in _cases(giver).filter(pk__in=ids):
        try:
            submitting.withdraw(case, by=giver, opinion=WHY.format(by=by))
        except Refused as refusal:
            refused[case.pk] = refusal.text(gettext)
    return refused


def _flows(person: User) -> list[ApprovalDefinition]:
    """Flows in force that name the person: few enough to be read."""
    found = []
    for row in ApprovalDefinition.objects.filter(is_active=True):
        steps = read_definition(row.conditions, row.steps).steps
        named = {a.person_id for step in steps for a in step.approvers}
        if person.pk in named | {id_ for step in steps for id_ in step.copies}:
            found.append(row)
    return found


def _held_flows(person: User) -> list[Held]:
    return [
        Held(row.pk, row.name, reverse("approvals:definition", args=[row.pk]))
        for row in _flows(person)
    ]


HOLDINGS = (
    Holding(
        code="approvals", label=N_("等他审批的申请"), kind="approvals.seat", position=40,
        count=lambda person: _seats(person).count(), held=_held_seats, give=_give_seats,
    ),
    Holding(
        code="requests", label=N_("他提出、还没办完的申请"), kind="approvals.approvalcase",
        position=45, count=lambda person: _cases(person).count(), held=_held_cases,
        end=_end_cases,
    ),
    Holding(
        code="flows", label=N_("指定他审批的流程"), kind="approvals.approvaldefinition",
        position=60, count=lambda person: len(_flows(person)), held=_held_flows,
        note=N_("请能设计审批流程的人打开流程，把他换成别人。"),
    ),
)  # fmt: skip
