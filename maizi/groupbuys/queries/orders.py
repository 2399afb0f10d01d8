"""The sales orders of an activity, and where its money is posted."""

from decimal import Decimal

from django.db.models import Q, QuerySet

from maizi.kernel.sources import Source
from maizi.sales.models import Order, Quote
from maizi.sales.terms import OrderState

from ..models import GroupBuy, Registration

LEFT = (OrderState.DELIVERED, OrderState.COMPLETED, OrderState.CLOSED_SHORT)
CLOSED = (OrderState.COMPLETED, OrderState.CLOSED_SHORT, OrderState.CANCELLED)


def orders_of(row: GroupBuy) -> QuerySet[Order]:
    """The orders that were made of the registrations."""
    return Order.objects.filter(group_buy_registration__activity=row).order_by("id")


def is_delivered(row: GroupBuy) -> bool:
    """Whether goods of every order that was not cancelled have left the house. One query."""
    states = list(orders_of(row).values_list("state", flat=True))
    open_ones = [s for s in states if s not in LEFT and s != OrderState.CANCELLED]
    return not open_ones and any(state in LEFT for state in states)


def is_called_off(row: GroupBuy) -> bool:
    """Whether orders were made and every one of them was cancelled. One query."""
    states = set(orders_of(row).values_list("state", flat=True))
    return states == {OrderState.CANCELLED}


def promised_prices(draft: Quote | Order) -> dict[int, Decimal]:
    """What a participant pays for a piece: a line that is taken out and added again costs no
    more (B-11). One query at most.

    The order of a registration keeps its promise whatever is written on it; another paper of
    the customer has it by the number of the activity.
    """
    priced = Registration.objects.filter(price_yuan__isnull=False)
    made = Q(order=draft.pk) if isinstance(draft, Order) else Q(pk__in=[])
    named = Q(activity__no=draft.activity, customer=draft.customer_id)
    if not draft.activity:
        named = Q(pk__in=[])
    rows = list(
        priced.filter(made | named).order_by("-price_yuan")
        .values_list("order", "activity__product", "price_yuan")
    )  # fmt: skip
    own = [one for one in rows if isinstance(draft, Order) and one[0] == draft.pk]
    return {product: price for _order, product, price in own or rows}


def source_of(row: Registration) -> Source:
    """What deposits of a registration are posted for."""
    return Source(Registration._meta.label_lower, row.pk, f"{row.activity.no} {row.name}"[:40])
