"""Group buys of a customer, as a tab on his page."""

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access


def group_buys_of(user, customer: Customer) -> dict | None:
    """His registrations, his plan, an agreement that is owed. Three queries."""
    if not access.may(user, "view"):
        return None
    rows = access.visible_registrations(user).filter(customer=customer)
    return {
        "customer": customer,
        "registrations": list(rows.select_related("activity", "order").order_by("-id")[:30]),
        "plans": list(access.visible_plans(user).filter(customer=customer)[:10]),
        "due": access.visible_dues(user).filter(customer=customer, done_at=None).first(),
        "may_plan": access.may_plan(user, "add") and customer.pool_id is None,
    }


CUSTOMER_TAB = customers.Panel(
    code="groupbuys.registrations",
    label=N_("团购"),
    place=PanelPlace.TAB,
    template="groupbuys/customer_tab.html",
    context=group_buys_of,
    is_offered=lambda user, customer: access.may(user, "view"),
    position=27,
)
