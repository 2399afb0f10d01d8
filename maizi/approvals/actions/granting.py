"""What an approval allows: exactly the judged difference, once, while its base stands (A-32)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.fields.queries import parameter
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish

from .. import access
from ..access import subject_of
from ..events import GrantUsed
from ..models import ApprovalCase
from ..terms import Act, GrantState
from .entries import locked, note

PROBLEM_LENGTH = ApprovalCase._meta.get_field("grant_problem").max_length
MOST_EXPIRED = 500


def grant(case: ApprovalCase, *, now: datetime) -> None:
    """Use the right at once; where it cannot be used yet, keep it open until it expires."""
    hours = int(parameter("approvals.expiry_hours"))
    case.grant, case.grant_until = GrantState.OPEN, now + timedelta(hours=hours)
    case.grant_problem = _use(case, now)
    case.save(update_fields=["grant", "grant_until", "grant_problem", "applied_at"])


@transaction.atomic
def apply_grant(case: ApprovalCase, *, by, now: datetime | None = None) -> ApprovalCase:
    """Use a right that is still open.

    Raises Refused when it was used or expired, or when what it replaces has changed.
    """
    now, case = now or timezone.now(), locked(case)
    if not access.may(by, "apply", case):
        raise Refused(_("这项批准已经用过或已过期，不能再次生效。"))
    if now > case.grant_until:
        raise Refused(_("批准后超过时限仍未生效，已经过期。请重新申请。"))
    if problem := _use(case, now):
        raise Refused(problem)
    case.grant_problem = ""
    case.save(update_fields=["grant", "grant_problem", "applied_at"])
    return case


@transaction.atomic
def expire_grants(*, now: datetime, by=None) -> int:
    """End the rights whose time is over; gives how many."""
    rows = ApprovalCase.objects.select_for_update().filter(
        grant=GrantState.OPEN, grant_until__lt=now
    )
    done = list(rows[:MOST_EXPIRED])
    for case in done:
        case.grant = GrantState.EXPIRED
        case.save(update_fields=["grant"])
        note(case, act=Act.EXPIRE, by=by, at=now, opinion=case.grant_problem)
        publish(GrantUsed(case.pk, str(GrantState.EXPIRED)))
    return len(done)


def _use(case: ApprovalCase, now: datetime) -> str:
    """Apply what was judged; gives why that is impossible, or nothing."""
    subject = subject_of(case.subject)
    row = subject.model._default_manager.select_for_update().filter(pk=case.object_id).first()
    if row is None:
        return _("要修改的记录已经不存在。")
    if subject.replaced(row, case.payload) != case.replaced:
        return _("审批期间原来的内容已被别人改动，批准的修改没有生效。")
    try:
        with transaction.atomic():
            subject.apply(row, case.payload, by=case.applicant, case=case)
    except Refused as refused:
        return refused.text(_)[:PROBLEM_LENGTH]
    case.grant, case.applied_at = GrantState.APPLIED, now
    note(case, act=Act.APPLY, by=case.applicant, at=now)
    publish(GrantUsed(case.pk, str(GrantState.APPLIED)))
    return ""
