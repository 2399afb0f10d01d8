"""Tickets of a customer, on its page."""

from django.db.models import Count, Q

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..terms import ENDED

MOST_SHOWN = 50


def tickets_of(user, customer: Customer) -> dict | None:
    """The customer's tickets in sight, newest first. One query."""
    rows = access.visible_tickets(user).filter(customer=customer)
    found = rows.select_related("owner", "engineer", "unit", "product").order_by("-id")
    may_add = access.may(user, "add")
    return {"rows": list(found[:MOST_SHOWN]), "customer": customer, "may_add": may_add}


def open_of_customer(user, customer: Customer) -> dict | None:
    """How many tickets are open; nothing when there is none. One query."""
    rows = access.visible_tickets(user).filter(customer=customer).exclude(state__in=ENDED)
    bad = Q(severity__in=("serious", "critical"))
    told = rows.aggregate(count=Count("pk"), urgent=Count("pk", filter=bad))
    return told | {"customer": customer} if told["count"] else None


def _is_offered(user, customer: Customer) -> bool:
    return access.may(user, "view")


CUSTOMER_TAB = customers.Panel(
    code="service.tickets", label=N_("服务"), place=PanelPlace.TAB,
    template="service/customer_tab.html", context=tickets_of, is_offered=_is_offered,
    position=65,
)  # fmt: skip
CUSTOMER_STRIP = customers.Panel(
    code="service.open", label=N_("未结束工单"), place=PanelPlace.STRIP,
    template="service/customer_strip.html", context=open_of_customer, is_offered=_is_offered,
    position=14,
)  # fmt: skip
