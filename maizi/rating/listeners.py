"""What rating does when something happened elsewhere; wired in maizi/site/wiring.py."""

from maizi.approvals.events import CaseClosed
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import CaseState
from maizi.credit.events import GradeApplied
from maizi.credit.models import AppliedGrade

from . import access, actions
from .actions.standing import stand
from .models import Evaluation

SENT_BACK = (CaseState.REJECTED, CaseState.WITHDRAWN, CaseState.RETURNED)


def on_case_closed(event: CaseClosed) -> None:
    """An evaluation that was not approved is open again."""
    case = ApprovalCase.objects.filter(pk=event.case_id, subject=access.SUBJECT).first()
    if case is None or case.state not in SENT_BACK:
        return
    entry = case.entries.order_by("-id").first()
    row = Evaluation.objects.filter(pk=case.object_id).first()
    if row:
        actions.return_evaluation(row, by=None, answer=entry.opinion if entry else "")


def on_grade_applied(event: GradeApplied) -> None:
    """A grade took effect: what is shown beside the customer follows it."""
    rows = AppliedGrade.objects.select_related("account__customer__owner", "by")
    applied = rows.filter(pk=event.applied_id).first()
    if applied:
        stand(applied, by=applied.by)
