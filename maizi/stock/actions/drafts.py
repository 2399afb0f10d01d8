"""What somebody asks to have posted: a document as a value, before anything is written."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypedDict

from maizi.catalog.models import Product
from maizi.kernel.sources import Source

from ..models import Bin, StockDocument, StockMovement, Warehouse
from ..terms import MovementKind, StockStatus


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document as it is typed.

    quantity    in `unit`, > 0
    unit        "" for the base unit
    price_yuan  cost of one `unit`, for goods coming in; None takes the present average
    amount_yuan cost of the whole line instead of a price
    to_status, to_bin  where a transfer or a change of state leads
    batch       its number; "" takes what expires first when goods leave
    serials     numbers of the pieces, for products followed by serial
    of          the movement that goods come back from: they return at its cost
    is_made     comes out of an assembly; what goes into it has False
    weight      its share in what is made, where several things come out
    """

    product: Product
    quantity: Decimal
    unit: str = ""
    price_yuan: Decimal | None = None
    amount_yuan: Decimal | None = None
    status: StockStatus = StockStatus.GOOD
    to_status: StockStatus | None = None
    bin: Bin | None = None
    to_bin: Bin | None = None
    batch: str = ""
    made_on: date | None = None
    expires_on: date | None = None
    serials: tuple[str, ...] = ()
    of: StockMovement | None = None
    is_made: bool = False
    weight: Decimal | None = None
    note: str = ""


class More(TypedDict, total=False):
    """What a document may say beyond its kind, place, day and lines.

    source    the document of a higher app that makes it
    consumes  whose reservation shrinks by it; usually the source itself
    other     the warehouse a transfer leads to
    token     one press of a button: the same token never posts twice
    reverses  the document it takes back
    """

    source: Source | None
    consumes: Source | None
    other: Warehouse | None
    partner: str
    note: str
    token: str
    reverses: StockDocument | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it is posted."""

    kind: MovementKind
    warehouse: Warehouse
    lines: tuple[Line, ...]
    on: date
    more: More = field(default_factory=dict)

    @property
    def consumes(self) -> Source | None:
        return self.more.get("consumes") or self.more.get("source")

    @property
    def products(self) -> dict[int, Product]:
        return {line.product.pk: line.product for line in self.lines}
