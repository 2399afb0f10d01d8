"""What there is of a product, as a card on its page."""

from maizi.catalog.access import ProductPanel
from maizi.catalog.models import Product
from maizi.catalog.terms import ProductSort

from .. import access
from .screens import accounts_of, points_of, sums_of


def stock_of(user, product: Product) -> dict | None:
    """Pieces by warehouse, and the reorder points. Two queries."""
    if not access.may(user, "view") or product.sort in (ProductSort.SERVICE, ProductSort.BUNDLE):
        return None
    rows = [row for row in accounts_of(user, product) if row.quantity or row.reserved]
    return {
        "accounts": rows, "sums": sums_of(rows), "points": list(points_of(user, product)),
        "sees_cost": access.sees_cost(user),
    }  # fmt: skip


PRODUCT_STOCK = ProductPanel(
    "stock.levels", template="stock/product_panel.html", context=stock_of, position=10
)
