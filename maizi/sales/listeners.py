"""What selling does when an approval ends without a yes; wired in maizi/site/wiring.py."""

from maizi.approvals.events import CaseClosed
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import CaseState

from . import access, actions
from .models import Order, Quote, Return

UNDO = {
    access.SELL_CHEAP: (Quote, actions.reopen_quote),
    "sales.order_discount": (Order, actions.unsubmit_order),
    access.SELL_ON_CREDIT: (Order, actions.unsubmit_order),
    access.RETURN_CASE: (Return, actions.reject_return),
}
NO = (CaseState.REJECTED, CaseState.WITHDRAWN, CaseState.RETURNED)


def on_case_closed(event: CaseClosed) -> None:
    """What was not agreed to is a draft again."""
    if event.state not in [str(state) for state in NO]:
        return
    case = ApprovalCase.objects.filter(pk=event.case_id, subject__in=UNDO).first()
    if case is None:
        return
    model, undo = UNDO[case.subject]
    row = model.objects.filter(pk=case.object_id).first()
    if row is not None:
        undo(row)
