"""Goods that go back to the supplier after they were in stock (I-5)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.money import line_amount, quantity
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from ..models import PurchaseOrder, PurchaseReturn, PurchaseReturnLine, Receipt, ReceiptLine
from ..terms import EntryKind, OrderState, ReceiptState, ReturnWay
from . import goods
from .ledger import Posting, post_entry, refuse_closed
from .orders import locked
from .receiving import KIND as RECEIPT_KIND
from .receiving import reopen_for_goods
from .settling import locked_supplier, settle_first

KIND = "purchasing.purchasereturn"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Going:
    """What goes back of one receipt.

    lines    receipt line id -> quantity
    serials  receipt line id -> serial numbers, where pieces are followed
    """

    lines: dict[int, Decimal]
    way: ReturnWay
    reason: str
    on: date
    serials: dict[int, Sequence[str]] = field(default_factory=dict)
    once: str = ""


@transaction.atomic
def return_goods(receipt: Receipt, going: Going, *, by) -> PurchaseReturn:
    """Take goods out of stock to their supplier; what we owe shrinks by what they cost.

    Replaced goods are open on their order again. Raises Refused without a reason, for more than
    was accepted, for a closed order that is to send others.
    """
    if going.once and (made := PurchaseReturn.objects.filter(once=going.once).first()):
        return made
    supplier, order = locked_supplier(receipt.supplier), locked(receipt.order)
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    _refuse_bad(receipt, order, going)
    row = PurchaseReturn(
        no=next_number("purchase_return", on=going.on), receipt=receipt, supplier=supplier,
        way=going.way, returned_on=going.on, reason=going.reason.strip()[:200], returned_by=by,
        is_payable=receipt.is_payable, once=going.once or None,
    )  # fmt: skip
    with recorded(row, "create", by=by):
        row.save()
        lines = _lines(row, receipt, going)
        row.amount_yuan = sum((line.amount_yuan for line in lines), ZERO)
        row.save(update_fields=["amount_yuan"])
    goods.take_out(row, lines, serials=going.serials, by=by)
    if going.way == ReturnWay.REPLACE:
        reopen_for_goods(order)
    if row.is_payable and row.amount_yuan:
        source = Source(KIND, row.pk, row.no)
        posting = Posting(
            EntryKind.RETURN, row.no, -row.amount_yuan, going.on, going.on, source=source,
            note=row.reason,
        )  # fmt: skip
        entry = post_entry(supplier, posting, by=by)
        settle_first(entry, Source(RECEIPT_KIND, receipt.pk, receipt.no), by=by)
    return row


def _refuse_bad(receipt: Receipt, order: PurchaseOrder, going: Going) -> None:
    if receipt.state != ReceiptState.POSTED:
        raise Refused(N_("入库单“{no}”还没有入库，不能退货。请改为拒收或作废。"), no=receipt.no)
    if not going.reason.strip():
        raise Refused(N_("请写明退货的原因。"), field="reason")
    if not receipt.received_on <= going.on <= timezone.localdate():
        raise Refused(N_("退货日期应在入库之后、今天之前。"), field="on")
    refuse_closed(going.on)
    if going.way == ReturnWay.REPLACE and order.state not in (
        OrderState.ORDERED, OrderState.RECEIVED,
    ):  # fmt: skip
        raise Refused(
            N_("采购订单“{no}”已结案，不能等待补发。请选择“退货，冲减应付”。"), no=order.no,
            field="way",
        )  # fmt: skip


def _lines(row: PurchaseReturn, receipt: Receipt, going: Going) -> list[PurchaseReturnLine]:
    wanted = {id_: quantity(pieces) for id_, pieces in going.lines.items() if pieces}
    rows = receipt.lines.select_related("product", "order_line")
    known, found = {line.pk: line for line in rows}, []
    for id_, pieces in wanted.items():
        line = known.get(id_)
        if line is None or pieces <= 0:
            raise Refused(N_("退货数量必须大于 0，且只能填这张入库单上的商品。"), field="lines")
        left = line.accepted - line.returned
        if pieces > left:
            raise Refused(
                N_("“{product}”入库后还有 {left} {unit} 没有退，不能退 {pieces} {unit}。"),
                product=line.product.name, left=f"{left.normalize():f}", unit=line.product.unit,
                pieces=f"{pieces.normalize():f}", field="lines", code="too_much",
            )  # fmt: skip
        found.append(_line(row, line, pieces, is_replaced=going.way == ReturnWay.REPLACE))
    if not found:
        raise Refused(N_("还没有填写退货数量。"), field="lines")
    return PurchaseReturnLine.objects.bulk_create(found)


def _line(
    row: PurchaseReturn, line: ReceiptLine, pieces: Decimal, *, is_replaced: bool
) -> PurchaseReturnLine:
    """One line; the parts that go back add up to the amount of the whole, to the cent."""
    before = line_amount(line.returned, line.price_yuan)
    line.returned += pieces
    line.save(update_fields=["returned"])
    amount = line_amount(line.returned, line.price_yuan) - before
    ordered = line.order_line
    ordered.returned += pieces
    ordered.replaced += pieces if is_replaced else ZERO
    ordered.save(update_fields=["returned", "replaced"])
    return PurchaseReturnLine(
        document=row, receipt_line=line, product=line.product, quantity=pieces,
        amount_yuan=amount,
    )  # fmt: skip
