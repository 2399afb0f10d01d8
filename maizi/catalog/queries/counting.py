"""Quantities as people count them, in the base unit that is stored (I-1)."""

from collections.abc import Iterable
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Product, ProductUnit
from ..rules.units import in_own_unit, in_units

ONE = Decimal(1)


def factors_of(products: Iterable[Product]) -> dict[int, dict[str, Decimal]]:
    """Product id -> unit -> base units in one, the base unit included. One query."""
    products = list(products)
    found = {product.pk: {product.unit: ONE} for product in products}
    for row in ProductUnit.objects.filter(product__in=found).order_by("factor"):
        found[row.product_id][row.name] = row.factor
    return found


def own_quantity(
    product: Product, quantity: Decimal, unit: str, factors: dict[str, Decimal]
) -> Decimal:
    """A quantity in the product's base unit.

    unit     "" for the base unit
    factors  of this product, see `factors_of`
    Raises Refused for an unknown unit and beyond four places.
    """
    factor = factors.get(unit or product.unit)
    if factor is None:
        raise Refused(
            N_("“{product}”没有单位“{unit}”。可用的单位：{units}。"),
            product=product.name, unit=unit, units=list(factors), field="unit",
        )  # fmt: skip
    return in_own_unit(quantity, factor, unit=unit or product.unit)


def said_in_units(quantity: Decimal, factors: dict[str, Decimal]) -> str:
    """A quantity as people say it: 2 箱 5 个; empty where there is only one unit."""
    if len(factors) < 2 or quantity <= 0:
        return ""
    return " ".join(
        f"{pieces.normalize():f} {name}" for pieces, name in in_units(quantity, factors)
    )
