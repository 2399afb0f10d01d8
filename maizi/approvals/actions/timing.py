"""When a step's time is over: remind or ask the superiors too; never agree by itself (0.6)."""

from datetime import datetime

from django.db import transaction

from maizi.accounts.queries import superiors_of
from maizi.kernel.events import publish

from .. import queries
from ..events import SeatsOpened
from ..models import ApprovalCase, CaseStep, Seat
from ..terms import Act, Place, SeatState, Timeout
from .entries import locked, note


@transaction.atomic
def time_out(step: CaseStep, *, now: datetime, by=None) -> int:
    """Act on a step that is late; gives how many people are asked or reminded.

    Escalated: the nearest superior of everybody who has not decided may decide instead of him.
    """
    case = locked(step.case)
    step = CaseStep.objects.select_for_update().get(pk=step.pk)
    if step.closed_at is not None:
        return 0
    late = list(step.seats.filter(state=SeatState.OPEN).select_related("person__superior"))
    asked: list[int] = []
    if queries.steps_of(case)[step.number - 1].timeout == Timeout.ESCALATE:
        asked = _escalated(case, step=step, late=late, now=now, by=by)
        publish(SeatsOpened(case.pk, tuple(asked)))
    return len(late) + len(asked)


def _escalated(
    case: ApprovalCase, *, step: CaseStep, late: list[Seat], now: datetime, by
) -> list[int]:
    taken = set(step.seats.values_list("person_id", flat=True)) | {case.applicant_id}
    added, position = [], len(taken)
    for seat in late:
        above = [p for p in superiors_of(seat.person) if p.is_active and p.pk not in taken]
        if not above:
            continue
        taken.add(above[0].pk)
        added.append(above[0])
        Seat.objects.create(
            step=step, person=above[0], position=position + len(added), opened_at=now,
            parent=seat, place=Place.INSTEAD, state=SeatState.OPEN,
        )  # fmt: skip
    if added:
        note(case, act=Act.ESCALATE, by=by, at=now, step=step.name, people=[p.name for p in added])
    return [person.pk for person in added]
