"""What the screens of stock show: cards, documents, reorder lists, pieces."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from maizi.catalog.access import visible_products
from maizi.catalog.models import Product
from maizi.kernel.money import quantity

from .. import access
from ..models import (
    ReorderPoint,
    Serial,
    StockAccount,
    StockDocument,
    StockHolding,
    StockLedger,
    StockMovement,
    Warehouse,
)
from ..terms import StockStatus

ZERO = Decimal(0)
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Shortage:
    """A reorder point that is reached.

    there  good pieces; free = there less what is reserved
    asked  how many bring it up to what the point fills to
    """

    point: ReorderPoint
    there: Decimal
    free: Decimal
    asked: Decimal


def accounts_of(user, product: Product) -> QuerySet[StockAccount]:
    """A product in every warehouse it was ever in. One query."""
    rows = access.visible_accounts(user).filter(product=product)
    return rows.select_related("warehouse").order_by("warehouse__position", "warehouse_id")


def lots_of(user, product: Product, place: Warehouse | None = None) -> list[StockHolding]:
    """Bins, batches and states a product lies in; nothing where all of it simply lies there.

    One query.
    """
    rows = StockHolding.objects.filter(account__in=access.visible_accounts(user).filter(
        product=product)).exclude(quantity=0)  # fmt: skip
    rows = rows.filter(account__warehouse=place) if place else rows
    rows = rows.select_related("account__warehouse", "bin", "batch")
    order = ("account__warehouse__position", "bin__code", "batch__expires_on", "id")
    found = list(rows.order_by(*order)[:MOST_SHOWN])
    is_plain = all(
        not row.bin_id and not row.batch_id and row.status == StockStatus.GOOD for row in found
    )
    return [] if is_plain else found


def movements_of(
    user, product: Product, *, warehouse: Warehouse | None = None, before: tuple | None = None
) -> list[StockMovement]:
    """The stock card of a product, latest first, with documents. One query.

    before  (day, id) of the last movement of the page before
    """
    rows = access.visible_movements(user).filter(product=product)
    rows = rows.filter(warehouse=warehouse) if warehouse else rows
    if before:
        day, id_ = before
        rows = rows.filter(Q(on__lt=day) | Q(on=day, pk__lt=id_))
    rows = rows.select_related("document", "warehouse", "bin", "batch")
    return list(rows.order_by("-on", "-id")[: MOST_SHOWN + 1])


def lines_of(document: StockDocument) -> list[StockMovement]:
    """The movements of a document in the order of its lines, with their pieces. Two queries."""
    rows = document.movements.select_related("product", "warehouse", "bin", "batch")
    return list(rows.prefetch_related("serials").order_by("line", "id"))


def shortages(user) -> list[Shortage]:
    """Goods below their reorder points, most wanting first. Three queries."""
    points = list(
        access.visible_points(user).filter(product__in=visible_products(user))
        .select_related("product", "warehouse")
    )  # fmt: skip
    accounts = access.visible_accounts(user).filter(product__in=[p.product_id for p in points])
    held: dict[tuple[int, int | None], list[Decimal]] = {}
    for product, place, good, reserved in accounts.values_list(
        "product", "warehouse", "good", "reserved"
    ):
        for key in ((product, place), (product, None)):
            sums = held.setdefault(key, [ZERO, ZERO])
            sums[0] += good
            sums[1] += good - reserved
    found = []
    for point in points:
        there, free = held.get((point.product_id, point.warehouse_id), (ZERO, ZERO))
        if free <= point.least:
            found.append(Shortage(point, there, free, max(point.fill_to - free, ZERO)))
    return sorted(found, key=lambda s: (-(s.asked), s.point.product.sort_name))


def points_of(user, product: Product | None = None) -> QuerySet[ReorderPoint]:
    """Reorder points, of one product or all. One query."""
    rows = access.visible_points(user).filter(product__in=visible_products(user))
    rows = rows.filter(product=product) if product else rows
    return rows.select_related("product", "warehouse").order_by("product__sort_name", "id")[:500]


def pieces_called(user, text: str) -> list[Serial]:
    """Numbered pieces whose number begins like this. Two queries."""
    text = "".join(text.split())[:60]
    if not text:
        return []
    rows = access.visible_serials(user).filter(no__istartswith=text)
    return list(rows.select_related("product", "warehouse", "bin")[:30])


def path_of(piece: Serial) -> list[StockMovement]:
    """Where a numbered piece has been, latest first. One query."""
    rows = StockMovement.objects.filter(moved_serials__serial=piece)
    return list(rows.select_related("document", "warehouse").order_by("-on", "-id")[:MOST_SHOWN])


def pieces_there(user, product: Product) -> QuerySet[Serial]:
    """Numbered pieces of a product that are in some warehouse. One query."""
    rows = access.visible_serials(user).filter(product=product, warehouse__isnull=False)
    return rows.select_related("warehouse", "bin")[:MOST_SHOWN]


def sums_of(accounts: list[StockAccount]) -> dict[str, Decimal]:
    """Sums over the warehouses of one product."""
    names = ("quantity", "good", "reserved", "value_yuan")
    return {name: sum((getattr(a, name) for a in accounts), ZERO) for name in names}


def not_good(user, product: Product) -> dict[str, Decimal]:
    """How many are defective, refurbished or scrap, by state. One query."""
    rows = StockHolding.objects.filter(account__product=product).exclude(status=StockStatus.GOOD)
    sums = rows.order_by().values_list("status").annotate(total=Sum(F("quantity")))
    return {status: quantity(total) for status, total in sums if total}


def worth_of(warehouse: Warehouse) -> dict:
    """How many kinds lie in a warehouse, worth how much. One query."""
    rows = StockAccount.objects.filter(warehouse=warehouse).exclude(quantity=0).order_by()
    return rows.aggregate(kinds=Count("pk"), value_yuan=Sum("value_yuan"))


def closed_through() -> date | None:
    """Up to which day the books are closed. One query."""
    return StockLedger.objects.values_list("closed_through", flat=True).first()


def written_by(user, run) -> list[tuple[str, str]]:
    """The documents that an import posted. One query."""
    rows = access.visible_documents(user).filter(source_kind="kit.importrun", source_id=run.pk)
    return [(str(row), row.get_absolute_url()) for row in rows.order_by("id")[:MOST_SHOWN]]
