"""Goods that arrive: registered, inspected, posted into stock and into the ledger (I-5).

Whoever receives locks the supplier, then the order: two people receiving the same goods come one
after the other, and the second is told what is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.fields.queries import parameter
from maizi.history.actions import record, recorded
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.money import quantity
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_
from maizi.stock.models import Warehouse

from ..events import GoodsReceived
from ..models import OrderLine, PurchaseOrder, Receipt, ReceiptLine
from ..rules.amounts import amounts_of
from ..rules.ledger import due_day
from ..rules.orders import most_arriving, state_after_goods
from ..terms import DueFrom, EntryKind, OrderState, PayableBasis, ReceiptState, RejectReason
from . import goods
from .ledger import Posting, post_entry, refuse_closed
from .orders import locked
from .settling import locked_supplier

INSPECTED, CANCELLED, ARRIVED = N_("检验入库"), N_("作废"), N_("到货")
KIND = "purchasing.receipt"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a supplier brought: whereto, when, with which paper, how much of which order line.

    lines  order line id -> quantity
    once   a word of the form: sent twice, it is registered once
    """

    warehouse: Warehouse
    on: date
    lines: dict[int, Decimal]
    delivery_no: str = ""
    note: str = ""
    once: str = ""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What inspection said of one line: accepted and rejected make what was delivered."""

    accepted: Decimal
    rejected: Decimal = ZERO
    reason: RejectReason | None = None
    note: str = ""
    batch: str = ""
    serials: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def receive(
    order: PurchaseOrder, arrival: Arrival, *, by, verdicts: dict[int, Inspected] | None = None
) -> Receipt:
    """Register and inspect in one go.

    verdicts  order line id -> what inspection said; left out: all good
    """
    receipt = register(order, arrival, by=by)
    if receipt.state != ReceiptState.WAITING:
        return receipt  # sent twice
    given = verdicts or {}
    found = {
        line.pk: given.get(line.order_line_id, Inspected(line.delivered))
        for line in receipt.lines.all()
    }
    return inspect(receipt, found, by=by)


@transaction.atomic
def register(order: PurchaseOrder, arrival: Arrival, *, by) -> Receipt:
    """Note what arrived; it waits for inspection and is not in stock yet.

    Raises Refused for an order that was not placed, a day to come or in a closed month, nothing,
    and more than is open.
    """
    if arrival.once and (made := Receipt.objects.filter(once=arrival.once).first()):
        return made
    supplier, order = locked_supplier(order.supplier), locked(order)
    if order.state != OrderState.ORDERED:
        raise Refused(
            N_("采购订单“{no}”是“{state}”，不能收货。"), no=order.no,
            state=OrderState(order.state).label,
        )  # fmt: skip
    if arrival.on > timezone.localdate():
        raise Refused(N_("到货日期不能晚于今天。"), field="on")
    refuse_closed(arrival.on)
    wanted = {id_: quantity(pieces) for id_, pieces in arrival.lines.items() if pieces}
    if not wanted:
        raise Refused(N_("还没有填写到货数量。"), field="lines")
    receipt = Receipt(
        no=next_number("purchase_receipt", on=arrival.on), order=order, supplier=supplier,
        warehouse=arrival.warehouse, received_on=arrival.on, note=arrival.note.strip()[:200],
        delivery_no=arrival.delivery_no.strip()[:40], registered_by=by, once=arrival.once or None,
    )  # fmt: skip
    with recorded(receipt, "create", by=by):
        receipt.save()
    _take(receipt, wanted, by=by)
    return receipt


def _take(receipt: Receipt, wanted: dict[int, Decimal], *, by) -> None:
    """Write the lines of a registered receipt, as far as they are open."""
    over = parameter("purchase.over_receipt")
    rows = OrderLine.objects.filter(order=receipt.order).select_related("product")
    known, lines = {row.pk: row for row in rows}, []
    for id_, pieces in wanted.items():
        line = known.get(id_)
        if line is None or pieces < 0:
            raise Refused(N_("到货数量不能是负数，且只能填这张订单上的商品。"), field="lines")
        most = most_arriving(line.facts, over)
        if pieces > most:
            raise Refused(
                N_("“{product}”还可以收 {most} {unit}，不能收 {pieces} {unit}。"
                   "多送的请拒收，或另下订单。"),
                product=line.product.name, most=f"{most.normalize():f}",
                pieces=f"{pieces.normalize():f}", unit=line.product.unit, field="lines",
                code="too_much",
            )  # fmt: skip
        line.waiting += pieces
        line.save(update_fields=["waiting"])
        lines.append(ReceiptLine(
            receipt=receipt, order_line=line, product=line.product, delivered=pieces,
            price_yuan=line.price_yuan, tax_rate=line.tax_rate,
        ))  # fmt: skip
    ReceiptLine.objects.bulk_create(lines)
    changes = {n.product.name: [None, f"{n.delivered.normalize():f}"] for n in lines}
    record(receipt, verb=ARRIVED, by=by, changes=changes)


@transaction.atomic
def inspect(receipt: Receipt, verdicts: dict[int, Inspected], *, by) -> Receipt:
    """Post what is good into stock and into the ledger; what is not stays open on the order.

    verdicts  receipt line id -> what inspection said of it
    Announces GoodsReceived. Raises Refused where accepted and rejected do not make what was
    delivered, and for goods turned away without a reason.
    """
    supplier = locked_supplier(receipt.supplier)
    order = locked(receipt.order)
    receipt = _waiting(receipt)
    refuse_closed(receipt.received_on)
    lines = list(receipt.lines.select_related("product", "order_line").order_by("pk"))
    for line in lines:
        _judge(line, verdicts.get(line.pk))
    receipt.amount_yuan = sum((line.amount_yuan for line in lines), ZERO)
    receipt.is_payable = parameter("purchase.payable_basis") == PayableBasis.RECEIPT
    with recorded(receipt, INSPECTED, by=by):
        receipt.state, receipt.inspected_by = ReceiptState.POSTED, by
        receipt.posted_at = timezone.now()
        receipt.save()
    goods.put_in(receipt, lines, by=by)
    _move_on(order)
    if receipt.is_payable and receipt.amount_yuan:
        _owe(receipt, order, supplier, by=by)
    publish(GoodsReceived(receipt.pk, order.pk))
    return receipt


def _waiting(receipt: Receipt) -> Receipt:
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    if receipt.state != ReceiptState.WAITING:
        raise Refused(
            N_("入库单“{no}”是“{state}”，不能再检验。"), no=receipt.no,
            state=ReceiptState(receipt.state).label,
        )  # fmt: skip
    return receipt


def _judge(line: ReceiptLine, verdict: Inspected | None) -> None:
    """Note what inspection said at the line and at its order line."""
    verdict = verdict or Inspected(line.delivered)
    accepted, rejected = quantity(verdict.accepted), quantity(verdict.rejected)
    if accepted < 0 or rejected < 0 or accepted + rejected != line.delivered:
        raise Refused(
            N_("“{product}”到货 {pieces}，合格与拒收合起来必须正好是这么多。"),
            product=line.product.name, pieces=f"{line.delivered.normalize():f}", field="lines",
        )  # fmt: skip
    if rejected and not verdict.reason:
        raise Refused(N_("“{product}”有拒收，请选择原因。"), product=line.product.name,
                      field="lines")  # fmt: skip
    line.accepted, line.rejected = accepted, rejected
    line.reason = str(verdict.reason) if rejected else ""
    line.reason_note = verdict.note.strip()[:200] if rejected else ""
    line.batch, line.serials = verdict.batch.strip()[:40], list(verdict.serials)
    line.amount_yuan, _ = amounts_of(accepted, line.price_yuan, line.tax_rate)
    line.save()
    ordered = line.order_line
    ordered.waiting -= line.delivered
    ordered.received += accepted
    ordered.rejected += rejected
    ordered.save(update_fields=["waiting", "received", "rejected"])


def _move_on(order: PurchaseOrder) -> None:
    """The order follows its goods: all in, or something open again."""
    state = state_after_goods(OrderState(order.state), [r.facts for r in order.lines.all()])
    if state != order.state:
        order.state = state
        order.save(update_fields=["state"])


def _owe(receipt: Receipt, order: PurchaseOrder, supplier, *, by) -> None:
    due_on = due_day(receipt.received_on, order.terms_days, DueFrom(order.due_from))
    post_entry(
        supplier,
        Posting(
            EntryKind.RECEIPT, receipt.no, receipt.amount_yuan, receipt.received_on, due_on,
            source=Source(KIND, receipt.pk, receipt.no), note=order.no,
        ),
        by=by,
    )  # fmt: skip


@transaction.atomic
def cancel_receipt(receipt: Receipt, *, by, reason: str) -> Receipt:
    """What was registered did not come after all, or goes back whole before inspection."""
    locked_supplier(receipt.supplier)
    order = locked(receipt.order)
    receipt = _waiting(receipt)
    if not reason.strip():
        raise Refused(N_("作废请写明原因。"), field="reason")
    for line in receipt.lines.select_related("order_line"):
        line.order_line.waiting -= line.delivered
        line.order_line.save(update_fields=["waiting"])
    with recorded(receipt, CANCELLED, by=by, reason=reason):
        receipt.state = ReceiptState.CANCELLED
        receipt.save(update_fields=["state"])
    _move_on(order)
    return receipt


def reopen_for_goods(order: PurchaseOrder) -> None:
    """An order that was complete waits for goods again, where some are to be replaced."""
    _move_on(order)
