"""One key account and one change as people read them."""

from django.urls import reverse
from django.utils import timezone

from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import timeline
from maizi.clocks.queries import clocks_of
from maizi.credit.models import AppliedGrade, CreditAccount
from maizi.credit.queries import overdue_of

from .. import access
from ..models import GradeChange, KeyAccount
from ..rules.asked import form_of
from ..terms import ChangeState, DutyKind
from .facts import billed, bounds, facts_of, year_before
from .panels import TONES

KIND = GradeChange._meta.label_lower
MOST_BILLS = 60
ADDRESSES = {
    DutyKind.PAYMENT: "credit:entry", DutyKind.VOLUME: "development:agreement",
    DutyKind.DUTY: "development:agreement",
}  # fmt: skip


def account_shown(user, row: KeyAccount) -> dict:
    """Trade and obligations row by row, moves, grades, changes. Fourteen queries at most."""
    today = timezone.localdate()
    found, grace = bounds()
    facts = facts_of([row.customer_id], today, grace_days=grace)[row.customer_id]
    bills = billed(year_before(today), today).filter(account__customer=row.customer_id)
    account = CreditAccount.objects.filter(customer=row.customer_id).first()
    grades = AppliedGrade.objects.filter(account__customer=row.customer_id).select_related("by")
    changes = access.visible_changes(user).filter(customer=row.customer_id)[:10]
    return {
        "row": row, "tone": TONES.get(row.colour, ""), "facts": facts, "bounds": found,
        "grace": grace, "account": account, "grades": list(grades[:20]), "changes": list(changes),
        "lines": [(line, _address(line.duty)) for line in reversed(facts.fulfilment.lines)],
        "bills": list(bills.order_by("-on", "-pk")[:MOST_BILLS]), "since": year_before(today),
        "moves": list(row.moves.select_related("by")[:20]),
        "overdue": overdue_of(account, today) if account else None,
        "may_file": access.may(user, "file"),
    }  # fmt: skip


def change_shown(user, row: GradeChange) -> dict:
    """The application, its clocks, what everybody said, what may be done now. Eight queries."""
    state = ChangeState(row.state)
    cases = ApprovalCase.objects.filter(kind=KIND, object_id=row.pk, subject=access.GRADE_CHANGE)
    case = cases.order_by("-id").first()
    at_hq = state == ChangeState.HQ and row.extended_at is None
    return {
        "row": row, "newer": form_of(row.waiting), "state": state,
        "clocks": clocks_of(KIND, [row.pk]).get(row.pk, []),
        "case": case, "entries": timeline(case) if case else [],
        "may": {
            "file": state.is_at_district and access.may(user, "file"),
            "drop": state.is_at_district and access.may(user, "file"),
            "extend": at_hq and access.may(user, "extend"),
            "more": at_hq and row.asked_for_more_at is None and access.may(user, "answer"),
        },
        "key": access.visible_key_accounts(user).filter(customer=row.customer_id).first(),
    }  # fmt: skip


def _address(duty) -> str:
    return reverse(ADDRESSES[duty.kind], args=[duty.object_id])
