"""What complaints hear of: their clocks, their approvals."""

from maizi.accounts.models import User
from maizi.approvals.events import CaseClosed
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import timeline
from maizi.approvals.terms import CaseState
from maizi.clocks.access import label_of
from maizi.clocks.events import ClockBreached, ClockWarned
from maizi.inbox.actions import notify
from maizi.kernel.texts import N_, say
from maizi.service import actions as service
from maizi.service.events import ComplaintRaised
from maizi.service.models import Ticket
from maizi.service.terms import TicketType

from . import actions, queries
from .models import Complaint, HandOff
from .rules.targets import ACCEPT
from .terms import Category

PREFIX = "complaints."
SOON = N_("投诉 {no} 的“{what}”时限已过 {percent}%")
LATE = N_("投诉 {no} 的“{what}”已超时")
TURNED_DOWN = (CaseState.REJECTED, CaseState.RETURNED, CaseState.WITHDRAWN)


def on_clock_warned(event: ClockWarned) -> None:
    """Part of the time is used up: the owner hears of it."""
    if event.code.startswith(PREFIX) and event.code != ACCEPT:
        row = _complaint(event)
        if row:
            said = say(SOON, no=row.no, what=say(label_of(event.code)), percent=event.percent)
            notify(to=[row.owner], event="complaints.late", title=said, about=row)


def on_clock_breached(event: ClockBreached) -> None:
    """Too late: the owner, his superior and the supervisors hear of it; a hand-off goes higher."""
    if not event.code.startswith(PREFIX):
        return
    if event.code == ACCEPT:
        offer = HandOff.objects.filter(pk=event.object_id).first()
        if offer:
            actions.escalate_offer(offer)
        return
    row = _complaint(event)
    if row is None:
        return
    people = {one.pk: one for one in (row.owner, row.owner.superior, *queries.supervisors())
              if one is not None and one.pk != row.about_person_id}  # fmt: skip
    said = say(LATE, no=row.no, what=say(label_of(event.code)))
    notify(to=people.values(), event="complaints.late", title=said, about=row)


def on_case_closed(event: CaseClosed) -> None:
    """A plan that was turned down is made anew."""
    if event.state not in TURNED_DOWN:
        return
    case = ApprovalCase.objects.filter(pk=event.case_id, subject=actions.SUBJECT).first()
    row = case and Complaint.objects.filter(pk=case.object_id).first()
    if row:
        last = timeline(case)[-1]
        actions.sent_back(row, by=last.by, text=last.opinion or str(case.get_state_display()))


def on_complaint_raised(event: ComplaintRaised) -> None:
    """What a customer complains about at the service desk is taken down as a complaint (L-8)."""
    ticket = Ticket.objects.select_related("customer", "unit", "product").get(pk=event.ticket_id)
    by = User.objects.get(pk=event.by_id)
    category = Category.PRODUCT if ticket.type == TicketType.REPAIR else Category.SERVICE
    row = Complaint(
        customer=ticket.customer, complainant=ticket.contact_name, phone=ticket.phone,
        product=ticket.product, serial=ticket.unit.serial if ticket.unit else "",
        category=category, title=ticket.title, words=event.words, facts=str(ticket),
    )  # fmt: skip
    row, _token = actions.receive(row, by=by)
    service.note_complaint(ticket, row.no, by=by)


def _complaint(event) -> Complaint | None:
    if event.kind != Complaint._meta.label_lower:
        return None
    return Complaint.objects.filter(pk=event.object_id).select_related("owner__superior").first()
