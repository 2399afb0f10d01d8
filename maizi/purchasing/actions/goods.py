"""What receipts and returns do to the stock: the only place that posts there."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from maizi.catalog.terms import ProductSort
from maizi.fields.queries import parameter
from maizi.kernel.sources import Source
from maizi.stock import actions as stock
from maizi.stock.terms import MovementKind

from ..models import PurchaseReturn, PurchaseReturnLine, Receipt, ReceiptLine
from ..rules.amounts import stock_amount

KEPT = (ProductSort.GOODS, ProductSort.PART)  # services are paid for, not kept


def put_in(receipt: Receipt, lines: Sequence[ReceiptLine], *, by) -> None:
    """Accepted goods go into the warehouse at what they cost us, on the day they came.

    Without tax where the company deducts it (purchase.tax_deductible).
    """
    is_deductible = parameter("purchase.tax_deductible")
    wanted = [
        stock.Line(
            line.product, line.accepted, batch=line.batch, serials=tuple(line.serials),
            amount_yuan=stock_amount(line.amount_yuan, line.tax_rate, is_deductible=is_deductible),
        )
        for line in lines if line.accepted and line.product.sort in KEPT
    ]  # fmt: skip
    if wanted:
        stock.post(
            MovementKind.PURCHASE_IN, warehouse=receipt.warehouse, lines=wanted,
            on=receipt.received_on, by=by, partner=receipt.supplier.name,
            source=Source("purchasing.receipt", receipt.pk, receipt.no),
        )  # fmt: skip


def take_out(
    row: PurchaseReturn, lines: Sequence[PurchaseReturnLine], *, serials: Mapping, by
) -> None:
    """Goods leave the warehouse into which they came, at its present average (I-6)."""
    wanted = [
        stock.Line(
            line.product, Decimal(line.quantity), batch=line.receipt_line.batch,
            serials=tuple(serials.get(line.receipt_line_id, ())),
        )
        for line in lines if line.product.sort in KEPT
    ]  # fmt: skip
    if wanted:
        stock.post(
            MovementKind.PURCHASE_RETURN_OUT, warehouse=row.receipt.warehouse, lines=wanted,
            on=row.returned_on, by=by, partner=row.supplier.name,
            source=Source("purchasing.purchasereturn", row.pk, row.no),
        )  # fmt: skip
