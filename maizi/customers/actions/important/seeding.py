"""The requests that approvals know, and the flows a company begins with."""

from maizi.approvals import access as approvals
from maizi.approvals.actions import Approver, Condition, Definition, Step, seed_definition
from maizi.approvals.terms import ApproverSort, Operator, StepMode, Timeout

from ...terms import KaStatus
from .contacts import DECISION_MAKER, DECISION_MAKER_CHANGE
from .customers import IMPORTANT_CHANGE, SUBJECT

FLOWS = ((SUBJECT, "大客户重要信息更新"), (DECISION_MAKER, "大客户关键决策人更新"))


def declare() -> None:
    """Make the requests known to approvals."""
    approvals.declare_subject(IMPORTANT_CHANGE)
    approvals.declare_subject(DECISION_MAKER_CHANGE)


def seed_approvals(*, by=None) -> None:
    """The flows of A-32: the marketing manager reviews before the right to update is given."""
    step = Step(
        name="营销经理审核",
        approvers=(Approver(ApproverSort.NEAREST, "marketing_manager"),),
        mode=StepMode.ANY, limit_hours=8, timeout=Timeout.ESCALATE,
    )  # fmt: skip
    key = Condition("ka_status", Operator.IN, (str(KaStatus.KEY),))
    for subject, name in FLOWS:
        seed_definition(subject, name=name, definition=Definition((key,), (step,)), by=by)
