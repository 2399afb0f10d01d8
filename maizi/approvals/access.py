"""Which kinds of request there are, who sees their cases, who may do what with them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from maizi.accounts import access as accounts
from maizi.accounts.queries import givers_to
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from .models import ApprovalCase, ApprovalDefinition, CaseCopy, Seat
from .rules import FactField
from .terms import CaseState, GrantState, SeatState

APPROVALS = accounts.Entity(
    "approval", N_("审批"), {"read": N_("查看范围内的审批"), "design": N_("设计审批流程")}
)


ASKED = EventKind("approvals.asked", N_("有申请等我审批"), by_mail=True)
DECIDED = EventKind("approvals.decided", N_("我的申请有了结果"), by_mail=True)
COPIED = EventKind("approvals.copied", N_("申请抄送给我"))
LATE = EventKind("approvals.late", N_("审批快到时限或已超时"), by_mail=True)
EVENTS = (ASKED, DECIDED, COPIED, LATE)
DECIDE = "approvals.decide"  # the rule that asks for a to-do
STEP_CLOCK = "approvals.step"


@dataclass(frozen=True)
class ShownLine:
    """One line of what is judged.

    field  name of the model's field, by which rights decide how far somebody sees it
    """

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Asked:
    """What somebody asks for.

    payload  field name -> value, as the subject stores it
    chosen   step number -> ids of the people the applicant picked for it
    """

    payload: dict
    reason: str
    chosen: dict[int, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """One kind of request; the app that owns the records declares it.

    fields    what conditions may ask
    visible   user -> rows somebody may ask for
    facts     (row, payload) -> values of the fields for the conditions
    replaced  (row, payload) -> the stored values that the payload would replace
    lines     (payload, replaced) -> what approvers are shown
    apply     (row, payload, *, by, case) -> None: does what was approved; may raise Refused
    title     what the record is called in the case's title
    barred    row -> ids of people who may not decide it, whatever posts they hold
    """

    code: str
    label: str
    model: type[Model]
    fields: tuple[FactField, ...]
    visible: Callable[[object], QuerySet]
    facts: Callable[[Model, dict], dict]
    replaced: Callable[[Model, dict], dict]
    lines: Callable[[dict, dict], Iterable[ShownLine]]
    apply: Callable[..., None]
    title: Callable[[Model], str] = str
    barred: Callable[[Model], Iterable[int]] | None = None

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower

    def barred_from(self, object_id: int) -> frozenset[int]:
        """Who may not decide about a record; one query where the app bars anybody at all."""
        if self.barred is None:
            return frozenset()
        return frozenset(self.barred(self.model._default_manager.get(pk=object_id)))


_subjects: dict[str, Subject] = {}


def declare_subject(subject: Subject) -> None:
    """Make a kind of request known; called by the app that owns its records."""
    _subjects[subject.code] = subject


def subjects() -> list[Subject]:
    """Every declared kind of request."""
    return list(_subjects.values())


def subject_of(code: str) -> Subject:
    """The kind of request with this code."""
    return _subjects[code]


def visible_definitions(user) -> QuerySet[ApprovalDefinition]:
    """Every definition for those who design them; nothing for others."""
    may_design = accounts.may(user, APPROVALS.code, "design")
    return ApprovalDefinition.objects.all() if may_design else ApprovalDefinition.objects.none()


def visible_cases(user) -> QuerySet[ApprovalCase]:
    """Cases one asked for, decides, stands in for, was copied on, or has in sight (M-3)."""
    if not user.is_active:
        return ApprovalCase.objects.none()
    sight = accounts.rights_of(user).sight(APPROVALS.code, "read")
    if sight.everything:
        return ApprovalCase.objects.all()
    people = decides_for(user)
    seat = Seat.objects.filter(step__case=OuterRef("pk"), person__in=people)
    copy = CaseCopy.objects.filter(case=OuterRef("pk"), person=user.pk)
    reached = Q(applicant=user.pk) | Exists(seat) | Exists(copy)
    if not sight.nothing:
        reached |= accounts.within(user, sight, owner="applicant", unit="unit")
    return ApprovalCase.objects.filter(reached)


def decides_for(user) -> list[int]:
    """The person and everybody he stands in for today (M-6). One query."""
    today = timezone.localdate()
    return [user.pk, *givers_to(user, today=today).values_list("pk", flat=True)]


def seat_for(user, case: ApprovalCase) -> Seat | None:
    """The seat a person may decide now: his own first, then one he stands in for; never his own
    request's (0.6)."""
    if case.applicant_id == user.pk or case.state != CaseState.PENDING:
        return None
    seats = Seat.objects.filter(
        step__case=case, step__closed_at=None, state=SeatState.OPEN,
        person__in=decides_for(user),
    )  # fmt: skip
    found = sorted(seats.select_related("person", "step"), key=lambda s: s.person_id != user.pk)
    return found[0] if found else None


def may(user, verb: str, case: ApprovalCase | None = None) -> bool:
    """Whether a person may do something with a case; `design` needs none."""
    if case is None:
        return accounts.may(user, APPROVALS.code, verb)
    is_applicant = case.applicant_id == user.pk and user.is_active
    match verb:
        case "decide":
            return seat_for(user, case) is not None
        case "withdraw":
            return is_applicant and case.state in (CaseState.PENDING, CaseState.RETURNED)
        case "resubmit":
            return is_applicant and case.state == CaseState.RETURNED
        case "apply":
            return is_applicant and case.grant == GrantState.OPEN
        case "copy":
            return is_applicant or seat_for(user, case) is not None
    return False
