"""What targets do when something happened elsewhere; wired in maizi/site/wiring.py."""

from maizi.approvals.events import CaseClosed
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import CaseState

from . import access, actions
from .models import CommissionRun

SENT_BACK = (CaseState.REJECTED, CaseState.WITHDRAWN, CaseState.RETURNED)


def on_case_closed(event: CaseClosed) -> None:
    """Commission that was not approved is a draft again."""
    case = ApprovalCase.objects.filter(pk=event.case_id, subject=access.RUN_SUBJECT).first()
    if case is None or case.state not in SENT_BACK:
        return
    entry = case.entries.order_by("-id").first()
    run = CommissionRun.objects.filter(pk=case.object_id).first()
    if run:
        actions.return_run(run, by=None, answer=entry.opinion if entry else "")
