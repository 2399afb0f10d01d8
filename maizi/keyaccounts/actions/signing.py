"""The change of grade as approvals see it, and what the signature does (D-20.3, D-20.4)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.approvals.access import FactField, ShownLine, Subject
from maizi.approvals.actions import Approver, Definition, Step, seed_definition
from maizi.approvals.models import ApprovalCase, Seat
from maizi.approvals.terms import ApproverSort, FactSort, SeatState, StepMode, Timeout
from maizi.clocks import actions as clocks
from maizi.clocks.queries import open_clocks
from maizi.credit import actions as credit
from maizi.credit.terms import CreditGrade
from maizi.history.actions import recorded
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_, say
from maizi.sales.actions import recheck_orders

from .. import access, queries
from ..events import GradeChanged
from ..models import GradeChange
from ..terms import ChangeState
from .changes import take_waiting
from .reviewing import come_back

SIGNED = N_("签署生效")


@transaction.atomic
def sign(row: GradeChange, *, by, note: str = "") -> GradeChange:
    """The grade is in force from this moment; waiting orders are judged by it. Announces it.

    Approved orders keep their terms (D-20).
    """
    row = GradeChange.objects.select_for_update().select_related("customer").get(pk=row.pk)
    if row.state != ChangeState.HQ:
        raise Refused(N_("{no} 不在总部审签中。"), no=row.no)
    graded = credit.Graded(
        CreditGrade(row.grade), row.limit_yuan, row.terms_days, row.grace_days, row.until_on
    )
    reason = f"{row.no} {row.reason}"[:200]
    applied = credit.apply_grade(row.customer, graded, reason=reason, by=by)
    now = timezone.now()
    with recorded(row, SIGNED, by=by, reason=note[:200] or reason):
        row.state, row.applied = ChangeState.EFFECTIVE, applied
        row.signed_by, row.signed_at, row.effective_at, row.closed_at = by, now, now, now
        row.save()
    for clock in open_clocks(row):
        clocks.stop(clock, by=by)
    if row.returns_to_list:
        come_back(row.customer, reason=row.no, by=by)
    recheck_orders(row.customer, why=say(N_("信用等级变更 {no} 已生效"), no=row.no), by=by)
    title = say(
        N_("{customer}的信用等级变为{grade}，额度 {limit} 元"), customer=row.customer.name,
        grade=say(CreditGrade(row.grade).chinese), limit=show_yuan(row.limit_yuan),
    )  # fmt: skip
    notify(
        to=queries.concerned(row.customer), event=access.CHANGE.code, title=title, about=row, by=by
    )
    publish(GradeChanged(row.pk, row.customer_id))
    take_waiting(row, by=by)
    return row


def _apply(row: GradeChange, payload: Mapping, *, by, case: ApprovalCase) -> None:
    last = Seat.objects.filter(step__case=case, state=SeatState.AGREED).order_by("-decided_at")
    sign(row, by=last.select_related("decided_by").first().decided_by or by, note=case.title)


def _lines(payload: Mapping, replaced: Mapping) -> Iterable[ShownLine]:
    for name, label in queries.ASKED_FOR:
        yield ShownLine(name, label, str(replaced.get(name, "")), str(payload.get(name, "")))
    for name, label in queries.KNOWN:
        yield ShownLine(name, label, "", str(payload.get(name, "")))


def _facts(row: GradeChange, payload: Mapping) -> dict:
    return {"grade": row.grade, "limit": str(Decimal(row.limit_yuan)), "trigger": row.trigger}


GRADE_CHANGE = Subject(
    code=access.GRADE_CHANGE, label=N_("信用等级变更"), model=GradeChange,
    fields=(
        FactField("grade", N_("申请等级"), FactSort.CHOICE, tuple(CreditGrade.choices())),
        FactField("limit", N_("申请额度（元）"), FactSort.NUMBER),
    ),
    visible=access.visible_changes, facts=_facts,
    replaced=lambda row, payload: queries.before_of(row),
    lines=_lines, apply=_apply, title=lambda row: f"{row.no} {row.customer.name}",
)  # fmt: skip


def seed_approvals(*, by=None) -> None:
    """Region, then headquarters; how long each may take is the clocks' (D-20)."""
    region = Step(
        name="大区大客户部审核", mode=StepMode.ANY, timeout=Timeout.ESCALATE,
        approvers=(
            Approver(ApproverSort.NEAREST, queries.REGION),
            Approver(ApproverSort.NEAREST, "ka_department_manager"),
        ),
    )  # fmt: skip
    centre = Step(
        name="总部大客户管理中心审签", mode=StepMode.ANY, timeout=Timeout.ESCALATE,
        approvers=(
            Approver(ApproverSort.ROLE, queries.HQ),
            Approver(ApproverSort.ROLE, "marketing_director"),
        ),
    )  # fmt: skip
    definition = Definition((), (region, centre))
    seed_definition(access.GRADE_CHANGE, name="信用等级变更", definition=definition, by=by)
