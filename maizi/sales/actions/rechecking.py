"""Judge waiting orders anew when the credit of their customer has changed (D-20)."""

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.approvals.actions import withdraw
from maizi.approvals.queries import open_case
from maizi.credit.queries import check
from maizi.credit.terms import CreditOutcome
from maizi.customers.models import Customer
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import Order
from ..queries.credit import source_of, wanted_by
from ..terms import Happening, OrderState
from .confirming import submit_order, unsubmit_order
from .orders import KIND, note_milestone

MOST_ORDERS = 200
DRAFT_AGAIN = N_("{no} 按新的信用等级不能赊销，已退回草稿：{why}")


@transaction.atomic
def recheck_orders(customer: Customer, *, why, by) -> int:
    """Judge the orders of a customer that wait for an agreement to their credit; how many.

    What passes now is confirmed, what needs somebody else asks him instead, what gets no credit is
    a draft again. Confirmed orders keep what they have.
    """
    rows = Order.objects.filter(customer=customer, state=OrderState.WAITING).order_by("pk")
    return sum(_recheck(row, why, by) for row in rows[:MOST_ORDERS])


def _recheck(row: Order, why, by) -> bool:
    case = open_case(KIND, row.pk)
    if case is None or case.subject != access.SELL_ON_CREDIT:
        return False
    verdict = check(row.customer, wanted_by(row), source=source_of(row))
    note_milestone(row, kind=Happening.STOPPED, by=by, text=_("重新检查信用：%s") % why)
    is_same = str(verdict.level) == case.payload["level"]
    if verdict.outcome == CreditOutcome.APPROVAL and is_same:
        return True
    withdraw(case, by=case.applicant, opinion=str(why)[:200])
    unsubmit_order(row, by=by)
    try:
        with transaction.atomic():
            submit_order(row, by=case.applicant, reason=str(why)[:200])
    except Refused as refusal:
        title = say(DRAFT_AGAIN, no=row.no, why=str(refusal))
        notify(to=[row.owner], event="sales.order_decided", title=title, about=row, by=by)
    return True
