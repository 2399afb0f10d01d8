"""One activity for a colleague: registrations, course, purchase, money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.purchasing.terms import RequestState
from maizi.sales.access import visible_orders

from .. import access
from ..models import GroupBuy, Registration, Turn
from ..terms import RegistrationState, State
from .people import alike
from .picture import Picture, picture_of
from .standing import Standing, standing_of

ZERO = Decimal(0)
MOST = 500
LAST = 40


@dataclass(frozen=True, slots=True)
class Money:
    """The money of an activity, in yuan.

    deposits_yuan  taken and not paid back
    refunds_yuan   of them due to be paid back
    orders_yuan    what the orders come to
    """

    deposits_yuan: Decimal
    refunds_yuan: Decimal
    orders_yuan: Decimal


@dataclass(frozen=True, slots=True)
class Shown:
    """An activity as its page shows it.

    hidden     how many registrations this person does not see
    customers  ids of customers he may open; likewise orders
    alike      registration of a stranger -> customers that he may be
    """

    row: GroupBuy
    standing: Standing
    registrations: Sequence[Registration]
    hidden: int
    customers: frozenset[int]
    orders: frozenset[int]
    turns: Sequence[Turn]
    picture: Picture | None
    money: Money
    leaving: Sequence[Registration]
    alike: Mapping[int, Sequence[Customer]]

    @property
    def is_asked_for(self) -> bool:
        """Whether purchasing has been asked."""
        request = self.row.request
        return request is not None and request.state != RequestState.CANCELLED


def shown_to(user, row: GroupBuy) -> Shown:
    """Everything on the page of an activity. Ten queries at most."""
    standing = standing_of(row)
    seen = access.visible_registrations(user).filter(activity=row)
    seen = seen.select_related("customer", "order", "by")
    registrations = list(seen.order_by("id")[:MOST])
    turns = list(row.turns.select_related("by", "registration").order_by("at", "id"))
    customers = {r.customer_id for r in registrations if r.customer_id}
    orders = {r.order_id for r in registrations if r.order_id}
    for one in registrations:
        one.activity = row
    return Shown(
        row, standing, registrations,
        max(row.registrations.count() - len(registrations), 0),
        frozenset(visible_customers(user).filter(pk__in=customers).values_list("pk", flat=True)),
        frozenset(visible_orders(user).filter(pk__in=orders).values_list("pk", flat=True)),
        turns, picture_of(row, standing, turns), _money(registrations),
        [r for r in registrations if r.state == RegistrationState.LEAVING],
        alike(user, registrations),
    )  # fmt: skip


def _money(rows: Sequence[Registration]) -> Money:
    held = [r for r in rows if r.deposit_id is not None and r.refund_id is None]
    return Money(
        sum((r.deposit_yuan for r in held), ZERO),
        sum((r.deposit_yuan for r in held if r.owes_refund), ZERO),
        sum((r.order.amount_yuan for r in rows if r.order is not None), ZERO),
    )


def runs(row: GroupBuy) -> bool:
    """Whether something may still be done with an activity."""
    return State(row.state) not in (State.SETTLED, State.FAILED, State.CANCELLED)
