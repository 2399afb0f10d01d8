"""What spare parts hear of: approvals."""

from maizi.approvals.events import CaseClosed
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import CaseState

from . import access, actions
from .models import PartPlan

SENT_BACK = (CaseState.REJECTED, CaseState.WITHDRAWN, CaseState.RETURNED)


def on_case_closed(event: CaseClosed) -> None:
    """A plan that was not approved is a draft again."""
    case = ApprovalCase.objects.filter(pk=event.case_id, subject=access.SUBJECT).first()
    if case is None or case.state not in SENT_BACK:
        return
    entry = case.entries.order_by("-id").first()
    row = PartPlan.objects.filter(pk=case.object_id).first()
    if row:
        actions.return_plan(row, by=None, answer=entry.opinion if entry else "")
