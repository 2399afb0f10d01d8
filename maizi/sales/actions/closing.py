"""Cancel an order before anything left, or end it short; credit and stock are free again (I-4)."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.approvals.actions import withdraw
from maizi.approvals.queries import open_case
from maizi.approvals.terms import CaseState
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_

from ..events import OrderClosed
from ..models import Order
from ..queries.credit import taken_of
from ..rules.amounts import Amounts, share
from ..rules.progress import Counted, invoiceable
from ..terms import INSIDE, Happening, InvoiceState, OrderState
from .goods import free_goods
from .holding import hold_credit
from .orders import KIND, locked_order, note_milestone, set_state

WHY = N_("请写明原因，客户会看到订单已经结束。")


@transaction.atomic
def cancel_order(row: Order, *, by, reason: str) -> Order:
    """Cancel an order that nothing was delivered or invoiced of; all it held is released.

    Announces OrderClosed. Raises Refused without a reason, and where goods or invoices are out.
    """
    row = locked_order(row, "cancel")
    _check(row, reason)
    if row.invoices.filter(state=InvoiceState.ISSUED).exists():
        raise Refused(N_("{no} 已经开了发票，请先红冲，再取消订单。"), no=row.no)
    if row.state == OrderState.WAITING:
        _withdraw(row, by=by)
    return _end(row, state=OrderState.CANCELLED, told=Happening.CANCELLED, by=by, reason=reason)


@transaction.atomic
def close_short(row: Order, *, by, reason: str) -> Order:
    """End an order though not all was delivered; what is delivered is still to be invoiced.

    Releases the stock, and of the credit all but what is delivered and not invoiced yet.
    Announces OrderClosed. Raises Refused without a reason or while a delivery is being picked.
    """
    row = locked_order(row, "close")
    _check(row, reason)
    return _end(
        row, state=OrderState.CLOSED_SHORT, told=Happening.CLOSED_SHORT, by=by, reason=reason
    )


def kept_credit(row: Order) -> Decimal:
    """What of an order's credit stays bound though it is closed: delivered, not yet invoiced."""
    kept = Decimal(0)
    for line in row.lines.all():
        counted = Counted(line.quantity, line.delivered, line.returned, line.invoiced)
        left = invoiceable(counted, is_ahead=False)
        whole, taken = Amounts(line.amount_yuan, line.tax_yuan), taken_of(line)
        kept += share(
            whole, line.quantity, reached=line.invoiced + left, taken=taken
        ).amount_yuan  # fmt: skip
    return kept


def _check(row: Order, reason: str) -> None:
    if not reason.strip():
        raise Refused(WHY, field="reason")
    inside = row.deliveries.filter(state__in=INSIDE).values_list("no", flat=True).first()
    if inside:
        raise Refused(
            N_("发货单 {delivery} 还在配货。请先发出或作废它，再处理订单 {no}。"),
            delivery=inside, no=row.no,
        )  # fmt: skip


def _withdraw(row: Order, *, by) -> None:
    case = open_case(KIND, row.pk)
    if case is not None and case.state in (CaseState.PENDING, CaseState.RETURNED):
        withdraw(case, by=case.applicant)


def _end(row: Order, *, state: OrderState, told: Happening, by, reason: str) -> Order:
    if row.state in (OrderState.CONFIRMED, OrderState.PARTLY_DELIVERED):
        free_goods(row, by=by)
        kept = kept_credit(row) if state == OrderState.CLOSED_SHORT else Decimal(0)
        hold_credit(row, kept, by=by)
    set_state(row, state, by=by, reason=reason, closed_at=timezone.now())
    note_milestone(row, kind=told, by=by, text=reason)
    publish(OrderClosed(row.pk, str(state)))
    return row
