"""Prices of a customer, as a card on its page."""

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access
from .groups import groups_of

MOST_SHOWN = 6


def prices_of(user, customer: Customer) -> dict | None:
    """The price lists that are for this customer or one of its groups. One query."""
    if not access.may_price(user, "view"):
        return None
    lists = access.visible_price_lists(user).filter(is_active=True)
    own = lists.filter(customer=customer) | lists.filter(group__in=groups_of(customer))
    return {"lists": own[:MOST_SHOWN], "customer": customer,
            "may_price": access.may_price(user, "change")}  # fmt: skip


CUSTOMER_PRICES = customers.Panel(
    code="catalog.prices",
    label=N_("适用的价格"),
    place=PanelPlace.RIGHT,
    template="catalog/customer_prices.html",
    context=prices_of,
    is_offered=lambda user, customer: access.may_price(user, "view"),
    position=60,
)
