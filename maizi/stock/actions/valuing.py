"""Give movements their value: at the end of the book at once, before others by walking anew."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from heapq import heapify, heappop, heappush

from django.db.models import F, Q, Sum

from maizi.history.actions import update_rows
from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kernel.texts import N_

from ..models import StockAccount, StockMovement
from ..rules.valuation import Known, Step, Worth, walk
from ..terms import Pricing
from .book import MAKING, Book
from .goods import shown
from .moves import Move

WRITTEN = ("value_yuan", "after_quantity", "after_yuan", "after_cost_yuan")
ZERO = Decimal(0)


def step_of(row: StockMovement, account_id: int) -> Step:
    """A stored movement as the rules see it."""
    return Step(
        id=row.pk, place=account_id, document_id=row.document_id, quantity=row.quantity,
        pricing=Pricing(row.pricing), given_yuan=row.given_yuan, link_id=row.link_id,
        share_from=row.share_from, share_to=row.share_to,
    )  # fmt: skip


def value_at_end(book: Book, moves: list[Move]) -> None:
    """Value fresh movements that come after all others. One query when goods come back.

    The quantities of the accounts are still those before the first move.
    """
    links = _links({move.row.link_id for move in moves if move.row.link_id and not move.pair})
    worths = {move.account.pk: book.worth(move.account) for move in moves}
    made: dict[int, Decimal] = {}
    known = Known(links, made)
    for move in moves:
        row, worth = move.row, worths[move.account.pk]
        step = step_of(row, move.account.pk)
        (valued,) = walk([step], {move.account.pk: worth}, known)
        worths[move.account.pk] = valued.after
        _put(row, valued.value_yuan, valued.after)
        links[row.pk] = (row.quantity, valued.value_yuan)
        if row.quantity < 0:
            made[row.document_id] = made.get(row.document_id, ZERO) - valued.value_yuan
    for account_id, worth in worths.items():
        account = book.by_id[account_id]
        account.value_yuan, account.cost_yuan = worth.value_yuan, worth.cost_yuan


def revalue(
    book: Book, starts: Iterable[tuple[date, int, int]], *, is_negative_allowed: bool
) -> None:
    """Value all movements anew from these places on, and whatever follows from them.

    starts  (day, id, product id) of the first movement of each product that is not valued yet
    Raises Refused where a place would have held less than nothing on some day.
    """
    heap = list(starts)
    heapify(heap)
    while heap:
        on, id_, product_id = heappop(heap)
        if product_id not in book.cards:  # an assembly was posted while this one waited
            raise Refused(N_("刚刚有别的单据用到同样的商品，请再过账一次。"), code="again")
        again = _revalue_one(
            book, product_id=product_id, on=on, id_=id_, is_negative_allowed=is_negative_allowed
        )
        for place in again:
            heappush(heap, place)


def _revalue_one(
    book: Book, *, product_id: int, on: date, id_: int, is_negative_allowed: bool
) -> list[tuple[date, int, int]]:
    late = StockMovement.objects.filter(Q(on__gt=on) | Q(on=on, pk__gte=id_), product=product_id)
    rows = list(late.select_related("document").order_by("on", "id"))
    if not rows:
        return []
    accounts = {a.warehouse_id: a for a in book.accounts.values() if a.product_id == product_id}
    start = {a.pk: _before(product_id, a, on, id_) for a in accounts.values()}
    steps = [step_of(row, accounts[row.warehouse_id].pk) for row in rows]
    known = Known(_links(_outside(rows)), _made(rows))
    changed, ends = [], {}
    for row, valued in zip(rows, walk(steps, start, known), strict=True):
        account = accounts[row.warehouse_id]
        ends[account.pk] = valued.after
        if valued.after.quantity < 0 and not is_negative_allowed:
            raise _below(row, valued.after.quantity)
        before = tuple(getattr(row, name) for name in WRITTEN)
        _put(row, valued.value_yuan, valued.after)
        if before != tuple(getattr(row, name) for name in WRITTEN):
            changed.append(row)
    if not is_negative_allowed:
        _check_holdings(book, rows, accounts)
    update_rows(StockMovement, WRITTEN, changed)
    for account_id, worth in ends.items():
        account = book.by_id[account_id]
        account.value_yuan, account.cost_yuan = worth.value_yuan, worth.cost_yuan
        book.touch(account)
    return _made_of(changed, product_id)


def _put(row: StockMovement, value_yuan: Decimal, after: Worth) -> None:
    row.value_yuan = value_yuan
    row.after_quantity, row.after_yuan = after.quantity, after.value_yuan
    row.after_cost_yuan = after.cost_yuan


def _before(product_id: int, account: StockAccount, on: date, id_: int) -> Worth:
    """What an account held before a place in the book. One query."""
    rows = StockMovement.objects.filter(product=product_id, warehouse=account.warehouse_id)
    row = rows.filter(Q(on__lt=on) | Q(on=on, pk__lt=id_)).order_by("-on", "-id").first()
    return Worth(row.after_quantity, row.after_yuan, row.after_cost_yuan) if row else Worth()


def _outside(rows: list[StockMovement]) -> set[int]:
    inside = {row.pk for row in rows}
    return {row.link_id for row in rows if row.link_id} - inside


def _links(ids: Collection[int]) -> dict[int, tuple[Decimal, Decimal]]:
    if not ids:
        return {}
    rows = StockMovement.objects.filter(pk__in=ids)
    return {id_: (q, v) for id_, q, v in rows.values_list("id", "quantity", "value_yuan")}


def _made(rows: list[StockMovement]) -> dict[int, Decimal]:
    """Document -> what the material taken for it cost."""
    ids = {row.document_id for row in rows if row.pricing == Pricing.MADE}
    if not ids:
        return {}
    taken = StockMovement.objects.filter(document__in=ids, quantity__lt=0).order_by()
    sums = taken.values_list("document").annotate(total=Sum(F("value_yuan")))
    return {document: -yuan(total) for document, total in sums}


def _made_of(changed: list[StockMovement], product_id: int) -> list[tuple[date, int, int]]:
    """Where other products have to be valued anew, since their material cost something else."""
    ids = {row.document_id for row in changed
           if row.quantity < 0 and row.document.kind in MAKING}  # fmt: skip
    if not ids:
        return []
    made = StockMovement.objects.filter(document__in=ids, pricing=Pricing.MADE)
    return list(made.exclude(product=product_id).values_list("on", "id", "product"))


def _check_holdings(book: Book, rows: list[StockMovement], accounts: dict) -> None:
    """No bin, batch or state may have held less than nothing on any day since."""
    since: dict[tuple, Decimal] = {}
    for row in rows:
        key = row.warehouse_id, row.bin_id, row.batch_id, row.status
        since[key] = since.get(key, ZERO) + row.quantity
    running = {}
    for (warehouse, bin_, batch, status), total in since.items():
        here = book.holdings.get(accounts[warehouse].pk, {})
        now = here.get(f"{bin_ or ''}/{batch or ''}/{status}")
        running[warehouse, bin_, batch, status] = (now.quantity if now else ZERO) - total
    for row in rows:
        key = row.warehouse_id, row.bin_id, row.batch_id, row.status
        running[key] += row.quantity
        if running[key] < 0:
            raise _below(row, running[key])


def _below(row: StockMovement, quantity: Decimal) -> Refused:
    return Refused(
        N_("“{product}”在“{warehouse}”{day} 会变成 {quantity}，库存不够。"
           "请改日期或数量，或先补录那天以前的入库。"),
        product=row.product.name, warehouse=row.warehouse.name, day=row.on,
        quantity=shown(quantity), field="quantity", code="short",
    )  # fmt: skip
