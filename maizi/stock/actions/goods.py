"""What can be in stock at all, and the words for what is not there."""

from decimal import Decimal

from maizi.catalog.models import Product
from maizi.catalog.terms import ProductSort
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Warehouse

UNSTOCKED = (ProductSort.SERVICE, ProductSort.BUNDLE)


def check_product(product: Product) -> None:
    """Raises Refused for what is never in stock: services and bundles."""
    if product.sort in UNSTOCKED:
        raise Refused(
            N_("“{product}”是{sort}，没有库存。组合请按里面的商品出入库。"), product=product.name,
            sort=ProductSort(product.sort).chinese, field="product",
        )  # fmt: skip


def short(product: Product, warehouse: Warehouse, wanted: Decimal, there: Decimal) -> Refused:
    """The refusal of somebody who wants more than there is."""
    return Refused(
        N_("“{product}”在“{warehouse}”只有 {there} {unit}，不够 {wanted} {unit}。"),
        product=product.name, warehouse=warehouse.name, there=shown(there), wanted=shown(wanted),
        unit=product.unit, field="quantity", code="short",
    )  # fmt: skip


def shown(pieces: Decimal | int) -> str:
    """A quantity as it stands in sentences."""
    return f"{Decimal(pieces).normalize():f}"
