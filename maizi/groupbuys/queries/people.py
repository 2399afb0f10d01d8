"""Who a number or a name may be, and whether somebody may be quoted to yet (B-10)."""

from collections.abc import Sequence

from django.db.models import Q

from maizi.customers.access import visible_customers
from maizi.customers.models import Contact, Customer
from maizi.customers.queries import ids_with_number
from maizi.kernel.texts import Said, say

from ..models import GroupBuyPlan, Registration
from ..rules.plans import UNCONFIRMED, may_quote
from ..terms import PlanState

MOST = 100


def customer_of(number: str) -> Customer | None:
    """The one customer with exactly this number; None for several. Three queries.

    Restricted ones are never found this way: a stranger's form must not lead to them.
    """
    if not number:
        return None
    ids = ids_with_number(number)
    rows = Customer.objects.filter(archived_at=None, is_restricted=False, pk__in=ids)
    found = list(rows.select_related("owner")[:2])
    return found[0] if len(found) == 1 else None


def alike(user, rows: Sequence[Registration]) -> dict[int, list[Customer]]:
    """Strangers' registrations -> customers in sight that they may be, by number or exact name.

    None without strangers, else two queries.
    """
    unknown = [r for r in rows if r.customer_id is None and r.state in ("pending", "valid")]
    if not unknown:
        return {}
    numbers, names = {r.phone_key for r in unknown}, {r.name for r in unknown}
    people = Contact.objects.filter(Q(mobile__in=numbers) | Q(phone__in=numbers))
    people = people.values_list("customer", "mobile", "phone")
    at = {number: id_ for id_, *found in people[:MOST] for number in found if number in numbers}
    named = Q(mobile__in=numbers) | Q(phone__in=numbers) | Q(name__in=names)
    seen = visible_customers(user).filter(named | Q(pk__in=at.values())).order_by("pk")[:MOST]
    found: dict[int, list[Customer]] = {}
    for one in seen:
        for row in unknown:
            own = {one.mobile, one.phone}
            if row.phone_key in own or row.name == one.name or at.get(row.phone_key) == one.pk:
                found.setdefault(row.pk, []).append(one)
    return found


def quote_objection(customer: Customer) -> Said | None:
    """Why no quote may be sent to a customer with a plan yet; None when it may. One query."""
    plan = GroupBuyPlan.objects.filter(customer=customer, ended_at=None).first()
    if plan is None:
        return None
    confirmed = plan.need_confirmed_at is not None
    if may_quote(PlanState(plan.state), is_need_confirmed=confirmed):
        return None
    return say(UNCONFIRMED, customer=customer.name)
