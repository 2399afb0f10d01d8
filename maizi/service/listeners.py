"""What service hears of: its clocks, receipts, the end of its tickets."""

from django.utils import timezone

from maizi.clocks.access import label_of
from maizi.clocks.events import ClockBreached, ClockWarned
from maizi.fields.queries import active_keepers
from maizi.inbox.actions import notify
from maizi.jobs.actions import enqueue
from maizi.kernel.texts import N_, say
from maizi.warranty.events import UnitAccepted
from maizi.warranty.models import Acceptance

from . import actions, queries
from .events import TicketClosed
from .models import Appointment, Ticket, WorkOrder
from .rules.matrix import ACCEPT, SLOT
from .terms import State

PREFIX = "service."
SOON = N_("工单 {no} 的“{what}”时限已过 {percent}%")
LATE = N_("工单 {no} 的“{what}”已超时")


def on_clock_warned(event: ClockWarned) -> None:
    """Part of the time is used up: who looks after it, and who is to go, hear of it."""
    row = _ticket(event)
    if row is not None:
        said = say(SOON, no=row.no, what=say(label_of(event.code)), percent=event.percent)
        notify(to=_hands(row), event="service.late", title=said, about=row)


def on_clock_breached(event: ClockBreached) -> None:
    """Too late: supervisors hear of it (F-4 e); a silent engineer is passed over (F-5)."""
    if event.code == ACCEPT:
        order = WorkOrder.objects.filter(pk=event.object_id).select_related("ticket").first()
        if order is not None:
            actions.expire(order)
        return
    if event.code == SLOT:
        found = Appointment.objects.filter(pk=event.object_id).select_related("ticket__owner")
        if slot := found.first():
            actions.break_slot(slot)
        return
    row = _ticket(event)
    if row is not None:
        people = {one.pk: one for one in (*_hands(row), row.owner.superior, *queries.supervisors())
                  if one is not None}  # fmt: skip
        said = say(LATE, no=row.no, what=say(label_of(event.code)))
        notify(to=people.values(), event="service.late", title=said, about=row)


def on_unit_accepted(event: UnitAccepted) -> None:
    """A customer signed for what we installed: he is asked 3 and 30 days after that (F-18)."""
    signed_at = Acceptance.objects.values_list("accepted_at", flat=True).get(pk=event.acceptance_id)
    accepted_on = timezone.localdate(signed_at)
    for row in queries.installed_by(event.acceptance_id):
        actions.plan_follow_ups(row, accepted_on, by=None)


def on_ticket_closed(event: TicketClosed) -> None:
    """The customer has confirmed: the sheet is filed for the keepers by whoever closed it (F-53).

    A job, so that nobody waits for paper; one for each closing. Nothing where nobody keeps forms.
    """
    if not active_keepers().exists():
        return
    row = Ticket.objects.get(pk=event.ticket_id)
    closed = row.entries.filter(state=State.CLOSED).select_related("by").latest("id")
    enqueue("service.file_sheet", by=closed.by, payload={"id": row.pk}, key=f"sheet-{closed.pk}")


def _hands(row: Ticket) -> list:
    return [one for one in (row.owner, row.engineer) if one is not None]


def _ticket(event) -> Ticket | None:
    if not event.code.startswith(PREFIX) or event.kind != Ticket._meta.label_lower:
        return None
    rows = Ticket.objects.filter(pk=event.object_id)
    return rows.select_related("owner__superior", "engineer").first()
