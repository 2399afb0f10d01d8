"""Complaints of a customer, on its page."""

from django.db.models import Count, Q

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..terms import ENDED

MOST_SHOWN = 50


def complaints_of(user, customer: Customer) -> dict | None:
    """The customer's complaints in sight, newest first. One query."""
    rows = access.visible_complaints(user).filter(customer=customer)
    found = list(rows.select_related("owner", "product").order_by("-received_at")[:MOST_SHOWN])
    return {"rows": found, "customer": customer, "may_add": access.may(user, "add")}


def open_of_customer(user, customer: Customer) -> dict | None:
    """How many complaints are open; nothing when there is none. One query."""
    if not access.may(user, "view"):
        return None
    rows = access.visible_complaints(user).filter(customer=customer).exclude(state__in=ENDED)
    told = rows.aggregate(count=Count("pk"), urgent=Count("pk", filter=Q(priority="p1")))
    return told | {"customer": customer} if told["count"] else None


def _is_offered(user, customer: Customer) -> bool:
    return access.may(user, "view")


CUSTOMER_TAB = customers.Panel(
    code="complaints.all", label=N_("投诉"), place=PanelPlace.TAB,
    template="complaints/customer_tab.html", context=complaints_of, is_offered=_is_offered,
    position=70,
)  # fmt: skip
CUSTOMER_STRIP = customers.Panel(
    code="complaints.open", label=N_("未办结投诉"), place=PanelPlace.STRIP,
    template="complaints/customer_strip.html", context=open_of_customer, is_offered=_is_offered,
    position=15,
)  # fmt: skip
