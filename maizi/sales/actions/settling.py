"""What a return comes to in the end: red invoice, refund, goods in exchange (I-10)."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.credit import actions as credit
from maizi.credit.models import OpenItem
from maizi.credit.queries import entry_of
from maizi.credit.terms import EntryKind, PayWay
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_

from ..access import Issued
from ..events import ReturnSettled
from ..models import Invoice, Order, Return
from ..queries.credit import held_by
from ..queries.reds import reds_for
from ..rules.amounts import Amounts, share
from ..terms import Happening, RefundWay, ReturnSort, ReturnState
from .billing import source_of_invoice
from .goods import send_replacement
from .holding import hold_credit
from .invoices import redden_invoice
from .issuing import issue_invoice
from .orders import locked_order, note_milestone, settle
from .returns import locked_return

NEEDS_RED = N_(
    "退回的货物已开票，请填写红字发票号码。一张红字发票对应一张原发票，共需要 {count} 张。"
)


@transaction.atomic
def settle_exchange(row: Return, *, by, pieces: Mapping[int, list[str]] | None = None) -> Return:
    """Send good ones for those that came back. Raises Refused when there are none in stock."""
    order = locked_order(row.order)
    row = locked_return(row, "settle")
    if row.sort != ReturnSort.EXCHANGE:
        raise Refused(N_("{no} 是退货，请办理退款或红冲。"), no=row.no)
    lines = list(row.lines.select_related("line", "line__product"))
    send_replacement(row, lines, by=by, pieces=dict(pieces or {}))
    return _done(row, order, RefundWay.NONE, by=by)


@transaction.atomic
def settle_return(
    row: Return, *, by, reds: list[Issued], refund_by: PayWay | None = None
) -> Return:
    """Take back in red what was invoiced of returned goods; pay money back where that is wanted.

    reds       numbers of the red invoices, one for each invoice concerned (`reds_for`)
    refund_by  the way money goes back; None leaves it with us as a prepayment
    What was not invoiced yet will not be: so much less is held of the credit.
    Announces ReturnSettled.
    """
    order = locked_order(row.order)
    row = locked_return(row, "settle")
    if row.sort == ReturnSort.EXCHANGE:
        raise Refused(N_("{no} 是换货，请办理换货出库。"), no=row.no)
    plan = reds_for(row)
    if len(reds) != len(plan):
        raise Refused(NEEDS_RED, count=len(plan), field="reds")
    free = _never_invoiced(row, plan)
    red_rows = []
    for (blue, pieces), issued in zip(plan.items(), reds, strict=True):
        red = redden_invoice(blue, by=by, reason=f"{row.no} {row.told}"[:200], pieces=pieces)
        red_rows.append(issue_invoice(red, issued, by=by))
    if free:
        hold_credit(order, held_by(order) - free, by=by)
    if row.kept_yuan:
        _keep_for_use(row, red_rows, by=by)
    way = _refunded(row, red_rows, refund_by, by=by) if red_rows else RefundWay.NONE
    return _done(row, order, way, by=by)


def _never_invoiced(row: Return, plan: dict) -> Decimal:
    """What of the returned goods was never invoiced, in yuan."""
    red: dict[int, Decimal] = {}
    for pieces in plan.values():
        for id_, count in pieces.items():
            red[id_] = red.get(id_, Decimal(0)) + count
    free = Decimal(0)
    for one in row.lines.all():
        left = one.quantity - red.get(one.line_id, Decimal(0))
        whole = Amounts(one.amount_yuan, one.tax_yuan)
        free += share(whole, one.quantity, reached=left).amount_yuan
    return free


def _keep_for_use(row: Return, reds: list[Invoice], *, by) -> None:
    """What the customer owes for use (F-35); it is taken out of what goes back to him."""
    today = timezone.localdate()
    owed = credit.post_adjustment(
        row.customer, amount_yuan=row.kept_yuan, on=today, by=by, number=row.no,
        note=_("{no} 三包折旧费").format(no=row.no),
    )  # fmt: skip
    left = row.kept_yuan
    for red in reds:
        entry = entry_of(EntryKind.RED_INVOICE, source_of_invoice(red))
        waiting = OpenItem.objects.filter(entry=entry).values_list("open_yuan", flat=True).first()
        if part := min(left, waiting or Decimal(0)):
            credit.allocate(entry, to={owed.pk: part}, on=today, by=by)
            left -= part


def _refunded(row: Return, reds: list[Invoice], way: PayWay | None, *, by) -> RefundWay:
    if way is None:
        return RefundWay.CREDIT
    for red in reds:
        entry = entry_of(EntryKind.RED_INVOICE, source_of_invoice(red))
        left = OpenItem.objects.filter(entry=entry).values_list("open_yuan", flat=True).first()
        if left:
            credit.post_refund(
                row.customer, amount_yuan=left, on=timezone.localdate(), way=way, by=by,
                against=entry, note=row.no,
            )  # fmt: skip
    return RefundWay.REFUND


def _done(row: Return, order: Order, way: RefundWay, *, by) -> Return:
    with recorded(row, Verb.CHANGE, by=by):
        row.state, row.refund_way, row.settled_at = ReturnState.SETTLED, way, timezone.now()
        row.save(update_fields=["state", "refund_way", "settled_at"])
    note_milestone(order, kind=Happening.REFUNDED, by=by, about=row.no)
    settle(order, by=by)
    publish(ReturnSettled(row.pk))
    return row
