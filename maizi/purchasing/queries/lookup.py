"""Products as people type them into an order: number, barcode, supplier's code, name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet
from django.db.models.functions import Upper

from maizi.catalog.access import visible_products
from maizi.catalog.models import Barcode, Product

from .. import access
from ..models import OrderLine, RequestLine, Supplier, Supply

MOST_FOUND = 8
MOST_TYPED = 500


@dataclass(frozen=True, slots=True)
class Found:
    """What a word may mean: one product, several, or none."""

    products: tuple[Product, ...] = ()

    @property
    def only(self) -> Product | None:
        """The product, where there is no doubt."""
        return self.products[0] if len(self.products) == 1 else None


@dataclass(frozen=True, slots=True)
class Typed:
    """A line of the grid as it is shown: what was typed and what is wrong with it."""

    product: str = ""
    name: str = ""
    unit: str = ""
    quantity: str = ""
    price: str = ""
    expected_on: str = ""
    note: str = ""
    request_line: str = ""
    amount: Decimal | None = None
    errors: tuple[str, ...] = field(default=())


def found_products(
    user, texts: Iterable[str], supplier: Supplier | None = None
) -> dict[str, Found]:
    """Typed word -> products it may mean, the surest kind of match first. Four queries.

    Our number, then a barcode, the supplier's own code, the model, the whole name.
    """
    words = {text.strip().upper() for text in texts if text.strip()}
    words = set(sorted(words)[:MOST_TYPED])
    rows = visible_products(user).annotate(
        up_no=Upper("no"), up_model=Upper("model"), up_name=Upper("name")
    )
    by_no, by_model, by_name = _by(rows, "up_no", words), {}, {}
    left = words - by_no.keys()
    by_code = _by_barcode(rows, left)
    by_theirs = _by_supplier(rows, left, supplier)
    left = left - by_code.keys() - by_theirs.keys()
    if left:
        by_model, by_name = _by(rows, "up_model", left), _by(rows, "up_name", left)
    found = {}
    for text in texts:
        word = text.strip().upper()
        steps = (by_no, by_code, by_theirs, by_model, by_name)
        hit = next((step[word] for step in steps if step.get(word)), [])
        found[text] = Found(tuple(hit[:MOST_FOUND]))
    return found


def _by(rows, name: str, words: set[str]) -> dict[str, list[Product]]:
    found: dict[str, list[Product]] = {}
    for row in rows.filter(**{f"{name}__in": words}).order_by("-is_active", "pk")[:MOST_TYPED]:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def _by_barcode(rows, words: set[str]) -> dict[str, list[Product]]:
    codes = Barcode.objects.filter(code__in=words, product__in=rows).select_related("product")
    found: dict[str, list[Product]] = {}
    for code in codes[:MOST_TYPED]:
        found.setdefault(code.code.upper(), []).append(code.product)
    return found


def _by_supplier(rows, words: set[str], supplier: Supplier | None) -> dict[str, list[Product]]:
    if supplier is None or not words:
        return {}
    theirs = Supply.objects.filter(supplier=supplier, product__in=rows).exclude(code="")
    theirs = theirs.annotate(up_code=Upper("code")).filter(up_code__in=words)
    found: dict[str, list[Product]] = {}
    for supply in theirs.select_related("product")[:MOST_TYPED]:
        found.setdefault(supply.up_code, []).append(supply.product)
    return found


def shown_lines(lines, *, with_prices: bool) -> list[Typed]:
    """Stored lines of an order or a request, as the grid shows them."""
    return [
        Typed(
            product=line.product.no, name=line.product.name, unit=line.product.unit,
            quantity=f"{line.quantity.normalize():f}",
            price=f"{line.price_yuan.normalize():f}" if with_prices else "",
            expected_on=str(getattr(line, "expected_on", None) or ""), note=line.note,
            request_line=str(getattr(line, "request_line_id", None) or ""),
            amount=getattr(line, "amount_yuan", None) if with_prices else None,
        )
        for line in lines
    ]  # fmt: skip


def supply_for(supplier: Supplier | None, products: Iterable[Product]) -> dict[int, Supply]:
    """Product id -> what a supplier takes for it. One query, where there is a supplier."""
    if supplier is None:
        return {}
    rows = Supply.objects.filter(supplier=supplier, product__in=list(products))
    return {row.product_id: row for row in rows}


def request_lines(user, ids: Iterable[int]) -> dict[int, RequestLine]:
    """Lines of visible requests, by id. One query."""
    rows = RequestLine.objects.filter(request__in=access.visible_requests(user))
    return rows.in_bulk(list(ids))


def lines_seen(user) -> QuerySet[OrderLine]:
    """Lines of visible orders."""
    rows = OrderLine.objects.filter(order__in=access.visible_orders(user))
    return rows.select_related("order")
