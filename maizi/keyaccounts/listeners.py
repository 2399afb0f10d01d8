"""What key-account lists hear of: money, agreements, the steps and clocks of grade changes."""

from datetime import timedelta

from django.utils import timezone

from maizi.accounts.models import User
from maizi.approvals.events import CaseClosed, StepClosed, StepOpened
from maizi.approvals.models import ApprovalCase, CaseStep
from maizi.approvals.queries import timeline
from maizi.approvals.terms import CaseState
from maizi.clocks.access import label_of
from maizi.clocks.events import ClockBreached, ClockWarned
from maizi.credit.events import ReceiptPosted
from maizi.credit.models import Entry
from maizi.credit.terms import CreditGrade
from maizi.customers.models import Customer
from maizi.development.events import ObligationChanged
from maizi.inbox.actions import notify
from maizi.kernel.texts import N_, say
from maizi.rating.events import GradeProposed

from . import access, actions, queries
from .models import GradeChange

FRESH_DAYS = 7
KIND = GradeChange._meta.label_lower
SOON = N_("{no} 的“{what}”时限已过 {percent}%")
LATE = N_("{no} 的“{what}”已超时，请尽快处理")


def on_receipt_posted(event: ReceiptPosted) -> None:
    """Paid, in time or not: the list follows (D-11).

    Money of long ago is being brought over from elsewhere, a bill at a time: until the night all of
    it is there, and nobody is demoted for a half of his history.
    """
    today = timezone.localdate()
    if Entry.objects.filter(pk=event.entry_id, on__gte=today - timedelta(days=FRESH_DAYS)).exists():
        actions.review([event.customer_id], today=today)


def on_obligation_changed(event: ObligationChanged) -> None:
    """Something of an agreement was met or written down: the list follows (D-11)."""
    actions.review([event.customer_id], today=timezone.localdate())


def on_grade_proposed(event: GradeProposed) -> None:
    """An evaluation of a key account was approved: the district files what it comes to (D-20.1)."""
    customer = Customer.objects.select_related("org_unit", "owner").get(pk=event.customer_id)
    grade = CreditGrade(event.grade)
    form = actions.Form(
        grade, event.limit_yuan, event.terms_days, event.reason, grace_days=event.grace_days,
        until_on=event.until_on,
    )  # fmt: skip
    actions.take_proposal(customer, form, by=User.objects.filter(pk=event.by_id).first())


def on_step_opened(event: StepOpened) -> None:
    step, row = _step(event.step_id)
    if row:
        actions.enter_step(row, step.number, at=step.opened_at)


def on_step_closed(event: StepClosed) -> None:
    step, row = _step(event.step_id)
    if row:
        actions.leave_step(row, step.number, at=step.closed_at)


def on_case_closed(event: CaseClosed) -> None:
    """Not agreed to: back to the district with the opinion."""
    if event.state not in (CaseState.REJECTED, CaseState.RETURNED, CaseState.WITHDRAWN):
        return
    case = ApprovalCase.objects.filter(pk=event.case_id, subject=access.GRADE_CHANGE).first()
    row = case and GradeChange.objects.filter(pk=case.object_id).first()
    if row:
        last = timeline(case)[-1]
        actions.send_back(row, opinion=last.opinion, by=last.by)


def on_clock_warned(event: ClockWarned) -> None:
    """Part of the time is used up: whoever has it in hand hears of it."""
    row = _change(event)
    if row:
        said = say(SOON, no=row.no, what=say(label_of(event.code)), percent=event.percent)
        notify(to=queries.in_hand_of(row), event=access.LATE.code, title=said, about=row)


def on_clock_breached(event: ClockBreached) -> None:
    """Too late: it goes higher; the change itself waits on, nothing is approved by time (D-20)."""
    row = _change(event)
    if row:
        said = say(LATE, no=row.no, what=say(label_of(event.code)))
        people = {p.pk: p for p in (*queries.in_hand_of(row), *queries.above(row))}
        notify(to=people.values(), event=access.LATE.code, title=said, about=row)


def _step(step_id: int) -> tuple[CaseStep, GradeChange | None]:
    step = CaseStep.objects.select_related("case").get(pk=step_id)
    if step.case.subject != access.GRADE_CHANGE:
        return step, None
    return step, GradeChange.objects.filter(pk=step.case.object_id).first()


def _change(event) -> GradeChange | None:
    if event.kind != KIND:
        return None
    return (
        GradeChange.objects.filter(pk=event.object_id).select_related("customer__org_unit").first()
    )
