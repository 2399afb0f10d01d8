"""What this app does when something happened elsewhere; wired in maizi/site/wiring.py."""

from maizi.approvals.events import CaseClosed
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import CaseState
from maizi.clocks.events import ClockBreached, ClockWarned
from maizi.inbox.actions import notify
from maizi.kernel.texts import N_, say

from . import access, actions, queries
from .models import ExportRequest, PersonRequest

LATE = N_("个人信息请求 {no} 已超过答复期限")
SOON = N_("个人信息请求 {no} 的答复期限已过 {percent}%")


def on_case_closed(event: CaseClosed) -> None:
    """An export that was not approved is over."""
    case = ApprovalCase.objects.filter(pk=event.case_id, subject=access.EXPORT).first()
    if case and case.state in (CaseState.REJECTED, CaseState.WITHDRAWN):
        row = ExportRequest.objects.filter(pk=case.object_id).first()
        if row:
            actions.close_ask(row)


def on_clock_warned(event: ClockWarned) -> None:
    """Part of the time for an answer is used up."""
    _tell(event, lambda no: say(SOON, no=no, percent=event.percent))


def on_clock_breached(event: ClockBreached) -> None:
    """The answer is late: the breach stays in the record of the clock."""
    _tell(event, lambda no: say(LATE, no=no))


def _tell(event, words) -> None:
    if event.code != access.REQUEST_CLOCK:
        return
    row = PersonRequest.objects.filter(pk=event.object_id).first()
    if row:
        notify(to=queries.officers(), event="privacy.late", title=words(row.no), about=row)
