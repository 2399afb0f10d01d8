"""From which lots goods are taken when nobody says from which (I-6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Lot:
    """Goods of one product that lie together: one bin, one batch, one state."""

    key: int
    quantity: Decimal
    bin_code: str = ""
    batch_no: str = ""
    expires_on: date | None = None


def pick(lots: Iterable[Lot], pieces: Decimal) -> tuple[list[tuple[int, Decimal]], Decimal]:
    """Take what expires first, then what is named first; (what is taken, what is missing).

    pieces  > 0
    Source  docs/rules/stock.md#先到期先出 (I-6)
    """
    taken, left = [], pieces
    order = sorted(
        (lot for lot in lots if lot.quantity > 0),
        key=lambda lot: (lot.expires_on or date.max, lot.batch_no, lot.bin_code, lot.key),
    )
    for lot in order:
        part = min(left, lot.quantity)
        if part <= 0:
            break
        taken.append((lot.key, part))
        left -= part
    return taken, left
