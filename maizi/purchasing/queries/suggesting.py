"""What should be bought now, why, and from whom (I-5)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, F, QuerySet, Sum
from django.db.models.functions import Coalesce

from maizi.catalog.models import Product
from maizi.stock.models import ReorderPoint, StockAccount

from ..access import demands
from ..models import OrderLine, RequestLine, Supplier, Supply
from ..rules.suggestions import Ask, Position, Want, rounded_up, wanted
from ..terms import DemandSort, OrderState, RequestState

ZERO = Decimal(0)
ON_THEIR_WAY = (
    OrderState.DRAFT, OrderState.PENDING, OrderState.APPROVED, OrderState.ORDERED,
)  # fmt: skip
ASKED = (RequestState.DRAFT, RequestState.PENDING, RequestState.APPROVED)
MOST_NAMED = 5_000  # ids in one statement
PIECES = DecimalField(max_digits=18, decimal_places=4)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One product that should be bought.

    quantity  what the best supplier sells: his minimum, whole packs
    supplies  everybody who supplies it, the preferred one first
    """

    product: Product
    want: Want
    position: Position
    quantity: Decimal
    supplies: tuple[Supply, ...]

    @property
    def reasons(self) -> tuple[DemandSort, ...]:
        """Why."""
        return self.want.reasons

    @property
    def needed_on(self) -> date | None:
        """By when, where anybody said so."""
        return self.want.needed_on

    @property
    def supplier(self) -> Supplier | None:
        """From whom it is usually bought."""
        return self.supplies[0].supplier if self.supplies else None

    def supply_of(self, supplier: Supplier) -> Supply | None:
        """What this supplier takes for it."""
        return next((row for row in self.supplies if row.supplier_id == supplier.pk), None)


def suggestions(ids: Collection[int] | None = None) -> list[Suggestion]:
    """Everything that is missing after stock and what is coming, most urgent first.

    ids  only of these products
    Seven queries and one for each kind of demand.
    """
    asks: dict[int, list[Ask]] = defaultdict(list)
    for demand in demands():
        for ask in demand.asks(ids):
            asks[ask.product_id].append(ask)
    positions = _positions(ids, set(asks))
    wants = [w for p in positions.values() if (w := wanted(p, asks.get(p.product_id, ())))]
    found = [want.product_id for want in wants]
    products = Product.objects.filter(is_active=True).in_bulk(found)
    supplies = _supplies(found)
    rows = [
        _suggestion(products[w.product_id], w, positions[w.product_id], supplies[w.product_id])
        for w in wants if w.product_id in products
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r.needed_on or date.max, r.product.sort_name, r.product.pk))


def _suggestion(
    product: Product, want: Want, position: Position, supplies: list[Supply]
) -> Suggestion:
    best = supplies[0] if supplies else None
    least, pack = (best.least, best.pack) if best else (ZERO, ZERO)
    pieces = rounded_up(want.quantity, least=least, pack=pack)
    return Suggestion(product, want, position, pieces, tuple(supplies))


def _positions(ids: Collection[int] | None, asked: set[int]) -> dict[int, Position]:
    """What there is of every product that somebody asks for or that has a reorder point."""
    points = _points(ids)
    watched = sorted({*points, *asked})
    accounts = _of(StockAccount.objects.order_by(), watched)
    sums = accounts.values_list("product").annotate(Sum("good"), Sum("reserved"))
    levels = {id_: (good or ZERO, reserved or ZERO) for id_, good, reserved in sums}
    on_its_way = coming(watched)
    found = {}
    for id_ in watched:
        good, reserved = levels.get(id_, (ZERO, ZERO))
        point, up_to = points.get(id_, (None, ZERO))
        found[id_] = Position(id_, good, reserved, on_its_way.get(id_, ZERO), point, up_to)
    return found


def _of(rows: QuerySet, ids: Collection[int]) -> QuerySet:
    """Only of these products; of so many that no statement may name them, of all of them."""
    return rows.filter(product__in=ids) if len(ids) <= MOST_NAMED else rows


def _points(ids: Collection[int] | None) -> dict[int, tuple[Decimal, Decimal]]:
    """Product id -> (reorder point, fill up to): the company's, else those of its warehouses."""
    rows = ReorderPoint.objects.all() if ids is None else ReorderPoint.objects.filter(
        product__in=ids
    )  # fmt: skip
    whole: dict[int, tuple[Decimal, Decimal]] = {}
    parts: dict[int, tuple[Decimal, Decimal]] = {}
    for id_, place, least, fill_to in rows.values_list("product", "warehouse", "least", "fill_to"):
        if place is None:
            whole[id_] = (least, fill_to)
        else:
            known = parts.get(id_, (ZERO, ZERO))
            parts[id_] = (known[0] + least, known[1] + fill_to)
    return parts | whole


def coming(ids: Collection[int]) -> dict[int, Decimal]:
    """Product id -> ordered or asked for and not yet in stock, drafts included. Two queries."""
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    open_pieces = F("quantity") + F("replaced") - F("received")
    lines = _of(OrderLine.objects.filter(order__state__in=ON_THEIR_WAY), ids)
    lines = lines.filter(quantity__gt=F("received") - F("replaced"))
    for id_, pieces in lines.values_list("product").annotate(n=_sum(open_pieces)).order_by():
        found[id_] += pieces
    asked = _of(RequestLine.objects.filter(request__state__in=ASKED), ids)
    asked = asked.filter(quantity__gt=F("ordered"))
    left = F("quantity") - F("ordered")
    for id_, pieces in asked.values_list("product").annotate(n=_sum(left)).order_by():
        found[id_] += pieces
    return found


def _sum(expression) -> Coalesce:
    return Coalesce(Sum(expression, output_field=PIECES), ZERO, output_field=PIECES)


def _supplies(ids: Collection[int]) -> dict[int, list[Supply]]:
    rows = _of(Supply.objects.filter(supplier__is_active=True), ids)
    rows = rows.select_related("supplier").order_by("-is_preferred", "price_yuan", "id")
    found: dict[int, list[Supply]] = defaultdict(list)
    for row in rows:
        found[row.product_id].append(row)
    return found
