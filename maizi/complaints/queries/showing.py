"""Everything the page of one complaint shows."""

from dataclasses import dataclass, field

from django.db.models import Q

from maizi.approvals.access import visible_cases
from maizi.approvals.models import ApprovalCase
from maizi.clocks.queries import ShownClock, clocks_of, open_clocks
from maizi.clocks.terms import ClockState
from maizi.customers.access import visible_customers
from maizi.files.models import Attachment
from maizi.files.queries import attachments_of
from maizi.kernel.masking import mask

from .. import access
from ..models import Complaint, Entry, HandOff, Promise, Remedy, Responsibility, StepDone, Suspicion
from ..rules.closing import missing_in
from ..rules.moves import MOVES, can_move
from ..rules.priority import Judged, judge
from ..terms import HandOffState, State, Step
from .facts import record_of
from .policies import urgency_of

MOST_ENTRIES = 300
TRACK = (
    State.RECEIVED, State.APPRAISED, State.INVESTIGATING, State.RESPONSIBLE, State.PROPOSED,
    State.OPINION, State.EXECUTING, State.CONFIRMING, State.CLOSED, State.ANALYSED,
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One complaint with all that hangs on it, as far as somebody may see it.

    verbs    verbs that fit the stage and that the person may use
    missing  what keeps it from being closed, once it is being confirmed
    twins    earlier complaints of the same customer, number or serial
    """

    row: Complaint
    verbs: frozenset[str]
    is_unmasked: bool
    sees_customer: bool
    clocks: list[ShownClock]
    is_paused: bool
    judged: Judged
    entries: list[Entry]
    shares: list[Responsibility]
    remedies: list[Remedy]
    promises: list[Promise]
    offers: list[HandOff]
    steps: list[tuple[Step, StepDone | None]]
    suspicion: Suspicion | None
    files: list[Attachment]
    case: ApprovalCase | None
    missing: list[str] = field(default_factory=list)
    twins: list[Complaint] = field(default_factory=list)

    @property
    def offer(self) -> HandOff | None:
        """The hand-off that waits for an answer."""
        return next((one for one in self.offers if one.state == HandOffState.ASKED), None)

    @property
    def complainant(self) -> str:
        return self.row.complainant if self.is_unmasked else mask("name", self.row.complainant)

    @property
    def phone(self) -> str:
        return self.row.phone if self.is_unmasked else mask("phone", self.row.phone)

    @property
    def reach(self) -> str:
        return self.row.reach if self.is_unmasked else mask("text", self.row.reach)


def shown_to(user, row: Complaint) -> Shown:
    """The page of a complaint. A constant number of queries, whatever hangs on it."""
    verbs = verbs_for(user, row)
    clocks = clocks_of(Complaint._meta.label_lower, [row.pk]).get(row.pk, [])
    done = {one.step: one for one in row.steps.select_related("by")}
    sees = access.sees_suspicions(user, row)
    suspicion = row.suspicions.select_related(
        "raised_by", "supervisor", "counsel", "refused_by"
    ).first() if sees else None  # fmt: skip
    cases = visible_cases(user).filter(kind=Complaint._meta.label_lower, object_id=row.pk)
    seen = row.customer_id and visible_customers(user).filter(pk=row.customer_id).exists()
    return Shown(
        row=row, verbs=verbs, is_unmasked=access.may(user, "unmask", row),
        sees_customer=bool(seen), clocks=clocks,
        is_paused=any(one.state == ClockState.PAUSED for one in clocks),
        judged=judge(urgency_of(row)),
        entries=list(row.entries.select_related("by").order_by("-at", "-id")[:MOST_ENTRIES]),
        shares=list(row.shares.select_related("unit", "person", "cause")),
        remedies=list(row.remedies.select_related("done_by")),
        promises=list(row.promises.select_related("owner", "done_by")),
        offers=list(row.hand_offs.select_related("giver", "taker")),
        steps=[(step, done.get(step)) for step in Step],
        suspicion=suspicion, files=list(attachments_of(row)[:50]),
        case=cases.order_by("-id").first(),
        missing=missing_in(record_of(row)) if row.state == State.CONFIRMING else [],
        twins=twins_of(user, row),
    )  # fmt: skip


def verbs_for(user, row: Complaint) -> frozenset[str]:
    """The verbs that fit where the complaint stands, and that the person may use."""
    state, found = State(row.state), set()
    if access.may(user, "handle", row):
        found |= {verb for verb in MOVES if can_move(state, verb)}
        found -= {"approve", "send_back"}
        if not state.is_ended:
            found |= {"contact", "hand_off", "edit", "promise", "wait", "link", "note"}
        found |= {"suspect", "link"}
        if state == State.EXECUTING:
            found.add("remedy")
        if state == State.CONFIRMING:
            found.add("confirm")
        if row.told_at and row.is_agreed is None and not state.is_ended:
            found.add("agree")
    if access.may(user, "analyse") and state.is_ended:
        found |= {"lesson"} | ({"analyse"} if can_move(state, "analyse") else set())
    if access.may(user, "supervise", row):
        found |= {"supervise"} | ({"take_over"} if not state.is_ended else set())
    if access.may(user, "counsel", row):
        found.add("counsel")
    return frozenset(found)


def twins_of(user, row: Complaint) -> list[Complaint]:
    """Earlier complaints that may be the same matter, those in sight. One query."""
    same = Q(pk__in=[])
    same |= Q(customer=row.customer_id) if row.customer_id else Q(pk__in=[])
    same |= Q(serial=row.serial) if row.serial else Q(pk__in=[])
    same |= Q(phone=row.phone) if row.phone else Q(pk__in=[])
    rows = access.visible_complaints(user).filter(same).exclude(pk=row.pk)
    return list(rows.order_by("-received_at")[:5])


def is_waiting(row: Complaint) -> bool:
    """Whether the clocks stand still for the customer. One query."""
    return any(one.state == ClockState.PAUSED for one in open_clocks(row))
