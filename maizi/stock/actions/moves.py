"""From the lines of a document to the movements they are: which lot, which price, which piece."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from maizi.catalog.queries import factors_of, own_quantity
from maizi.catalog.terms import Tracking
from maizi.kernel.errors import Refused
from maizi.kernel.money import line_amount, quantity, yuan
from maizi.kernel.texts import N_

from ..models import Batch, Bin, Serial, StockAccount, StockMovement
from ..rules.making import shares
from ..rules.picking import Lot, pick
from ..terms import MovementKind, Pricing, StockStatus
from .book import Book
from .drafts import Draft, Line
from .goods import check_product, short, shown


@dataclass(slots=True)
class Move:
    """One movement before it is written.

    pair  the move whose cost this one takes, for the second half of a transfer
    """

    line: int
    typed: Line
    account: StockAccount
    quantity: Decimal
    pricing: Pricing
    status: str
    bin: Bin | None = None
    batch: Batch | None = None
    serials: tuple[Serial, ...] = ()
    given_yuan: Decimal | None = None
    pair: "Move | None" = None
    link_id: int | None = None
    share: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))
    row: StockMovement | None = field(default=None, repr=False)


class Mover:
    """Turns the lines of one draft into moves, against what a locked book has."""

    def __init__(self, draft: Draft, book: Book, *, is_negative_allowed: bool):
        self.draft, self.book, self.is_negative_allowed = draft, book, is_negative_allowed
        self.factors = factors_of(draft.products.values())
        ids = list(draft.products)
        numbers = {line.batch.strip() for line in draft.lines if line.batch.strip()}
        batches = Batch.objects.filter(product__in=ids, no__in=numbers) if numbers else ()
        self.batches = {(row.product_id, row.no): row for row in batches}
        typed = {no.strip() for line in draft.lines for no in line.serials}
        serials = Serial.objects.filter(product__in=ids, no__in=typed) if typed else ()
        self.serials = {(row.product_id, row.no): row for row in serials}
        self._taken: dict[int, Decimal] = {}

    def moves(self) -> list[Move]:
        """The movements in the order in which they are written: what goes out comes first."""
        kind = self.draft.kind
        found = [move for n, line in enumerate(self.draft.lines, 1) for move in self._of(n, line)]
        if kind in (MovementKind.ASSEMBLY, MovementKind.DISASSEMBLY):
            found.sort(key=lambda move: move.quantity > 0)
            self._share([move for move in found if move.quantity > 0])
        return found

    def pieces(self, line: Line) -> Decimal:
        """The quantity of a line in base units. Raises Refused when it does not divide."""
        check_product(line.product)
        if line.quantity <= 0:
            raise Refused(
                N_("“{product}”的数量要大于 0。"), product=line.product.name, field="quantity"
            )
        own = self.factors[line.product.pk]
        return own_quantity(line.product, quantity(line.quantity), line.unit, own)

    def _of(self, number: int, line: Line) -> Iterator[Move]:
        pieces, direction = self.pieces(line), self.draft.kind.direction
        if self.draft.kind in (MovementKind.ASSEMBLY, MovementKind.DISASSEMBLY):
            direction = 1 if line.is_made else -1
        if direction > 0:
            yield from self._coming(number, line, pieces)
            return
        for move in self._leaving(number, line, pieces):
            yield move
            if direction == 0:
                yield self._arriving(move)

    def _coming(self, number: int, line: Line, pieces: Decimal) -> Iterator[Move]:
        serials = self._pieces_in(line, pieces)
        account = self.book.account(line.product, self.draft.warehouse)
        move = Move(
            number, line, account, pieces, Pricing.AVERAGE, line.to_status or line.status,
            bin=line.bin, batch=self._batch_in(line), serials=serials,
        )  # fmt: skip
        if self.draft.kind in (MovementKind.ASSEMBLY, MovementKind.DISASSEMBLY):
            move.pricing = Pricing.MADE
        elif line.of is not None:
            move.pricing, move.link_id = Pricing.LINKED, self._origin(line, pieces).pk
        elif line.amount_yuan is not None or line.price_yuan is not None:
            move.pricing, move.given_yuan = Pricing.GIVEN, _amount(line)
        yield move

    def _leaving(self, number: int, line: Line, pieces: Decimal) -> Iterator[Move]:
        account = self.book.account(line.product, self.draft.warehouse)
        if line.product.tracking == Tracking.SERIAL:
            for bin_, serials in self._pieces_out(line, pieces).items():
                yield Move(
                    number, line, account, -Decimal(len(serials)), Pricing.AVERAGE, line.status,
                    bin=bin_, serials=tuple(serials),
                )  # fmt: skip
            return
        for bin_, batch, part in self._picked(line, account, pieces):
            yield Move(
                number, line, account, -part, Pricing.AVERAGE, line.status, bin=bin_, batch=batch
            )

    def _arriving(self, move: Move) -> Move:
        """The second half of a transfer or of a change of state."""
        line, draft = move.typed, self.draft
        place = draft.more.get("other") if draft.kind is MovementKind.TRANSFER else draft.warehouse
        return Move(
            move.line, line, self.book.account(line.product, place), -move.quantity,
            Pricing.LINKED, line.to_status or move.status,
            bin=line.to_bin if draft.kind is MovementKind.TRANSFER else line.to_bin or move.bin,
            batch=move.batch, serials=move.serials, pair=move,
        )  # fmt: skip

    def _share(self, made: list[Move]) -> None:
        weights = [move.typed.weight or Decimal(0) for move in made]
        for move, share in zip(made, shares(weights), strict=True):
            move.share = share

    def _origin(self, line: Line, pieces: Decimal) -> StockMovement:
        """The issue that goods come back from; never more of them than left."""
        origin = line.of
        if origin.product_id != line.product.pk or origin.quantity >= 0:
            raise Refused(
                N_("“{product}”退回的不是这张出库单上的商品。"), product=line.product.name
            )
        if origin.on > self.draft.on:
            raise Refused(
                N_("退回日期 {on} 早于原出库日期 {was}。请改日期。"), on=self.draft.on,
                was=origin.on, field="on",
            )  # fmt: skip
        back = sum(origin.linked.filter(quantity__gt=0).values_list("quantity", flat=True))
        if pieces + back > -origin.quantity:
            raise Refused(
                N_("“{product}”原来出库 {out}，已退 {back}，不能再退 {more}。"),
                product=line.product.name, out=shown(-origin.quantity), back=shown(back),
                more=shown(pieces), field="quantity",
            )  # fmt: skip
        return origin

    def _batch_in(self, line: Line) -> Batch | None:
        number = line.batch.strip()
        if line.product.tracking != Tracking.BATCH:
            return None
        if not number:
            raise Refused(
                N_("“{product}”按批次管理，请填写批号。"), product=line.product.name, field="batch"
            )
        key = line.product.pk, number
        if key not in self.batches:
            self.batches[key] = Batch.objects.create(
                product=line.product, no=number, made_on=line.made_on, expires_on=line.expires_on
            )
        return self.batches[key]

    def _picked(
        self, line: Line, account: StockAccount, pieces: Decimal
    ) -> Iterator[tuple[Bin | None, Batch | None, Decimal]]:
        """Lots to take from: those named, else what expires first."""
        named = line.batch.strip()
        batch = self.batches.get((line.product.pk, named)) if named else None
        if named and batch is None:
            raise Refused(
                N_("“{product}”没有批号“{batch}”的库存。"), product=line.product.name,
                batch=named, field="batch",
            )  # fmt: skip
        lots = [
            holding for holding in self.book.holdings.get(account.pk, {}).values()
            if holding.status == line.status
            and (batch is None or holding.batch_id == batch.pk)
            and (line.bin is None or holding.bin_id == line.bin.pk)
        ]  # fmt: skip
        by_id = {holding.pk: holding for holding in lots}
        taken, missing = pick([self._lot(holding, account) for holding in lots], pieces)
        for key, part in taken:
            self._taken[key] = self._taken.get(key, Decimal(0)) + part
            yield by_id[key].bin, by_id[key].batch, part
        if missing and not self.is_negative_allowed:
            raise short(line.product, self.draft.warehouse, pieces, pieces - missing)
        if missing:
            yield line.bin, batch, missing

    def _lot(self, holding, account: StockAccount) -> Lot:
        """A holding without what other lines took, and what others have a claim on by batch."""
        mine = {row.pk for row in self.book.of_source(self.draft.consumes, account)}
        claimed = sum(
            (row.quantity for row in self.book.reservations(account)
             if row.batch_id and row.batch_id == holding.batch_id and row.pk not in mine),
            Decimal(0),
        )  # fmt: skip
        free = holding.quantity - self._taken.get(holding.pk, Decimal(0)) - claimed
        return Lot(
            holding.pk, free, holding.bin.code if holding.bin else "",
            holding.batch.no if holding.batch else "",
            holding.batch.expires_on if holding.batch else None,
        )  # fmt: skip

    def _numbers(self, line: Line, pieces: Decimal) -> list[str]:
        numbers = [no.strip() for no in line.serials if no.strip()]
        if len(set(numbers)) != len(numbers):
            raise Refused(
                N_("“{product}”的序列号有重复。"), product=line.product.name, field="serials"
            )
        if len(numbers) != pieces:
            raise Refused(
                N_("“{product}”数量是 {pieces}，序列号有 {count} 个，两边要一致。"),
                product=line.product.name, pieces=shown(pieces), count=len(numbers),
                field="serials",
            )  # fmt: skip
        return numbers

    def _pieces_in(self, line: Line, pieces: Decimal) -> tuple[Serial, ...]:
        if line.product.tracking != Tracking.SERIAL:
            return ()
        found = []
        for no in self._numbers(line, pieces):
            key = line.product.pk, no
            row = self.serials.get(key)
            if row is None:
                row = self.serials[key] = Serial(product=line.product, no=no, last_on=self.draft.on)
            elif row.warehouse_id is not None:
                raise Refused(
                    N_("序列号“{no}”已在“{warehouse}”里，不能再入库。"), no=no,
                    warehouse=row.warehouse.name, field="serials",
                )  # fmt: skip
            self._check_later(row)
            found.append(row)
        return tuple(found)

    def _pieces_out(self, line: Line, pieces: Decimal) -> dict[Bin | None, list[Serial]]:
        found: dict[Bin | None, list[Serial]] = {}
        for no in self._numbers(line, pieces):
            row = self.serials.get((line.product.pk, no))
            here = row is not None and row.warehouse_id == self.draft.warehouse.pk
            if not here or row.status != line.status:
                raise Refused(
                    N_("“{warehouse}”的{status}里没有“{product}”的序列号“{no}”。"),
                    warehouse=self.draft.warehouse.name, product=line.product.name, no=no,
                    status=StockStatus(line.status).chinese, field="serials",
                )  # fmt: skip
            self._check_later(row)
            found.setdefault(row.bin, []).append(row)
        return found

    def _check_later(self, row: Serial) -> None:
        if row.last_on > self.draft.on:
            raise Refused(
                N_("序列号“{no}”在 {day} 还有出入库，单据日期不能早于那一天。"), no=row.no,
                day=row.last_on, field="on",
            )  # fmt: skip


def _amount(line: Line) -> Decimal:
    amount = line.amount_yuan
    amount = line_amount(line.quantity, line.price_yuan) if amount is None else yuan(amount)
    if amount < 0:
        raise Refused(
            N_("“{product}”的成本不能是负数。"), product=line.product.name, field="price_yuan"
        )
    return amount
