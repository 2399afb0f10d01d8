"""What follows from what happens in cases: to-dos, messages, the time of a step."""

from datetime import datetime

from django.utils import timezone

from maizi.accounts.events import PersonDeactivated
from maizi.accounts.models import User
from maizi.clocks import actions as clocks
from maizi.clocks.access import Period
from maizi.clocks.events import ClockBreached, ClockWarned
from maizi.clocks.models import OPEN, Clock
from maizi.clocks.terms import Counting
from maizi.inbox import actions as inbox
from maizi.kernel.texts import N_, Said, say

from . import access, actions, queries
from .events import (
    CaseClosed,
    CaseCopied,
    GrantUsed,
    SeatsClosed,
    SeatsOpened,
    StepClosed,
    StepOpened,
)
from .models import ApprovalCase, CaseStep
from .rules import Step
from .terms import CaseState, GrantState

STEP = CaseStep._meta.label_lower
CLOSED = {
    CaseState.APPROVED: N_("已通过：{title}"),
    CaseState.REJECTED: N_("已驳回：{title}"),
    CaseState.RETURNED: N_("已退回，请修改：{title}"),
}


def on_seats_opened(event: SeatsOpened) -> None:
    """Whose turn it is gets a to-do and hears of it; so does who stands in for him today."""
    case, people = _case(event.case_id), _people(event.person_ids)
    title = say(N_("请审批：{title}"), title=case.title)
    for person in people:
        inbox.ask(
            owner=person, source=access.DECIDE, title=title, due_at=_due_at(case), about=case,
            url=case.get_absolute_url(),
        )  # fmt: skip
    _tell([*people, *queries.stand_ins_of(people)], access.ASKED, title, case)


def on_seats_closed(event: SeatsClosed) -> None:
    """Nobody is asked any more for what was decided."""
    case = _case(event.case_id)
    for person in _people(event.person_ids):
        inbox.settle(source=access.DECIDE, about=case, owner=person)


def on_case_copied(event: CaseCopied) -> None:
    case = _case(event.case_id)
    title = say(N_("抄送给您：{title}"), title=case.title)
    _tell(_people(event.person_ids), access.COPIED, title, case)


def on_case_closed(event: CaseClosed) -> None:
    case = _case(event.case_id)
    if title := CLOSED.get(CaseState(event.state)):
        _tell([case.applicant], access.DECIDED, say(title, title=case.title), case)


def on_grant_used(event: GrantUsed) -> None:
    """An approval that ran out unused is told to who asked for it."""
    case = _case(event.case_id)
    if event.state == GrantState.EXPIRED:
        title = say(N_("批准已过期，没有生效：{title}"), title=case.title)
        _tell([case.applicant], access.DECIDED, title, case)


def on_step_opened(event: StepOpened) -> None:
    """A step with a limit gets a clock in working hours of the applicant's unit."""
    row = CaseStep.objects.select_related("case__unit").get(pk=event.step_id)
    if hours := _step(row).limit_hours:
        period = Period(Counting.WORKING_TIME, minutes=hours * 60)
        clocks.start(
            row, code=access.STEP_CLOCK, by=None, at=row.opened_at, period=period,
            unit=row.case.unit,
        )  # fmt: skip


def on_step_closed(event: StepClosed) -> None:
    row = CaseStep.objects.get(pk=event.step_id)
    if clock := _clock_of(row):
        clocks.stop(clock, by=None, now=row.closed_at)


def on_clock_warned(event: ClockWarned) -> None:
    if event.code == access.STEP_CLOCK:
        case = CaseStep.objects.select_related("case").get(pk=event.object_id).case
        title = say(N_("审批快到时限：{title}"), title=case.title)
        _tell(queries.asked_in(event.object_id), access.LATE, title, case)


def on_clock_breached(event: ClockBreached) -> None:
    """Remind, or have the superiors decide too; never agree by itself (0.6)."""
    if event.code == access.STEP_CLOCK:
        row = CaseStep.objects.select_related("case").get(pk=event.object_id)
        actions.time_out(row, now=event.at)
        title = say(N_("审批已超时：{title}"), title=row.case.title)
        _tell(queries.asked_in(row.pk), access.LATE, title, row.case)


def on_person_deactivated(event: PersonDeactivated) -> None:
    """Whom somebody who left was to decide for is decided for by the one above him."""
    person = User.objects.select_related("superior").get(pk=event.person_id)
    actions.replace_approver(person, now=timezone.now())


def _case(id_: int) -> ApprovalCase:
    return ApprovalCase.objects.select_related("applicant").get(pk=id_)


def _people(ids: tuple[int, ...]) -> list[User]:
    return list(User.objects.filter(pk__in=ids))


def _step(row: CaseStep) -> Step:
    return queries.steps_of(row.case)[row.number - 1]


def _due_at(case: ApprovalCase) -> datetime | None:
    row = case.passed.filter(closed_at=None).first()
    clock = row and _clock_of(row)
    return clock.due_at if clock else None


def _clock_of(row: CaseStep) -> Clock | None:
    return Clock.objects.filter(OPEN, kind=STEP, object_id=row.pk).first()


def _tell(people: list[User], event, title: Said, case: ApprovalCase) -> None:
    inbox.notify(
        to=people, event=event.code, title=title, text=case.reason, about=case,
        url=case.get_absolute_url(),
    )  # fmt: skip
