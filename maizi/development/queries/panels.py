"""Opportunities of a customer, as a tab on its page."""

from django.utils import timezone

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..terms import DealState
from .board import card_of
from .forecast import open_of


def deals_of(user, customer: Customer) -> dict | None:
    """Opportunities and needs of this customer. Two queries."""
    if not access.may(user, "view"):
        return None
    now, today = timezone.now(), timezone.localdate()
    rows = open_of(user, customer)
    return {
        "cards": [card_of(row, row.stage, now=now, today=today) for row in rows],
        "needs": list(access.visible_needs(user).filter(customer=customer)[:20]),
        "open": sum(row.state == DealState.OPEN for row in rows),
        "customer": customer,
        "may_need": access.may_need(user, "add") and customer.pool_id is None,
        "may_add": access.may(user, "add") and customer.pool_id is None,
    }


DEALS = customers.Panel(
    code="development.deals",
    label=N_("商机"),
    place=PanelPlace.TAB,
    template="development/deals_tab.html",
    context=deals_of,
    is_offered=lambda user, customer: access.may(user, "view"),
    position=25,
)
