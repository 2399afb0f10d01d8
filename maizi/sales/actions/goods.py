"""Goods of an order in the stock: set apart, freed, sent out, taken back (I-6, I-7, I-10)."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from maizi.catalog.models import Product
from maizi.catalog.terms import ProductSort, Tracking
from maizi.kernel.errors import Refused
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_
from maizi.stock import actions as stock
from maizi.stock.models import Reservation, StockDocument, StockMovement, Warehouse
from maizi.stock.queries import available
from maizi.stock.terms import MovementKind, StockStatus

from ..models import Delivery, DeliveryLine, Order, Return, ReturnLine
from ..queries.credit import source_of

STOCKED = (ProductSort.GOODS, ProductSort.PART)
NOTHING = Decimal(0)
NO_WAREHOUSE = N_("{no} 还没有选择仓库。请先选择从哪个仓库发货。")
DELIVERY, RETURN = Delivery._meta.label_lower, Return._meta.label_lower


def warehouse_for(row: Order) -> Warehouse | None:
    """Where an order's goods lie: as chosen, else the first warehouse in use."""
    return row.warehouse or Warehouse.objects.filter(is_active=True).order_by("position").first()


def is_stocked(product: Product) -> bool:
    """Whether it lies on a shelf: services do not."""
    return product.sort in STOCKED


@transaction.atomic
def set_goods_apart(row: Order, *, by) -> Decimal:
    """Reserve what there is for the open lines of an order; how many pieces more than before.

    What is missing is waited for: the order stands all the same, and purchasing sees it.
    """
    warehouse = warehouse_for(row)
    if warehouse is None:
        return NOTHING
    wanted = _open_pieces(row)
    for product, held in _held(source_of(row)).items():
        if product in wanted:
            wanted[product] -= held
    products = Product.objects.in_bulk([id_ for id_, count in wanted.items() if count > 0])
    if not products:
        return NOTHING
    free = available(products.values(), warehouse)
    wishes = [
        stock.Wish(products[id_], warehouse, min(wanted[id_], free[id_]))
        for id_ in sorted(products) if free[id_] > 0
    ]  # fmt: skip
    return _reserve(source_of(row), wishes, by=by) if wishes else NOTHING


def free_goods(row: Order, *, by) -> None:
    """Give up what an order has reserved."""
    stock.release(source_of(row), by=by)


def send_out(row: Delivery, lines: Iterable[DeliveryLine], *, by) -> StockDocument | None:
    """Take a delivery's goods off the shelf; None when it is services alone.

    Raises Refused when goods are missing, promised to others, or their numbers are not given.
    """
    typed = [_typed(line.line.product, line.quantity, line.pieces) for line in lines
             if is_stocked(line.line.product)]  # fmt: skip
    if not typed:
        return None
    if row.warehouse is None:
        raise Refused(NO_WAREHOUSE, no=row.no, field="warehouse")
    return stock.post(
        MovementKind.SALES_OUT, warehouse=row.warehouse, lines=typed, on=timezone.localdate(),
        by=by, source=Source(DELIVERY, row.pk, row.no), consumes=source_of(row.order),
        partner=row.customer.name, token=f"{DELIVERY}-{row.pk}",
    )  # fmt: skip


def take_back(row: Return, lines: Iterable[ReturnLine], *, is_exchange: bool, by) -> None:
    """Put returned goods into the stock as defective, at the cost at which they left."""
    typed = []
    for line in lines:
        product = line.line.product
        if not is_stocked(product):
            continue
        if line.pieces or product.tracking != Tracking.NONE:
            typed.append(_typed(product, line.quantity, line.pieces, status=StockStatus.DEFECTIVE))
            continue
        typed += _linked(row, product, line.quantity)
    if typed:
        kind = MovementKind.EXCHANGE_IN if is_exchange else MovementKind.SALES_RETURN_IN
        stock.post(
            kind, warehouse=row.warehouse, lines=typed, on=timezone.localdate(), by=by,
            source=Source(RETURN, row.pk, row.no), partner=row.customer.name,
            token=f"{RETURN}-{row.pk}-in",
        )  # fmt: skip


def send_replacement(row: Return, lines: Iterable[ReturnLine], *, by, pieces: dict) -> None:
    """Send good ones in exchange. Raises Refused when there are none.

    pieces  id of a line -> serial or batch numbers of what goes out
    """
    typed = [
        _typed(line.line.product, line.quantity, pieces.get(line.pk, []))
        for line in lines if is_stocked(line.line.product)
    ]  # fmt: skip
    if typed:
        stock.post(
            MovementKind.EXCHANGE_OUT, warehouse=row.warehouse, lines=typed,
            on=timezone.localdate(), by=by, source=Source(RETURN, row.pk, row.no),
            partner=row.customer.name, token=f"{RETURN}-{row.pk}-out",
        )  # fmt: skip


def _typed(product: Product, pieces: Decimal, numbers: list[str], **more) -> stock.Line:
    if product.tracking == Tracking.SERIAL:
        more["serials"] = tuple(numbers)
    elif product.tracking == Tracking.BATCH and numbers:
        more["batch"] = numbers[0]
    return stock.Line(product, pieces, **more)


def _linked(row: Return, product: Product, pieces: Decimal) -> list[stock.Line]:
    """The returned pieces against the movements in which they left, the latest first."""
    ids = row.order.deliveries.values_list("pk", flat=True)
    out = StockMovement.objects.filter(
        document__source_kind=DELIVERY, document__source_id__in=ids, product=product,
        quantity__lt=0,
    ).annotate(back=Sum("linked__quantity"))  # fmt: skip
    found, left = [], pieces
    for movement in out.order_by("-on", "-id"):
        part = min(left, -movement.quantity - (movement.back or NOTHING))
        if part > 0:
            found.append(stock.Line(product, part, status=StockStatus.DEFECTIVE, of=movement))
            left -= part
    if left > 0:
        found.append(stock.Line(product, left, status=StockStatus.DEFECTIVE))
    return found


def _open_pieces(row: Order) -> dict[int, Decimal]:
    wanted: dict[int, Decimal] = {}
    for line in row.lines.select_related("product"):
        if is_stocked(line.product) and line.open_pieces > 0:
            wanted[line.product_id] = wanted.get(line.product_id, NOTHING) + line.open_pieces
    return wanted


def _held(source: Source) -> dict[int, Decimal]:
    rows = Reservation.objects.filter(source_kind=source.kind, source_id=source.id)
    pairs = rows.values_list("account__product").annotate(Sum("quantity"))
    return dict(pairs.order_by())


def _reserve(source: Source, wishes: list, *, by) -> Decimal:
    """All at once; where somebody was faster, one by one what is left."""
    try:
        with transaction.atomic():
            stock.reserve(source=source, lines=wishes, by=by)
        return sum((wish.quantity for wish in wishes), NOTHING)
    except Refused:
        return sum((_try(source, wish, by) for wish in wishes), NOTHING)


def _try(source: Source, wish, by) -> Decimal:
    try:
        with transaction.atomic():
            stock.reserve(source=source, lines=[wish], by=by)
    except Refused:
        return NOTHING
    return wish.quantity
