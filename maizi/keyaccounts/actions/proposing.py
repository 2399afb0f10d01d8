"""Find accounts that ask for another grade by themselves (D-20.1, review triggers of D-30)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from maizi.credit.models import CreditAccount
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import GradeChange
from ..models.changes import OPEN
from ..rules.asked import Form, kept
from ..terms import ChangeState, Trigger
from .changes import fill, raise_candidate

SLICE = 200
LATE_DAYS = 60  # D-30: overdue longer than this asks for a review
LATE, OVER = N_("最长逾期 {days} 天"), N_("等级 {on} 到期")
MEANWHILE = N_("{no} 审批期间有了新的评价：{why}。退回或签署以后再提交")


@transaction.atomic
def propose_slice(*, today: date, after: int = 0, by=None) -> int | None:
    """Raise candidates among one slice of graded key accounts; the last id, None when all are done.

    What asks for another grade of an ordinary customer is a review of its rating.
    """
    late = today - timedelta(days=LATE_DAYS)
    rows = CreditAccount.objects.exclude(grade="").filter(
        pk__gt=after, customer__archived_at=None, customer__ka_status=KaStatus.KEY
    )
    rows = rows.filter(Q(grade_until_on__lt=today) | Q(oldest_due_on__lt=late))
    found = list(
        rows.select_related("customer__org_unit", "customer__owner").order_by("pk")[:SLICE]
    )
    settled = _settled_of([row.customer_id for row in found])
    for row in found:
        if row.customer_id in settled:
            continue
        if row.oldest_due_on and row.oldest_due_on < late:
            days = (today - row.oldest_due_on).days
            raise_candidate(row.customer, trigger=Trigger.OVERDUE, why=say(LATE, days=days), by=by)
        else:
            until = row.grade_until_on.isoformat()
            raise_candidate(row.customer, trigger=Trigger.EXPIRED, why=say(OVER, on=until), by=by)
    return found[-1].pk if len(found) == SLICE else None


@transaction.atomic
def raise_by_hand(customer: Customer, *, why: str, by) -> GradeChange:
    """Somebody thinks of another grade himself."""
    return raise_candidate(customer, trigger=Trigger.HAND, why=why.strip(), by=by)


@transaction.atomic
def take_proposal(customer: Customer, form: Form, *, by) -> GradeChange:
    """An evaluation was approved: what it comes to stands in the application to be filed.

    A change that is being judged already keeps what it asks for; the proposal waits behind it
    until it is sent back or signed, and those who have it in hand hear of it.
    """
    row = raise_candidate(customer, trigger=Trigger.RATING, why=form.reason, by=by)
    is_judged = not ChangeState(row.state).is_at_district
    with recorded(row, Verb.CHANGE, by=by, reason=form.reason[:200]):
        if is_judged:
            row.waiting = kept(form)
        else:
            fill(row, form)
        row.save()
    if is_judged:
        people = {one.pk: one for one in (*queries.in_hand_of(row), *queries.district_of(customer))}
        title = say(MEANWHILE, no=row.no, why=form.reason)
        notify(to=people.values(), event=access.CHANGE.code, title=title, about=row, by=by)
    return row


def _settled_of(customer_ids: list[int]) -> set[int]:
    """Customers with a change on its way, or closed so lately that nobody is asked again."""
    since = timezone.now() - timedelta(days=int(parameter("ka.quiet_days")))
    rows = GradeChange.objects.filter(customer__in=customer_ids)
    rows = rows.filter(Q(state__in=OPEN) | Q(closed_at__gt=since))
    return set(rows.values_list("customer_id", flat=True))
