"""How a trial ends: the goods come back, the customer keeps and buys them, or they are gone (F-1).

Goods out of the stock come back at the cost at which they left. What a customer keeps comes back
in the books alone and is set apart for his order, whose delivery then sends it out as sold.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.catalog.terms import Tracking
from maizi.history.actions import recorded
from maizi.inbox.actions import settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say
from maizi.sales.access import visible_orders
from maizi.sales.models import Order
from maizi.sales.queries import source_of as source_of_order
from maizi.sales.terms import OrderState
from maizi.stock import actions as stock
from maizi.stock.models import StockDocument
from maizi.stock.terms import MovementKind, StockStatus

from .. import access
from ..models import Trial
from ..rules import trials as rules
from ..terms import Condition, EntryKind, TrialState
from .lending import locked, source_of, told

BACK = N_("试用归还：{product}（{condition}）。{words}")
BOUGHT = N_("试用后买下：{product}，订单 {order}。{words}")
LOST = N_("试用的“{product}”没有收回。{words}")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a trial ends.

    on       the day on which the goods came back, were bought or given up
    outcome  what the customer says, why it did not buy
    order    what it ordered because of the trial
    """

    on: date
    outcome: str = ""
    order: Order | None = None


@transaction.atomic
def take_back(row: Trial, ended: Ended, *, condition: Condition, by) -> Trial:
    """The goods are back, in some condition; out of the stock, they lie there again.

    Raises Refused the second time, for a wrong day, without a word of how it was, and for an
    order of another customer.
    """
    row = locked(row, "return")
    _check(row, ended, by)
    status = StockStatus(rules.STOCKED_AS[condition])
    with recorded(row, N_("试用归还"), by=by):
        row.condition = condition
        if row.out_document is not None:
            row.back_document = _back(row, status, on=ended.on, by=by)
        _end(row, TrialState.BACK, ended, by)
    said = say(BACK, product=row.product.name, condition=say(condition.chinese),
               words=ended.outcome.strip()[:300])  # fmt: skip
    _over(row, said, by=by)
    return row


@transaction.atomic
def buy(row: Trial, ended: Ended, *, by) -> Trial:
    """The customer keeps the goods and orders them.

    Out of the stock, they come back in the books and are set apart for the order.

    Raises Refused without an order of this customer that still waits for this product.
    """
    row = locked(row, "buy")
    if ended.order is None:
        raise Refused(N_("请选客户买下它的订单；还没有就先建订单。"), field="order")
    _check(row, ended, by)
    if not _waits(row, ended.order):
        raise Refused(
            N_("{no} 里没有还没发的“{product}”。货已经另外发了的，请登记归还，并选这张订单。"),
            no=ended.order.no, product=row.product.name, field="order",
        )  # fmt: skip
    with recorded(row, N_("试用后买下"), by=by):
        if row.out_document is not None:
            row.back_document = _back(row, StockStatus.GOOD, on=ended.on, by=by)
            _set_apart(row, ended.order, by=by)
        _end(row, TrialState.BOUGHT, ended, by)
    said = say(BOUGHT, product=row.product.name, order=ended.order.no,
               words=ended.outcome.strip()[:300])  # fmt: skip
    _over(row, said, by=by)
    return row


@transaction.atomic
def lose(row: Trial, ended: Ended, *, by) -> Trial:
    """The goods do not come back: gone or broken beyond repair. They stay out of the stock.

    Raises Refused without why.
    """
    row = locked(row, "lose")
    if not ended.outcome.strip():
        raise Refused(N_("请写明为什么收不回来、怎么处理。"), field="outcome")
    _check(row, ended, by)
    with recorded(row, N_("试用没有收回"), by=by):
        _end(row, TrialState.LOST, ended, by)
    words = ended.outcome.strip()[:300]
    _over(row, say(LOST, product=row.product.name, words=words), by=by)
    return row


def orders_of(row: Trial, user):
    """Orders of the customer with this product that a trial may have led to."""
    rows = visible_orders(user).filter(customer=row.customer_id, lines__product=row.product_id)
    return rows.exclude(state=OrderState.CANCELLED).order_by("-id").distinct()


def _check(row: Trial, ended: Ended, by) -> None:
    was_heard = row.entries.filter(kind=EntryKind.HEARD).exists()
    rules.check_ended(
        ended.on, lent_on=row.lent_on, words=ended.outcome, today=timezone.localdate(),
        was_heard=was_heard,
    )  # fmt: skip
    if ended.order and not orders_of(row, by).filter(pk=ended.order.pk).exists():
        raise Refused(
            N_("请选这位客户的、有“{product}”的订单。"), product=row.product.name, field="order"
        )


def _waits(row: Trial, order: Order) -> bool:
    if order.state in (OrderState.CLOSED_SHORT, OrderState.CANCELLED):
        return False
    lines = order.lines.filter(product=row.product_id)
    return sum(line.open_pieces for line in lines) >= row.quantity


def _back(row: Trial, status: StockStatus, *, on: date, by) -> StockDocument:
    """The movements in which the goods left, the other way round, at their cost."""
    lines = [
        stock.Line(
            row.product, -one.quantity, status=status, bin=one.bin, of=one,
            batch=one.batch.no if one.batch else "", serials=(row.serial,) if row.serial else (),
        )
        for one in row.out_document.movements.select_related("bin", "batch")
    ]  # fmt: skip
    return stock.post(
        MovementKind.LOAN_BACK, warehouse=row.warehouse, lines=lines, on=on, by=by,
        source=source_of(row), partner=row.customer.name, token=f"presales.trial-{row.pk}-back",
    )  # fmt: skip


def _set_apart(row: Trial, order: Order, *, by) -> None:
    """What is at the customer's goes to nobody else: the order's claim is on this very piece."""
    source = source_of_order(order)
    stock.release(source, by=by, lines=[(row.product, row.warehouse, row.quantity)])
    serial = row.serial if row.product.tracking == Tracking.SERIAL else ""
    wish = stock.Wish(row.product, row.warehouse, row.quantity, serial=serial)
    stock.reserve(source=source, lines=[wish], by=by)


def _end(row: Trial, state: TrialState, ended: Ended, by) -> None:
    row.state, row.ended_on, row.ended_by = state, ended.on, by
    row.outcome, row.order = ended.outcome.strip()[:500], ended.order
    row.save(update_fields=[
        "state", "ended_on", "ended_by", "outcome", "order", "condition", "back_document",
    ])  # fmt: skip


def _over(row: Trial, said: str, *, by) -> None:
    settle(source=access.TRIAL_SOURCE, about=row, by=by)
    told(row, said, by=by)
