"""Pieces of a customer, on its page."""

from django.db.models import Count, Q
from django.utils import timezone

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..models import Unit
from ..terms import UnitState
from .shown import cover_of

MOST_SHOWN = 50


def units_of(user, customer: Customer) -> dict | None:
    """The customer's pieces in sight with what covers them. One query."""
    if not access.may(user, "view"):
        return None
    rows = access.visible_units(user).filter(customer=customer).select_related("product")
    today = timezone.localdate()
    found = [
        (row, cover_of(row, today)) for row in rows.annotate(mends=Count("repairs"))[:MOST_SHOWN]
    ]
    return {
        "rows": found, "customer": customer, "may_add": access.may(user, "add"),
        "may_judge": access.may(user, "judge"),
    }  # fmt: skip


def covered_of(user, customer: Customer) -> dict | None:
    """How many pieces there are, how many still covered; nothing without any. One query."""
    if not access.may(user, "view"):
        return None
    here = Unit.objects.filter(customer=customer, state=UnitState.IN_USE)
    today = timezone.localdate()
    told = here.aggregate(
        count=Count("pk"), covered=Count("pk", filter=Q(covered_until__gte=today))
    )
    return told | {"customer": customer} if told["count"] else None


def _is_offered(user, customer: Customer) -> bool:
    return access.may(user, "view")


CUSTOMER_TAB = customers.Panel(
    code="warranty.units", label=N_("设备"), place=PanelPlace.TAB,
    template="warranty/customer_tab.html", context=units_of, is_offered=_is_offered, position=60,
)  # fmt: skip
CUSTOMER_STRIP = customers.Panel(
    code="warranty.covered", label=N_("设备"), place=PanelPlace.STRIP,
    template="warranty/customer_strip.html", context=covered_of, is_offered=_is_offered,
    position=30,
)  # fmt: skip
