"""The price of a product for somebody, at a quantity, on a day (I-2)."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from maizi.customers.models import Customer

from ..models import ListPrice, PriceRow, Product
from ..rules.prices import Ask, Resolution, Row, resolve
from ..terms import CustomerGroup, PriceKind
from .groups import groups_of

MOST_ROWS = 2_000
ONE = Decimal(1)


def price_for(
    product: Product,
    *,
    customer: Customer | None = None,
    quantity: Decimal = ONE,
    on: date | None = None,
    activity: str = "",
) -> Resolution:
    """The price with every step tried. Two queries."""
    found = prices_for(
        {product.pk: quantity}, customer=customer, on=on, activity=activity
    )  # fmt: skip
    return found[product.pk]


def prices_for(
    quantities: dict[int, Decimal],
    *,
    customer: Customer | None = None,
    on: date | None = None,
    activity: str = "",
) -> dict[int, Resolution]:
    """The prices of many products at once, by product id. Two queries.

    quantities  product id -> quantity in base units
    """
    on, groups = on or timezone.localdate(), groups_of(customer)
    rows = _rows(quantities, customer)
    listed = _list_prices(quantities)
    return {
        id_: resolve(
            Ask(on, quantity, customer.pk if customer else None, groups, activity),
            rows.get(id_, []), listed.get(id_, []),
        )
        for id_, quantity in quantities.items()
    }  # fmt: skip


def as_row(row: PriceRow) -> Row:
    """A stored row with its list as the rules see it."""
    sheet = row.list
    return Row(
        id=row.pk, kind=PriceKind(sheet.kind), title=sheet.name, price_yuan=row.price_yuan,
        least=row.least, starts_on=sheet.starts_on, ends_on=sheet.ends_on,
        customer_id=sheet.customer_id, group=CustomerGroup(sheet.group) if sheet.group else None,
        number=sheet.number if sheet.kind == PriceKind.GROUP_BUY else "",
        is_for_key=sheet.is_for_key, is_active=sheet.is_active,
    )  # fmt: skip


def _rows(ids: Collection[int], customer: Customer | None) -> dict[int, list[Row]]:
    """Rows that could hold for the customer: his own, and those of groups and activities."""
    reach = Q(list__customer=None)
    reach |= Q(list__customer=customer) if customer else Q(pk__in=[])
    rows = PriceRow.objects.filter(reach, product__in=list(ids)).select_related("list")
    found: dict[int, list[Row]] = {}
    for row in rows.order_by("-id")[:MOST_ROWS]:
        found.setdefault(row.product_id, []).append(as_row(row))
    return found


def _list_prices(ids: Collection[int]) -> dict[int, list[Row]]:
    rows = ListPrice.objects.filter(product__in=list(ids)).order_by("starts_on")
    found: dict[int, list[Row]] = {}
    for row in rows.values_list("id", "product_id", "price_yuan", "starts_on")[:MOST_ROWS]:
        id_, product, price, starts_on = row
        found.setdefault(product, []).append(
            Row(id=id_, kind=PriceKind.LIST, title="", price_yuan=price, starts_on=starts_on)
        )
    return found
