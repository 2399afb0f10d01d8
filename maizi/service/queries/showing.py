"""Everything the page of one ticket shows."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext

from maizi.clocks.queries import ShownClock, clocks_of
from maizi.clocks.terms import ClockState
from maizi.customers.access import visible_customers
from maizi.files.models import Attachment
from maizi.files.queries import attachments_of
from maizi.kernel.masking import mask
from maizi.kernel.texts import COMMA, fill
from maizi.sales.models import Solution
from maizi.sales.queries import solution_of_line

from .. import access
from ..models import (
    Appointment,
    Article,
    ConductMark,
    EmergencyPlan,
    FollowUp,
    Incident,
    PartUsed,
    Ticket,
    TicketEntry,
    Upkeep,
    WorkOrder,
)
from ..rules.moves import can_move, may_triage_again
from ..terms import AppointmentState, Conduct, Mode, OrderState, Severity, State, TicketType
from .finding import rights_of
from .knowledge import articles_for, plan_for

MOST_ENTRIES = 200
HANDLED = ("confirm", "close", "cancel", "reopen")
RIGHTS = ("handle", "dispatch", "work", "supervise")
WORKED = ("depart", "arrive", "work", "wait_part")
TRACK = (
    State.NEW, State.TRIAGED, State.ASSIGNED, State.ACCEPTED, State.EN_ROUTE, State.ON_SITE,
    State.WORKING, State.RESTORED, State.CONFIRMED, State.CLOSED,
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One ticket with all that hangs on it, as far as somebody may see it.

    verbs   verbs that fit the state and that the person may use
    order   the work order that is asked or accepted
    twins   other tickets of the same piece or customer
    sheet   the solution sheet that the piece was sold with (F-1)
    """

    row: Ticket
    verbs: frozenset[str]
    is_unmasked: bool
    sees_customer: bool
    clocks: list[ShownClock]
    is_paused: bool
    entries: list[TicketEntry]
    orders: list[WorkOrder]
    parts: list[PartUsed]
    conduct: list[tuple[Conduct, ConductMark | None]]
    appointments: list[Appointment]
    follow_ups: list[FollowUp]
    incidents: list[Incident]
    upkeep: Upkeep | None
    files: list[Attachment]
    plan: EmergencyPlan | None
    articles: list[Article] = field(default_factory=list)
    twins: list[Ticket] = field(default_factory=list)
    rights: list = field(default_factory=list)
    sheet: Solution | None = None

    @property
    def order(self) -> WorkOrder | None:
        live = (OrderState.ASKED, OrderState.ACCEPTED)
        return next((one for one in self.orders if one.state in live), None)

    @property
    def slot(self) -> Appointment | None:
        """The appointment that stands."""
        return next((one for one in self.appointments
                     if one.state == AppointmentState.AGREED), None)  # fmt: skip

    @property
    def contact(self) -> str:
        row = self.row
        return row.contact_name if self.is_unmasked else mask("name", row.contact_name)

    @property
    def phone(self) -> str:
        return self.row.phone if self.is_unmasked else mask("phone", self.row.phone)

    @property
    def place(self) -> str:
        return self.row.place if self.is_unmasked else mask("text", self.row.place)


def shown_to(user, row: Ticket) -> Shown:
    """The page of a ticket. A constant number of queries, whatever hangs on it."""
    verbs = verbs_for(user, row)
    clocks = clocks_of(Ticket._meta.label_lower, [row.pk]).get(row.pk, [])
    marks = {one.point: one for one in row.conduct.all()}
    seen = row.customer_id and visible_customers(user).filter(pk=row.customer_id).exists()
    is_worst = row.severity == Severity.CRITICAL
    text = f"{row.title} {row.symptom}"
    return Shown(
        row=row, verbs=verbs, is_unmasked=access.may(user, "unmask", row),
        sees_customer=bool(seen), clocks=clocks,
        is_paused=any(one.state == ClockState.PAUSED for one in clocks),
        entries=list(row.entries.select_related("by").order_by("-at", "-id")[:MOST_ENTRIES]),
        orders=list(row.orders.select_related("engineer__user", "asked_by").order_by("-id")),
        parts=list(row.parts.select_related("product", "warehouse", "document", "by")),
        conduct=[(point, marks.get(point)) for point in Conduct],
        appointments=list(row.appointments.select_related("made_by").order_by("-id")),
        follow_ups=list(row.follow_ups.select_related("done_by")),
        incidents=list(row.incidents.select_related("person", "raised_by", "decided_by")),
        upkeep=Upkeep.objects.filter(ticket=row).select_related("plan").first(),
        files=list(attachments_of(row)[:50]), plan=plan_for(row.family) if is_worst else None,
        articles=[] if State(row.state).is_ended else articles_for(
            user, text=text, family=row.family),
        twins=_twins(user, row),
        sheet=solution_of_line(row.unit.line_id) if row.unit else None,
        rights=rights_of(user, row.unit, row.title, row.fault_code) if row.unit else [],
    )  # fmt: skip


def verbs_for(user, row: Ticket) -> frozenset[str]:
    """The verbs that fit where the ticket stands, and that the person may use."""
    state, found = State(row.state), set()
    may = {
        verb: access.may(user, verb, row) for verb in ("handle", "dispatch", "work", "supervise")
    }
    if may["handle"]:
        found |= _handled(row, state)
    if may["dispatch"] and can_move(state, "assign") and row.mode != Mode.REMOTE:
        found.add("assign")
    if may["work"] and row.mode == Mode.ON_SITE:
        found |= {verb for verb in WORKED if can_move(state, verb)}
    is_doing = may["handle" if row.mode == Mode.REMOTE else "work"]
    if is_doing and can_move(state, "restore"):
        found.add("restore")
        if row.severity == Severity.CRITICAL:
            found.add("commit")
    if may["work"] and state in (State.ON_SITE, State.WORKING, State.WAITING_PART):
        found |= {"part"} if row.mode == Mode.ON_SITE else set()
    if may["work"] and row.arrived_at and not state.is_ended:
        found.add("conduct")
    if (may["work"] or may["handle"]) and can_move(state, "confirm"):
        found.add("confirm")
    if may["supervise"] and row.arrived_at:
        found.add("incident")
    if row.type == TicketType.INSPECTION and (may["work"] or may["handle"]) and row.source_id:
        found.add("upkeep")
    return frozenset(found)


def _handled(row: Ticket, state: State) -> set[str]:
    found = {verb for verb in HANDLED if can_move(state, verb)}
    if may_triage_again(state, row.mode):
        found.add("triage")
    if not state.is_ended:
        found |= {"contact", "wait", "edit", "slot", "note"}
    return found if row.complaint_no else found | {"complain"}


def _twins(user, row: Ticket) -> list[Ticket]:
    same = Q(unit=row.unit_id) if row.unit_id else Q(pk__in=[])
    same |= Q(customer=row.customer_id) if row.customer_id else Q(pk__in=[])
    rows = access.visible_tickets(user).filter(same).exclude(pk=row.pk)
    return list(rows.order_by("-id")[:5])


def reasons_in(order: WorkOrder) -> list[str]:
    """Why this engineer was asked, in the language of whoever reads."""
    return [
        fill(gettext(message), params, gettext(COMMA), gettext) for message, params in order.reasons
    ]
