"""The order of opinions, on the engine of approvals (E-7)."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.approvals import actions as approvals
from maizi.approvals.access import Asked, FactField, ShownLine, Subject, declare_subject
from maizi.approvals.actions import Approver, Condition, Definition, Step, seed_definitions
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import open_case
from maizi.approvals.terms import ApproverSort, CaseState, FactSort, Operator, StepMode, Timeout
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit import show

from .. import access, queries
from ..models import Complaint
from ..rules import moves
from .course import locked, move
from .proposing import approved

SUBJECT = "complaint.remedy"
SIZES = (("within", N_("在额度以内")), ("beyond", N_("超过额度")))


@transaction.atomic
def submit_plan(row: Complaint, *, reason: str, judge: User | None, by) -> ApprovalCase:
    """Ask for the opinions: responsible department, supervisor, beyond the limit finance and head.

    reason  the handler's own opinion, which comes first
    judge   who speaks for the responsible department; None: its nearest superior is found

    Raises Refused when nobody can decide a step, and for whom the complaint is about.
    """
    row = locked(row, by=by, verb="handle")
    chosen = judge or queries.department_head(row, by)
    if chosen is None:
        raise Refused(_("责任部门还没有人可以发表意见，请选一位。"), field="judge")
    if chosen.pk == row.about_person_id:
        raise Refused(_("被投诉人不能审批。请在责任部门另选一位。"), field="judge")
    with recorded(row, moves.LABELS["submit"], by=by):
        move(row, verb="submit", by=by, text=reason)
        row.save(update_fields=["state"])
    asked = Asked(payload_of(row), reason, {1: [chosen.pk]})
    returned = open_case(REMEDY.kind, row.pk, subject=SUBJECT)
    if returned is not None and returned.state == CaseState.RETURNED:
        return approvals.resubmit(returned, asked=asked, by=by)
    return approvals.submit(SUBJECT, row=row, asked=asked, by=by)


def payload_of(row: Complaint) -> dict:
    """What is judged, as it stands."""
    return {
        "facts": row.facts or row.words, "demand": row.demand, "findings": row.findings,
        "basis": row.basis, "plan": row.plan, "cost_yuan": str(row.cost_yuan),
        "remedies": queries.remedy_names(row),
        "promised_on": row.promised_on.isoformat() if row.promised_on else "",
        "has_recourse": row.has_recourse,
    }  # fmt: skip


LABELS = {
    "facts": N_("事实经过"), "demand": N_("客户要求"), "findings": N_("调查结果"),
    "basis": N_("处理依据"), "plan": N_("处理方案"), "remedies": N_("处理方式"),
    "cost_yuan": N_("处理费用"), "promised_on": N_("承诺完成日"), "has_recourse": N_("追偿"),
}  # fmt: skip


def _lines(payload: Mapping, replaced: Mapping) -> list[ShownLine]:
    return [
        ShownLine(name, LABELS[name], "", show.plain(payload[name]))
        for name in LABELS if payload.get(name)
    ]  # fmt: skip


def _facts(row: Complaint, payload: Mapping) -> dict:
    limit = parameter("complaint.goodwill_yuan", row.org_unit)
    amount = Decimal(payload["cost_yuan"])
    return {
        "size": "beyond" if amount > limit else "within", "amount": str(amount),
        "category": row.category, "unit": row.org_unit.path,
    }  # fmt: skip


def _apply(row: Complaint, payload: Mapping, *, by, case: ApprovalCase) -> None:
    if payload != payload_of(row):
        raise Refused(_("方案在审批期间改过，请重新提交。"))
    approved(row, by=by, text=_("意见齐备"))


REMEDY = Subject(
    code=SUBJECT,
    label=N_("投诉处理意见"),
    model=Complaint,
    fields=(
        FactField("size", N_("金额是否超过额度"), FactSort.CHOICE, SIZES),
        FactField("amount", N_("处理费用（元）"), FactSort.NUMBER),
        FactField("unit", N_("处理部门"), FactSort.UNIT),
    ),
    visible=access.visible_complaints,
    facts=_facts,
    replaced=lambda row, payload: {},
    lines=_lines,
    apply=_apply,
    barred=lambda row: [one for one in (row.about_person_id,) if one],
)


def declare() -> None:
    """Make the request known to approvals."""
    declare_subject(REMEDY)


def seed_approvals(*, by=None) -> None:
    """The order of E-7: responsible department, supervisor; beyond the limit two more."""
    department = Step(
        name="责任部门意见", approvers=(Approver(ApproverSort.CHOICE),), mode=StepMode.ANY,
        limit_hours=8, timeout=Timeout.ESCALATE,
    )  # fmt: skip
    supervisor = _step("客服主管意见", "service_supervisor")
    large = (department, supervisor, _step("财务意见", "finance"),
             _step("总监批准", "marketing_director"))  # fmt: skip
    beyond = Condition("size", Operator.IN, ("beyond",))
    within = Condition("size", Operator.IN, ("within",))
    flows = {
        "投诉处理方案（超过额度）": Definition((beyond,), large),
        "投诉处理方案": Definition((within,), (department, supervisor)),
    }
    seed_definitions(SUBJECT, flows, by=by)


def _step(name: str, role: str) -> Step:
    return Step(
        name=name, approvers=(Approver(ApproverSort.ROLE, role),), mode=StepMode.ANY,
        limit_hours=8, timeout=Timeout.ESCALATE,
    )  # fmt: skip
