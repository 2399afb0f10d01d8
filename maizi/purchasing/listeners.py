"""What purchasing does when something happened elsewhere; wired in maizi/site/wiring.py."""

from maizi.approvals.events import CaseClosed
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import CaseState

from . import access, actions
from .models import PurchaseOrder, PurchaseRequest

SENT_BACK = (CaseState.REJECTED, CaseState.WITHDRAWN, CaseState.RETURNED)


def on_case_closed(event: CaseClosed) -> None:
    """A request or an order that was not approved is a draft again."""
    subjects = (access.ORDER_SUBJECT, access.REQUEST_SUBJECT)
    case = ApprovalCase.objects.filter(pk=event.case_id, subject__in=subjects).first()
    if case is None or case.state not in SENT_BACK:
        return None
    entry = case.entries.order_by("-id").first()
    answer = entry.opinion if entry else ""
    if case.subject == access.ORDER_SUBJECT:
        row = PurchaseOrder.objects.filter(pk=case.object_id).first()
        return row and actions.return_order(row, by=None, answer=answer)
    row = PurchaseRequest.objects.filter(pk=case.object_id).first()
    return row and actions.return_request(row, by=None, answer=answer)
