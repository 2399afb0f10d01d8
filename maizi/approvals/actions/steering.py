"""Move a case on: open a step, let the next ones decide, close it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy

from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_

from .. import queries
from ..access import subject_of
from ..events import CaseClosed, CaseCopied, SeatsClosed, SeatsOpened, StepClosed, StepOpened
from ..models import ApprovalCase, CaseCopy, CaseStep, Seat
from ..rules import Missing, Outcome, Step, progress_of, seated
from ..rules import Seat as SeatFacts
from ..terms import CaseState, SeatState, StepMode
from .granting import grant

CLOSING = {
    Outcome.REJECTED: CaseState.REJECTED,
    Outcome.RETURNED: CaseState.RETURNED,
}


def seat_steps(case: ApprovalCase) -> list[tuple[Step, tuple[int, ...]]]:
    """Who decides each step ahead; Raises Refused, naming it, when somebody is missing.

    Of the steps that are behind nobody is asked for any more.
    """
    chosen = {int(number): ids for number, ids in case.chosen.items()}
    steps = queries.steps_of(case)
    barred = subject_of(case.subject).barred_from(case.object_id)
    places = queries.places_for(case.applicant, steps, chosen, barred)
    found = []
    for number, step in enumerate(steps, start=1):
        if number <= case.step_number:
            found.append((step, ()))
            continue
        people = seated(step, places, chosen.get(number, ()))
        if isinstance(people, Missing):
            raise Refused(
                N_("第 {number} 步“{step}”没有人能审批：{why}请联系管理员。"),
                number=number, step=step.name, why=gettext_lazy(people.text),
            )  # fmt: skip
        found.append((step, people))
    return found


def open_next(case: ApprovalCase, *, now: datetime) -> None:
    """Open the step after the present one, or approve the case when there is none."""
    steps = seat_steps(case)
    if case.step_number >= len(steps):
        close(case, CaseState.APPROVED, now=now)
        grant(case, now=now)
        return
    step, people = steps[case.step_number]
    case.step_number += 1
    case.save(update_fields=["step_number"])
    row = CaseStep.objects.create(
        case=case, round=case.round, number=case.step_number, name=step.name, mode=step.mode,
        opened_at=now,
    )  # fmt: skip
    Seat.objects.bulk_create(
        Seat(step=row, person_id=person, position=at) for at, person in enumerate(people)
    )
    publish(StepOpened(row.pk))
    tell_copies(case, step.copies, now=now)
    advance(case, row, now=now)


def advance(case: ApprovalCase, row: CaseStep, *, now: datetime) -> None:
    """Open the seats whose turn it is, spare the others, and move on when the step is decided."""
    seats = {seat.pk: seat for seat in row.seats.select_for_update()}
    facts = [
        SeatFacts(s.pk, s.position, SeatState(s.state), s.parent_id, s.place)
        for s in seats.values()
    ]
    progress = progress_of(StepMode(row.mode), facts)
    opened = [seats[id_] for id_ in progress.open if seats[id_].state == SeatState.WAITING]
    spared = [seats[id_] for id_ in progress.spared]
    paused = [
        seat for seat in seats.values()
        if seat.state == SeatState.OPEN and seat.pk not in progress.open | progress.spared
    ]  # fmt: skip
    closed = [seat for seat in (*spared, *paused) if seat.state == SeatState.OPEN]
    for seat in opened:
        seat.state, seat.opened_at = SeatState.OPEN, now
    for seat in spared:
        seat.state = SeatState.SPARED
    for seat in paused:
        seat.state = SeatState.WAITING
    Seat.objects.bulk_update([*opened, *paused, *spared], ["state", "opened_at"])
    if closed:
        publish(SeatsClosed(case.pk, tuple(seat.person_id for seat in closed)))
    if opened:
        publish(SeatsOpened(case.pk, tuple(seat.person_id for seat in opened)))
    if progress.outcome == Outcome.OPEN:
        return
    close_step(row, now=now)
    if progress.outcome == Outcome.AGREED:
        open_next(case, now=now)
    else:
        close(case, CLOSING[progress.outcome], now=now)


def close_step(row: CaseStep, *, now: datetime) -> None:
    """A step is over."""
    row.closed_at = now
    row.save(update_fields=["closed_at"])
    publish(StepClosed(row.pk))


def close(case: ApprovalCase, state: CaseState, *, now: datetime) -> None:
    """End the case, or give it back to the applicant."""
    case.state = state
    case.closed_at = None if state == CaseState.RETURNED else now
    case.save(update_fields=["state", "closed_at"])
    publish(CaseClosed(case.pk, str(state)))


def spare_all(case: ApprovalCase, *, now: datetime) -> None:
    """Nobody need decide any more; the open step is over."""
    for row in case.passed.filter(closed_at=None):
        asked = row.seats.filter(state=SeatState.OPEN)
        people = tuple(asked.values_list("person_id", flat=True))
        row.seats.filter(state__in=(SeatState.OPEN, SeatState.WAITING)).update(
            state=SeatState.SPARED
        )
        publish(SeatsClosed(case.pk, people))
        close_step(row, now=now)


def tell_copies(case: ApprovalCase, people: Iterable[int], *, now: datetime) -> tuple[int, ...]:
    """Let people know of the case, once each; gives those who did not know yet."""
    known = set(case.copies.values_list("person_id", flat=True))
    fresh = tuple(id_ for id_ in dict.fromkeys(people) if id_ not in known)
    CaseCopy.objects.bulk_create(CaseCopy(case=case, person_id=id_, at=now) for id_ in fresh)
    if fresh:
        publish(CaseCopied(case.pk, fresh))
    return fresh
