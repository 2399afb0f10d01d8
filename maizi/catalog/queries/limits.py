"""Who may give away how much, and what an offer below that needs (I-2)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from maizi.accounts.access import rights_of
from maizi.accounts.models import Role
from maizi.customers.models import Customer
from maizi.fields.queries import parameter

from ..models import DiscountLimit, Product
from ..rules.discounts import Judgement, judge_price
from .pricing import ONE, price_for


def discount_limit_of(user) -> Decimal:
    """The part of a price the person may take off: the widest of his roles. Two queries."""
    roles = rights_of(user).roles
    own = DiscountLimit.objects.filter(role__code__in=roles)
    limits = dict(own.values_list("role__code", "most_percent"))
    usual = parameter("price.discount_most")
    return max((limits[r] / 100 if r in limits else usual for r in roles), default=Decimal(0))


def cost_of(product: Product) -> Decimal | None:
    """What one base unit costs, tax included; the reference cost until there is a stock value."""
    return product.cost_yuan


def judge_offer(
    user,
    *,
    product: Product,
    offered_yuan: Decimal,
    customer: Customer | None = None,
    quantity: Decimal = ONE,
    on: date | None = None,
) -> Judgement:
    """What must happen before the person may offer this price. Five queries."""
    usual = price_for(product, customer=customer, quantity=quantity, on=on).price_yuan
    return judge_price(
        offered_yuan, usual_yuan=usual, cost_yuan=cost_of(product),
        most_ratio=discount_limit_of(user),
    )  # fmt: skip


def judge_prices(
    user, offers: Iterable[tuple[Decimal, Decimal | None, Decimal | None]]
) -> list[Judgement]:
    """What the person may offer of many prices whose usual ones are known already. Two queries.

    offers  (offered, usual or None, cost or None), per piece in yuan with tax
    """
    most = discount_limit_of(user)
    return [
        judge_price(offered, usual_yuan=usual, cost_yuan=cost, most_ratio=most)
        for offered, usual, cost in offers
    ]


def limits_shown() -> list[tuple[Role, Decimal | None]]:
    """Roles that see prices, with their limit in percent, None for the usual one. Two queries."""
    own = dict(DiscountLimit.objects.values_list("role", "most_percent"))
    roles = [role for role in Role.objects.order_by("id") if "price" in role.grants]
    return [(role, own.get(role.pk)) for role in roles]
