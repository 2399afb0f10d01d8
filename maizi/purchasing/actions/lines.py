"""Lines of requests and orders, as they are typed, checked and written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.catalog.models import Product
from maizi.catalog.terms import ProductSort
from maizi.kernel.errors import Refused
from maizi.kernel.money import quantity, unit_price
from maizi.kernel.texts import N_

from ..models import OrderLine, RequestLine, Supplier, Supply

MOST_LINES = 500
MOST_PIECES = Decimal(10**9)


@dataclass(frozen=True, slots=True)
class NewLine:
    """One line as somebody wants it.

    quantity    in base units, > 0
    price_yuan  with tax; None for the supplier's own price
    """

    product: Product
    quantity: Decimal
    price_yuan: Decimal | None = None
    expected_on: date | None = None
    note: str = ""
    supplier: Supplier | None = None
    request_line: RequestLine | None = None


def refuse_bad_lines(lines: Sequence[NewLine]) -> None:
    """Raise Refused for no lines, too many, amounts that cannot be, and bundles."""
    if not lines:
        raise Refused(N_("还没有明细。请至少填写一行商品和数量。"), field="lines")
    if len(lines) > MOST_LINES:
        raise Refused(N_("一张单据最多 {most} 行，请分成几张。"), most=MOST_LINES, field="lines")
    for number, line in enumerate(lines, 1):
        if not 0 < line.quantity <= MOST_PIECES:
            raise Refused(
                N_("第 {row} 行“{product}”的数量必须大于 0。"), row=number,
                product=line.product.name, field="lines",
            )  # fmt: skip
        if line.product.sort == ProductSort.BUNDLE:
            raise Refused(
                N_("第 {row} 行“{product}”是组合，不能采购。请采购组合里的商品。"), row=number,
                product=line.product.name, field="lines",
            )  # fmt: skip


def priced(lines: Sequence[NewLine], supplier: Supplier) -> list[tuple[NewLine, Decimal, str]]:
    """(line, price, supplier's code) of each line; what he agreed on where none is typed.

    One query. Raises Refused where there is no price at all.
    """
    agreed = {
        row.product_id: row
        for row in Supply.objects.filter(
            supplier=supplier, product__in=[line.product.pk for line in lines]
        )
    }
    found = []
    for number, line in enumerate(lines, 1):
        known = agreed.get(line.product.pk)
        price = line.price_yuan
        if price is None:
            price = known.price_yuan if known else None
        if price is None:
            raise Refused(
                N_("第 {row} 行“{product}”没有单价，“{supplier}”也没有报过价。请填写单价。"),
                row=number, product=line.product.name, supplier=supplier.name, field="lines",
            )  # fmt: skip
        found.append((line, unit_price(price), known.code if known else ""))
    return found


def told(line: OrderLine) -> str:
    """A line as the history tells it: 12 × 62."""
    return f"{line.quantity.normalize():f} × {line.price_yuan.normalize():f}"


def take_from_requests(lines: Sequence[NewLine], *, sign: int) -> None:
    """Note at the request lines how much of them is ordered; `sign` −1 gives it back."""
    moved: dict[int, Decimal] = {}
    for line in lines:
        if line.request_line is not None:
            id_ = line.request_line.pk
            moved[id_] = moved.get(id_, Decimal(0)) + line.quantity
    for row in RequestLine.objects.select_for_update().filter(pk__in=moved).order_by("pk"):
        row.ordered = max(Decimal(0), quantity(row.ordered + sign * moved[row.pk]))
        row.save(update_fields=["ordered"])
