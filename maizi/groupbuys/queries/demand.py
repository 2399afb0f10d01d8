"""What group buys ask purchasing for (B-11, I-5)."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet, Sum

from maizi.accounts.models import Appointment, User
from maizi.catalog.terms import ProductSort
from maizi.kernel.texts import N_
from maizi.purchasing.access import Ask, Demand
from maizi.purchasing.queries import suggestions
from maizi.purchasing.terms import DemandSort
from maizi.sales.terms import OrderState

from ..models import GroupBuy, Registration
from ..terms import RegistrationState, State

KEPT = (ProductSort.GOODS, ProductSort.PART)
UNCONFIRMED = (OrderState.DRAFT, OrderState.WAITING)


def asks(ids: Collection[int] | None = None) -> Iterator[Ask]:
    """The whole quantity of what was reached, and of orders made of it that are not confirmed.

    From its confirmation on an order stands for itself: as a reservation or among the backlog.
    Two queries.
    """
    rows = GroupBuy.objects.filter(state=State.REACHED, product__sort__in=KEPT)
    made = Registration.objects.filter(
        activity__state=State.ORDERING, state=RegistrationState.ORDERED,
        order__state__in=UNCONFIRMED, activity__product__sort__in=KEPT,
    )  # fmt: skip
    if ids is not None:
        rows, made = rows.filter(product__in=ids), made.filter(activity__product__in=ids)
    for row in rows.values_list("product", "total_quantity", "deliver_on"):
        if row[1] > 0:
            yield Ask(row[0], DemandSort.GROUP_BUY, row[1], row[2])
    grouped = made.order_by().values_list("activity__product", "activity__deliver_on")
    for product, day, pieces in grouped.annotate(pieces=Sum("quantity")):
        yield Ask(product, DemandSort.GROUP_BUY, pieces, day)


def covered(rows: QuerySet[GroupBuy]) -> list[GroupBuy]:
    """Those of the activities for which nothing is missing: in the house or on its way."""
    found = list(rows)
    if not found:
        return []
    missing = {
        one.product.pk for one in suggestions({row.product_id for row in found})
        if DemandSort.GROUP_BUY in one.reasons
    }  # fmt: skip
    return [row for row in found if row.product_id not in missing]


def buyers() -> list[User]:
    """People one of whose posts lets them order from suppliers. One query."""
    posts = Appointment.objects.filter(user__is_active=True).select_related("role", "user")
    found = {p.user_id: p.user for p in posts if "add" in p.role.grants.get("purchase", ())}
    return list(found.values())[:20]


DEMAND = Demand("groupbuys", N_("团购达成"), asks)
