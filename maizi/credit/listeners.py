"""What this app does when something happened elsewhere; wired in maizi/site/wiring.py."""

from maizi.approvals.events import CaseClosed
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import CaseState

from . import actions
from .models import WriteOff


def on_case_closed(event: CaseClosed) -> None:
    """A write-off that was not approved is over."""
    case = ApprovalCase.objects.filter(pk=event.case_id, subject=actions.WRITE_OFF.code).first()
    if case and case.state in (CaseState.REJECTED, CaseState.WITHDRAWN):
        row = WriteOff.objects.filter(pk=case.object_id).first()
        if row:
            actions.close_write_off(row)
