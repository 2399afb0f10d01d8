"""Post a document: lock, check, write the movements, value them, settle what they touch (I-6)."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Unpack

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.fields.queries import parameter
from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.ids import new_ids
from maizi.kernel.texts import N_

from .. import access
from ..events import StockMoved
from ..models import (
    MovedSerial,
    Serial,
    StockCard,
    StockDocument,
    StockLedger,
    StockMovement,
    Warehouse,
)
from ..terms import MovementKind
from .book import MAKING, Book, locked_ledger, tied_to
from .claims import check_claims, consume
from .drafts import Draft, Line, More
from .goods import check_product
from .moves import Move, Mover
from .valuing import revalue, value_at_end

MOST_LINES = 1_000


def post(
    kind: MovementKind, *, warehouse: Warehouse, lines: Iterable[Line], on: date, by,
    **more: Unpack[More],
) -> StockDocument:  # fmt: skip
    """Post a document of one kind in one warehouse; see `Line` and `More` for what it may say.

    Shrinks the reservation of its source, announces StockMoved. Its `movements` carry their
    costs. Raises Refused when goods are missing or promised to others, for a day in the future or
    in a closed period, and for what `Line` says of units, batches and serials.
    """
    return post_draft(Draft(MovementKind(kind), warehouse, tuple(lines), on, more), by=by)


def post_draft(draft: Draft, *, by) -> StockDocument:
    """Post a document that is given as a value; see `post`."""
    return carry_out(draft, _moves, by=by)


@transaction.atomic
def carry_out(
    draft: Draft, moves_of: Callable[[Draft, Book, bool], list[Move]], *, by
) -> StockDocument:
    """Lock what a draft is about, find its moves, and write all that follows from them."""
    token = draft.more.get("token") or None
    if token and (known := StockDocument.objects.filter(token=token).first()):
        return known
    _check(draft)
    is_negative_allowed = parameter("stock.negative")
    if draft.on < timezone.localdate():
        check_open(draft.on, locked_ledger())
    ids = tied_to(draft.products, on=draft.on) if _is_before_others(draft) else draft.products
    book = Book(ids)
    moves = moves_of(draft, book, is_negative_allowed)
    document = _document(draft, moves, by)
    _write(document, draft, moves, book)
    if not is_negative_allowed:
        check_claims(book, draft.consumes)
    starts = _backdated(moves, book)
    if starts:
        revalue(book, starts, is_negative_allowed=is_negative_allowed)
    _settle(moves, book, draft.on)
    book.write()
    record(document, verb=Verb.CREATE, by=by, changes=_told(document))
    publish(StockMoved(document.pk, tuple(draft.products)))
    return document


def _moves(draft: Draft, book: Book, is_negative_allowed: bool) -> list[Move]:
    return Mover(draft, book, is_negative_allowed=is_negative_allowed).moves()


def check_open(on: date, ledger: StockLedger) -> None:
    """Raises Refused for a day in a closed period."""
    if ledger.closed_through and on <= ledger.closed_through:
        raise Refused(
            N_("{through} 及以前已经结账，单据日期不能是 {on}。请改用之后的日期。"),
            through=ledger.closed_through, on=on, field="on", code="closed",
        )  # fmt: skip


def _check(draft: Draft) -> None:
    if not draft.lines:
        raise Refused(N_("单据还没有明细。请至少填写一行商品。"), field="lines")
    if len(draft.lines) > MOST_LINES:
        raise Refused(N_("一张单据最多 {most} 行，请分开填写。"), most=MOST_LINES, field="lines")
    if draft.on > timezone.localdate():
        raise Refused(N_("单据日期不能晚于今天。"), field="on")
    for product in draft.products.values():
        check_product(product)
    other = draft.more.get("other")
    for place in filter(None, (draft.warehouse, other)):
        if not place.is_active:
            raise Refused(N_("仓库“{name}”已停用。"), name=place.name, field="warehouse")
    if draft.kind is MovementKind.TRANSFER and (other is None or other.pk == draft.warehouse.pk):
        raise Refused(N_("请选择另一个仓库作为调入仓库。"), field="other")
    if draft.kind in MAKING and not draft.more.get("reverses"):
        _check_making(draft)
    is_change = draft.kind is MovementKind.RESTATUS and not draft.more.get("reverses")
    if is_change and any(line.to_status in (None, line.status) for line in draft.lines):
        raise Refused(N_("请选择调整后的状态，不能和原状态相同。"), field="to_status")


def _check_making(draft: Draft) -> None:
    """Something goes in, something else comes out."""
    made = {line.product.pk for line in draft.lines if line.is_made}
    used = {line.product.pk for line in draft.lines if not line.is_made}
    if not made or not used:
        raise Refused(N_("{kind}要有领料的行，也要有产出的行。"), kind=draft.kind.chinese,
                      field="lines")  # fmt: skip
    if both := made & used:
        name = draft.products[both.pop()].name
        raise Refused(N_("“{product}”不能既是领料又是产出。"), product=name, field="lines")


def _is_before_others(draft: Draft) -> bool:
    later = StockCard.objects.filter(product__in=draft.products, last_on__gt=draft.on)
    return later.exists()


def _document(draft: Draft, moves: list[Move], by) -> StockDocument:
    more, source = draft.more, draft.more.get("source")
    document = StockDocument(
        no=next_number(access.number_code(draft.kind), on=draft.on), kind=draft.kind,
        warehouse=draft.warehouse, on=draft.on, other=more.get("other"),
        partner=more.get("partner", "")[:120], note=more.get("note", "")[:300],
        reverses=more.get("reverses"), token=more.get("token") or None, created_by=by,
        pieces=sum((abs(m.quantity) for m in moves if m.pair is None), Decimal(0)),
    )  # fmt: skip
    if source is not None:
        document.source_kind, document.source_id = source.kind, source.id
        document.source_number = source.number[:40]
    document.save(force_insert=True)
    return document


def _write(document: StockDocument, draft: Draft, moves: list[Move], book: Book) -> None:
    """The movements with their serials, and what accounts and holdings have after them."""
    for move, id_ in zip(moves, new_ids(len(moves)), strict=True):
        move.row = _row(document, move, id_)
    for move in moves:
        if move.pair is not None:
            move.row.link_id = move.pair.row.pk
    value_at_end(book, moves)
    for move in moves:
        book.add(book.holding(move.account, move.bin, move.batch, move.status), move.quantity)
    consume(book, draft.consumes, moves)
    StockMovement.objects.bulk_create([move.row for move in moves], batch_size=500)
    _write_serials(moves, draft.on)


def _row(document: StockDocument, move: Move, id_: int) -> StockMovement:
    typed = move.typed
    return StockMovement(
        id=id_, document=document, line=move.line, product=typed.product,
        warehouse_id=move.account.warehouse_id, bin=move.bin, batch=move.batch,
        status=move.status, on=document.on, quantity=move.quantity,
        unit=typed.unit or typed.product.unit,
        unit_quantity=typed.quantity if typed.unit else abs(move.quantity),
        pricing=move.pricing, given_yuan=move.given_yuan, link_id=move.link_id,
        share_from=move.share[0], share_to=move.share[1], note=typed.note[:100],
    )  # fmt: skip


def _write_serials(moves: list[Move], on: date) -> None:
    pieces = {(row.product_id, row.no): row for move in moves for row in move.serials}
    for move in moves:
        for row in move.serials:
            is_in = move.quantity > 0
            row.warehouse_id = move.account.warehouse_id if is_in else None
            row.bin, row.last_on = (move.bin, on) if is_in else (None, on)
            row.status = move.status
    fresh = [row for row in pieces.values() if row._state.adding]
    Serial.objects.bulk_create(fresh, batch_size=500)
    known = [row for row in pieces.values() if row not in fresh]
    Serial.objects.bulk_update(known, ["warehouse", "bin", "status", "last_on"], batch_size=200)
    MovedSerial.objects.bulk_create(
        [MovedSerial(movement=move.row, serial=row) for move in moves for row in move.serials],
        batch_size=500,
    )


def _backdated(moves: list[Move], book: Book) -> list[tuple[date, int, int]]:
    """The first movement of each product, when any of them comes before one that is stored."""
    firsts: dict[int, StockMovement] = {}
    for move in moves:
        firsts.setdefault(move.row.product_id, move.row)
    is_late = any(
        (card.last_on, card.last_id) > (row.on, row.pk)
        for id_, row in firsts.items() if (card := book.cards[id_]).last_on
    )  # fmt: skip
    return [(row.on, row.pk, id_) for id_, row in firsts.items()] if is_late else []


def _settle(moves: list[Move], book: Book, on: date) -> None:
    """Cards and accounts know their last movements."""
    changed = set()
    for move in moves:
        card, row = book.cards[move.row.product_id], move.row
        if card.last_on is None or (row.on, row.pk) > (card.last_on, card.last_id):
            card.last_on, card.last_id = row.on, row.pk
            changed.add(card)
        name = "last_in_on" if move.quantity > 0 else "last_out_on"
        last = getattr(move.account, name)
        setattr(move.account, name, max(last, on) if last else on)
        book.touch(move.account)
    StockCard.objects.bulk_update(changed, ["last_on", "last_id"], batch_size=200)


def _told(document: StockDocument) -> dict:
    return {
        "kind": [None, str(document.kind)], "warehouse": [None, document.warehouse_id],
        "on": [None, document.on.isoformat()], "pieces": [None, str(document.pieces)],
    }  # fmt: skip
