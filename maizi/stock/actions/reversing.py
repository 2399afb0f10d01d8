"""Take a document back by another one that does the opposite (冲销)."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from maizi.kernel.errors import Refused
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from ..models import MovedSerial, Serial, StockDocument, StockMovement
from ..terms import MovementKind, Pricing
from .book import Book
from .drafts import Draft, Line
from .goods import short
from .moves import Move
from .posting import carry_out


@transaction.atomic
def reverse(document: StockDocument, *, by, reason: str, on: date | None = None) -> StockDocument:
    """Post the opposite of a document, on its own day unless another one is given.

    What it brought in leaves at the amount it came with; what it took out returns at its cost.
    Raises Refused without a reason, when it was taken back before, when goods came back against
    it, when what it brought in has left, and for a day in a closed period.
    """
    document = StockDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    _check(document, reason)
    rows = list(_rows(document))
    source = None
    if document.source_id:
        source = Source(document.source_kind, document.source_id, document.source_number)
    draft = Draft(
        MovementKind(document.kind), document.warehouse, tuple(map(_line, rows)),
        on or document.on,
        {"reverses": document, "other": document.other, "partner": document.partner,
         "note": reason.strip(), "source": source},
    )  # fmt: skip
    return carry_out(draft, lambda draft, book, allowed: _moves(rows, draft, book, allowed), by=by)


def _check(document: StockDocument, reason: str) -> None:
    if not reason.strip():
        raise Refused(N_("请写明冲销的原因。"), field="reason")
    if document.reverses_id:
        raise Refused(N_("“{no}”本身是冲销单，不能再冲销。请重新填一张单据。"), no=document.no)
    if StockDocument.objects.filter(reverses=document).exists():
        raise Refused(N_("“{no}”已经冲销过了。"), no=document.no)
    back = StockMovement.objects.filter(link__document=document).exclude(document=document)
    if other := back.select_related("document").first():
        raise Refused(
            N_("“{no}”已有退回单“{other}”，请先冲销那张单据。"), no=document.no,
            other=other.document.no,
        )  # fmt: skip


def _rows(document: StockDocument):
    rows = document.movements.select_related("product", "warehouse", "bin", "batch")
    return rows.prefetch_related("serials").order_by("id")


def _line(row: StockMovement) -> Line:
    return Line(row.product, abs(row.quantity), note=row.note)


def _moves(
    rows: list[StockMovement], draft: Draft, book: Book, is_negative_allowed: bool
) -> list[Move]:
    """The opposite of each movement; what leaves comes first."""
    found: dict[int, Move] = {}
    for row, line in sorted(zip(rows, draft.lines, strict=True), key=lambda p: p[0].quantity < 0):
        account = book.account(row.product, row.warehouse)
        move = Move(
            row.line, line, account, -row.quantity, Pricing.UNDOING, row.status, bin=row.bin,
            batch=row.batch, serials=_pieces(row),
            given_yuan=row.value_yuan,
        )  # fmt: skip
        if row.quantity < 0:
            move.pricing, move.given_yuan, move.link_id = Pricing.LINKED, None, row.pk
        found[row.pk] = move
        _check_there(row, move, book, is_negative_allowed)
    for row in rows:  # goods that moved over come back at what they leave the other place with
        if row.link_id in found:
            found[row.link_id].pair = found[row.pk]
    return sorted(found.values(), key=lambda move: move.quantity > 0)


def _pieces(row: StockMovement) -> tuple[Serial, ...]:
    """The numbered pieces of a movement, as long as this document was the last to move them."""
    pieces = tuple(row.serials.all())
    later = MovedSerial.objects.filter(serial__in=pieces, movement__document__gt=row.document_id)
    if found := later.select_related("serial").first():
        raise Refused(
            N_("序列号“{no}”之后又有出入库，不能冲销。请先处理后面的单据。"), no=found.serial.no
        )
    return pieces


def _check_there(row: StockMovement, move: Move, book: Book, is_negative_allowed: bool) -> None:
    if move.quantity > 0 or is_negative_allowed:
        return
    holding = book.holding(move.account, row.bin, row.batch, row.status)
    if holding.quantity < row.quantity:
        raise short(row.product, row.warehouse, row.quantity, max(holding.quantity, Decimal(0)))
