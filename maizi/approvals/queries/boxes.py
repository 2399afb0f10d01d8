"""The boxes of a person's approvals: to decide, asked for, decided, copied."""

from django.db.models import Exists, OuterRef, QuerySet

from maizi.kernel.texts import N_

from ..access import decides_for, visible_cases
from ..models import ApprovalCase, CaseCopy, CaseEntry, Seat
from ..terms import CaseState, SeatState

MOST_COUNTED = 100
BOXES = {
    "decide": N_("待我审批"),
    "mine": N_("我发起的"),
    "decided": N_("我处理过的"),
    "copied": N_("抄送我的"),
    "all": N_("全部可见"),
}


def box(user, name: str) -> QuerySet[ApprovalCase]:
    """The cases of one box, newest first; to decide: oldest first."""
    cases = visible_cases(user).select_related("applicant", "unit")
    match name:
        case "decide":
            return _to_decide(user, cases).order_by("id")
        case "mine":
            return cases.filter(applicant=user.pk)
        case "decided":
            own = CaseEntry.objects.filter(case=OuterRef("pk"), by=user.pk)
            return cases.filter(Exists(own)).exclude(applicant=user.pk)
        case "copied":
            return cases.filter(Exists(CaseCopy.objects.filter(case=OuterRef("pk"), person=user)))
    return cases


def counts(user) -> dict[str, int]:
    """How many wait for the person's decision, counted up to a hundred. Two queries."""
    return {"decide": _to_decide(user, ApprovalCase.objects.all())[:MOST_COUNTED].count()}


def _to_decide(user, cases: QuerySet[ApprovalCase]) -> QuerySet[ApprovalCase]:
    seat = Seat.objects.filter(
        step__case=OuterRef("pk"), step__closed_at=None, state=SeatState.OPEN,
        person__in=decides_for(user),
    )  # fmt: skip
    return cases.filter(Exists(seat), state=CaseState.PENDING).exclude(applicant=user.pk)
