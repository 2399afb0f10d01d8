"""Purchase orders: written, sent, postponed, closed short, cancelled (I-5)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.money import quantity
from maizi.kernel.texts import N_

from ..events import OrderPlaced
from ..models import OrderLine, PurchaseOrder, Supplier
from ..rules.amounts import amounts_of
from ..rules.orders import can_move
from ..terms import DueFrom, OrderState
from .lines import NewLine, priced, refuse_bad_lines, take_from_requests, told

PLACED, POSTPONED = N_("下单"), N_("改交期")
SHORT, CANCELLED, REOPENED = N_("结案"), N_("作废"), N_("退回草稿")


class NeedsConfirmation(Refused):
    """Saving waits for a yes: a price is 0."""


@dataclass(frozen=True, slots=True)
class Leave:
    """What the writer says to a save that would otherwise be stopped: he has seen it."""

    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order as somebody writes it; terms left None are the supplier's.

    once  a word of the form: sent twice, the order is made once
    """

    supplier: Supplier
    lines: Sequence[NewLine] = field(default_factory=tuple)
    expected_on: date | None = None
    terms_days: int | None = None
    due_from: DueFrom | None = None
    ship_to: str = ""
    their_no: str = ""
    note: str = ""
    once: str = ""


PLAIN = Leave()


@transaction.atomic
def save_order(
    row: PurchaseOrder | None, draft: OrderDraft, *, by, leave: Leave = PLAIN
) -> PurchaseOrder:
    """Write a new order, or a draft anew; lines without a price get the supplier's.

    Raises Refused without lines, for a supplier one does not work with, for an order that is no
    draft any more; NeedsConfirmation for a price of 0.
    """
    if (
        draft.once
        and row is None
        and (made := PurchaseOrder.objects.filter(once=draft.once).first())
    ):
        return made
    refuse_bad_lines(draft.lines)
    supplier = draft.supplier
    if not supplier.is_active:
        raise Refused(
            N_("已停止与“{supplier}”合作：{why}。请换一家，或先恢复合作。"),
            supplier=supplier.name, why=supplier.stopped_why, field="supplier",
        )  # fmt: skip
    rows = priced(draft.lines, supplier)
    if not leave.is_confirmed and any(price == 0 for _, price, _ in rows):
        name = next(line.product.name for line, price, _ in rows if price == 0)
        raise NeedsConfirmation(
            N_("“{product}”的单价是 0。确实是赠品或样品，请勾选“确认”再保存。"), product=name,
            field="lines", code="zero",
        )  # fmt: skip
    verb = Verb.CREATE if row is None else Verb.CHANGE
    row = _fresh(by, draft.once) if row is None else _draft(row)
    with recorded(row, verb, by=by):
        _fill(row, draft)
        _write_lines(row, rows, by=by)
        row.save()
    return row


def _fresh(by, once: str) -> PurchaseOrder:
    row = PurchaseOrder(buyer=by, unit=by.unit, once=once or None)
    row.no = next_number("purchase_order", on=timezone.localdate())
    return row


def _draft(row: PurchaseOrder) -> PurchaseOrder:
    row = locked(row)
    if row.state != OrderState.DRAFT:
        raise Refused(
            N_("采购订单“{no}”是“{state}”，不能修改明细。已批准的请先退回草稿。"), no=row.no,
            state=OrderState(row.state).label,
        )  # fmt: skip
    return row


def _fill(row: PurchaseOrder, draft: OrderDraft) -> None:
    supplier = row.supplier = draft.supplier
    row.expected_on = draft.expected_on
    row.terms_days = supplier.terms_days if draft.terms_days is None else draft.terms_days
    row.due_from = draft.due_from or supplier.due_from
    row.ship_to, row.their_no = draft.ship_to.strip(), draft.their_no.strip()
    row.note = draft.note.strip()


def _write_lines(row: PurchaseOrder, rows: list, *, by) -> None:
    """Put the new lines in place of the old ones; totals are sums of rounded lines (0.3)."""
    is_new = row._state.adding
    old = [] if is_new else list(row.lines.select_related("product", "request_line"))
    back = [NewLine(o.product, o.quantity, request_line=o.request_line) for o in old]
    take_from_requests(back, sign=-1)
    lines = [_line(row, number, one) for number, one in enumerate(rows, 1)]
    row.amount_yuan = sum((line.amount_yuan for line in lines), Decimal(0))
    row.tax_yuan = sum((line.tax_yuan for line in lines), Decimal(0))
    if is_new:
        row.save()
    else:
        OrderLine.objects.filter(order=row).delete()
    OrderLine.objects.bulk_create(lines)
    take_from_requests([line for line, _, _ in rows], sign=1)
    before = {o.product.name: told(o) for o in old}
    after = {line.product.name: told(line) for line in lines}
    if not is_new and before != after:
        names = [n for n in {**before, **after} if before.get(n) != after.get(n)]
        changes = {name: [before.get(name), after.get(name)] for name in names}
        record(row, verb=Verb.CHANGE, by=by, changes=changes)


def _line(row: PurchaseOrder, number: int, priced_line: tuple) -> OrderLine:
    line, price, code = priced_line
    pieces = quantity(line.quantity)
    gross, tax = amounts_of(pieces, price, line.product.tax_rate)
    return OrderLine(
        order=row, position=number, product=line.product, supplier_code=code, quantity=pieces,
        price_yuan=price, tax_rate=line.product.tax_rate, amount_yuan=gross, tax_yuan=tax,
        expected_on=line.expected_on or row.expected_on, request_line=line.request_line,
        promised_on=line.expected_on or row.expected_on, note=line.note.strip()[:200],
    )  # fmt: skip


@transaction.atomic
def place_order(row: PurchaseOrder, *, by, on: date | None = None) -> PurchaseOrder:
    """The order goes to the supplier. Announces OrderPlaced. Raises Refused before approval."""
    row = moved(row, OrderState.ORDERED)
    with recorded(row, PLACED, by=by):
        row.state, row.ordered_on = OrderState.ORDERED, on or timezone.localdate()
        row.save(update_fields=["state", "ordered_on"])
    publish(OrderPlaced(row.pk))
    return row


@transaction.atomic
def postpone(line: OrderLine, *, expected_on: date, by, reason: str = "") -> OrderLine:
    """The supplier names another day for a line; what was promised first stays on record."""
    order = locked(line.order)
    if order.state not in (OrderState.APPROVED, OrderState.ORDERED):
        raise Refused(N_("采购订单“{no}”没有在途的货，不用改交期。"), no=order.no)
    line = OrderLine.objects.select_related("product").get(pk=line.pk)
    old, line.expected_on = line.expected_on, expected_on
    line.save(update_fields=["expected_on"])
    days = list(order.lines.values_list("quantity", "received", "expected_on"))
    with recorded(order, POSTPONED, by=by, reason=reason):
        coming = [day for wanted, got, day in days if day and got < wanted]
        order.expected_on = max(coming, default=order.expected_on)
        order.save(update_fields=["expected_on"])
    changes = {line.product.name: [old and str(old), str(expected_on)]}
    record(order, verb=POSTPONED, by=by, reason=reason, changes=changes)
    return line


@transaction.atomic
def close_order(row: PurchaseOrder, *, by, reason: str = "") -> PurchaseOrder:
    """Nothing more will come: what is open is given up.

    Raises Refused without a reason while goods are open, and while some wait for inspection.
    """
    row = moved(row, OrderState.CLOSED)
    lines = [line.facts for line in row.lines.all()]
    if any(line.waiting for line in lines):
        raise Refused(N_("采购订单“{no}”还有到货等待检验，请先检验入库。"), no=row.no)
    if any(line.open for line in lines) and not reason.strip():
        raise Refused(N_("还有货没有到。要提前结案，请写明原因。"), field="reason")
    with recorded(row, SHORT, by=by, reason=reason):
        row.state, row.closed_why = OrderState.CLOSED, reason.strip()[:200]
        row.save(update_fields=["state", "closed_why"])
    return row


@transaction.atomic
def cancel_order(row: PurchaseOrder, *, by, reason: str) -> PurchaseOrder:
    """Take an order back before anything came; request lines are free again."""
    row = moved(row, OrderState.CANCELLED)
    if not reason.strip():
        raise Refused(N_("作废请写明原因。"), field="reason")
    lines = list(row.lines.select_related("product", "request_line"))
    if any(line.received or line.waiting for line in lines):
        raise Refused(N_("采购订单“{no}”已经到过货，不能作废。请改为结案。"), no=row.no)
    back = [NewLine(o.product, o.quantity, request_line=o.request_line) for o in lines]
    take_from_requests(back, sign=-1)
    with recorded(row, CANCELLED, by=by, reason=reason):
        row.state, row.closed_why = OrderState.CANCELLED, reason.strip()[:200]
        row.save(update_fields=["state", "closed_why"])
    return row


@transaction.atomic
def reopen_draft(row: PurchaseOrder, *, by) -> PurchaseOrder:
    """An approved order that was not sent becomes a draft again, to be changed and judged anew."""
    row = locked(row)
    if row.state != OrderState.APPROVED:
        raise Refused(N_("只有已批准、还没有下单的采购订单可以退回草稿。"))
    with recorded(row, REOPENED, by=by):
        row.state = OrderState.DRAFT
        row.save(update_fields=["state"])
    return row


def locked(row: PurchaseOrder) -> PurchaseOrder:
    """The order as it is now, kept from others until the transaction ends."""
    return PurchaseOrder.objects.select_for_update().get(pk=row.pk)


def moved(row: PurchaseOrder, to: OrderState) -> PurchaseOrder:
    """The locked order, if it may go there. Raises Refused."""
    row = locked(row)
    if not can_move(OrderState(row.state), to):
        raise Refused(
            N_("采购订单“{no}”现在是“{state}”，不能改为“{to}”。"), no=row.no,
            state=OrderState(row.state).label, to=to.label,
        )  # fmt: skip
    return row
