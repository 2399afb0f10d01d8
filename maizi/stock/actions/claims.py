"""Reserve goods for documents of higher apps, release them, let them be taken (I-6)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from maizi.catalog.models import Product
from maizi.fields.queries import parameter
from maizi.kernel.errors import Refused
from maizi.kernel.money import quantity as rounded
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from ..models import Batch, Reservation, Serial, StockAccount, Warehouse
from ..terms import StockStatus
from .book import Book
from .goods import check_product, shown
from .moves import Move

ZERO = Decimal(0)


class Wish(NamedTuple):
    """So many of a product in a warehouse, perhaps of one batch, or the one piece with a number."""

    product: Product
    warehouse: Warehouse
    quantity: Decimal
    batch: str = ""
    serial: str = ""


@transaction.atomic
def reserve(*, source: Source, lines: Iterable[Wish | tuple], by) -> list[Reservation]:
    """Promise goods to a document; what it had in the same accounts grows by it.

    lines  `Wish`es, or tuples in their order: (product, warehouse, quantity[, batch[, serial]])
    Raises Refused when less is available than asked: all of it is reserved or nothing.
    """
    wishes = [Wish(*line) for line in lines]
    for wish in wishes:
        check_product(wish.product)
        if wish.quantity <= 0:
            raise Refused(N_("预留“{product}”的数量要大于 0。"), product=wish.product.name)
    book = Book({wish.product.pk for wish in wishes})
    is_negative_allowed = parameter("stock.negative")
    found = []
    for wish in wishes:
        account = book.account(wish.product, wish.warehouse)
        free = account.good - account.reserved
        if rounded(wish.quantity) > free and not is_negative_allowed:
            raise _promised(account, wish.product, wish.warehouse, wish.quantity)
        row = _claim(book, account, source, wish)
        row.by = by
        row.quantity += rounded(wish.quantity)
        account.reserved += rounded(wish.quantity)
        row.save()
        book.touch(account)
        found.append(row)
    _check_batches(book, source, is_negative_allowed)
    book.write()
    return found


@transaction.atomic
def release(
    source: Source, *, by, lines: Iterable[Wish | tuple] | None = None
) -> int:  # fmt: skip
    """Give up what a document has reserved, all of it or these lines; how many claims changed.

    Releasing more than is reserved releases what there is: it may be done twice.
    """
    rows = Reservation.objects.filter(source_kind=source.kind, source_id=source.id)
    products = set(rows.values_list("account__product", flat=True))
    if not products:
        return 0
    book, changed = Book(products), 0
    if lines is None:
        for account in list(book.accounts.values()):
            for row in list(book.of_source(source, account)):
                changed += _shrink(book, row, row.quantity) > 0
    for wish in (Wish(*line) for line in lines or ()):
        account, left = book.account(wish.product, wish.warehouse), rounded(wish.quantity)
        for row in list(book.of_source(source, account)):
            if _is_for(row, wish.batch, {wish.serial}):
                part = _shrink(book, row, left)
                left, changed = left - part, changed + (part > 0)
    book.write()
    return changed


def consume(book: Book, source: Source | None, moves: list[Move]) -> None:
    """Good pieces that leave for a document use up what it had reserved."""
    for move in moves:
        if move.quantity > 0 or move.status != StockStatus.GOOD:
            continue
        left = -move.quantity
        rows = book.of_source(source, move.account)
        numbers = {row.no for row in move.serials}
        batch = move.batch.no if move.batch else ""
        for row in sorted(rows, key=lambda row: (row.serial_id is None, row.batch_id is None)):
            if _is_for(row, batch, numbers):
                left -= _shrink(book, row, left)


def check_claims(book: Book, source: Source | None) -> None:
    """Raises Refused where goods that are promised to others would be taken."""
    for account in book.touched:
        if account.good < account.reserved:
            raise _promised(account, account.product, account.warehouse, None)
    for holding in book.touched_holdings:
        if holding.quantity < 0:
            account = book.by_id[holding.account_id]
            raise _promised(account, account.product, account.warehouse, None)
    _check_batches(book, source, False)
    _check_pieces(book)


def _claim(book: Book, account: StockAccount, source: Source, wish: Wish) -> Reservation:
    """The claim of a source on an account, begun where it has none."""
    batch, serial = _batch(wish), _piece(wish)
    key = f"{batch.pk if batch else ''}/{serial.pk if serial else ''}"
    for row in book.of_source(source, account):
        if row.key == key:
            if serial is not None:
                raise _taken(wish.serial)
            return row
    row = Reservation(
        source_kind=source.kind, source_id=source.id, source_number=source.number[:40],
        account=account, batch=batch, serial=serial, key=key, quantity=ZERO,
    )  # fmt: skip
    book.reservations(account).append(row)
    return row


def _batch(wish: Wish) -> Batch | None:
    if not wish.batch:
        return None
    found = Batch.objects.filter(product=wish.product, no=wish.batch).first()
    if found is None:
        raise Refused(
            N_("“{product}”没有批号“{batch}”的库存。"), product=wish.product.name, batch=wish.batch
        )
    return found


def _piece(wish: Wish) -> Serial | None:
    if not wish.serial:
        return None
    row = Serial.objects.filter(product=wish.product, no=wish.serial).first()
    if row is None or row.warehouse_id != wish.warehouse.pk or row.status != StockStatus.GOOD:
        raise Refused(
            N_("“{warehouse}”的良品里没有序列号“{no}”。"), warehouse=wish.warehouse.name,
            no=wish.serial,
        )  # fmt: skip
    if wish.quantity != 1:
        raise Refused(N_("按序列号预留时数量只能是 1。"))
    if Reservation.objects.filter(serial=row).exists():
        raise _taken(wish.serial)
    return row


def _taken(no: str) -> Refused:
    return Refused(N_("序列号“{no}”已经预留，请换一件。"), no=no, code="reserved")


def _is_for(row: Reservation, batch: str, numbers: set[str]) -> bool:
    if row.serial_id:
        return row.serial.no in numbers
    return not row.batch_id or row.batch.no == batch


def _shrink(book: Book, row: Reservation, most: Decimal) -> Decimal:
    part = min(row.quantity, most)
    if part <= 0:
        return ZERO
    account = book.by_id[row.account_id]
    row.quantity -= part
    account.reserved -= part
    book.touch(account)
    if row.quantity:
        row.save(update_fields=["quantity"])
    else:
        book.reservations(account).remove(row)
        row.delete()
    return part


def _check_batches(book: Book, source: Source | None, is_negative_allowed: bool) -> None:
    if is_negative_allowed:
        return
    for account in book.touched:
        claimed: dict[int, Decimal] = {}
        for row in book.reservations(account):
            if row.batch_id:
                claimed[row.batch_id] = claimed.get(row.batch_id, ZERO) + row.quantity
        for batch_id, quantity in claimed.items():
            here = sum(
                (h.quantity for h in book.holdings.get(account.pk, {}).values()
                 if h.batch_id == batch_id and h.status == StockStatus.GOOD), ZERO,
            )  # fmt: skip
            if here < quantity:
                raise _promised(account, account.product, account.warehouse, None)


def _check_pieces(book: Book) -> None:
    """A piece that is still promised has to be where it was promised from."""
    for account in book.touched:
        for row in book.reservations(account):
            if (
                row.serial_id
                and not Serial.objects.filter(
                    pk=row.serial_id, warehouse=account.warehouse_id, status=StockStatus.GOOD
                ).exists()
            ):
                raise _taken(row.serial.no)


def _promised(account: StockAccount, product, warehouse, wanted: Decimal | None) -> Refused:
    told = {
        "product": product.name, "warehouse": warehouse.name, "good": shown(account.good),
        "reserved": shown(account.reserved), "unit": product.unit,
    }  # fmt: skip
    if wanted is None:
        return Refused(
            N_("“{product}”在“{warehouse}”良品会只剩 {good} {unit}，已有预留 {reserved} {unit}。"
               "请减少数量，或先释放预留。"), **told, field="quantity", code="reserved",
        )  # fmt: skip
    return Refused(
        N_("“{product}”在“{warehouse}”良品 {good} {unit}，已预留 {reserved} {unit}，"
           "不够再预留 {wanted} {unit}。"), **told, wanted=shown(wanted), field="quantity",
        code="short",
    )  # fmt: skip
