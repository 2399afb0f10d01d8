"""An approver leaves: whoever is above him decides in his place, so that no case stands still."""

from datetime import datetime

from django.db import transaction

from maizi.accounts.models import User
from maizi.accounts.queries import superiors_of

from ..models import Seat
from ..terms import Act, Place, SeatState
from .entries import locked, note
from .steering import advance

UNDECIDED = (SeatState.OPEN, SeatState.WAITING)


@transaction.atomic
def replace_approver(person: User, *, now: datetime, by=None) -> int:
    """Seat the nearest superior beside somebody who left, wherever he was to decide; how many.

    Never the applicant, nor somebody who decides in that step anyway: then they suffice, or the
    clock of the step and its applicant see to it.
    """
    seats = Seat.objects.filter(person=person, state__in=UNDECIDED, step__closed_at=None)
    count = 0
    for seat in seats.select_related("step__case").order_by("id"):
        case = locked(seat.step.case)
        taken = {*seat.step.seats.values_list("person_id", flat=True), case.applicant_id}
        above = [p for p in superiors_of(person) if p.is_active and p.pk not in taken]
        if not above:
            continue
        Seat.objects.create(
            step=seat.step, person=above[0], position=len(taken), parent=seat, place=Place.INSTEAD
        )
        note(case, act=Act.REPLACE, by=by, at=now, step=seat.step.name,
             people=[person.name, above[0].name])  # fmt: skip
        advance(case, seat.step, now=now)
        count += 1
    return count
