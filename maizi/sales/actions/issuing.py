"""Issue an invoice, blue or red: the ledger, the order and its credit move together (I-9)."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.credit import actions as credit
from maizi.credit.queries import entry_of
from maizi.credit.terms import EntryKind
from maizi.customers.terms import PartyType
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_

from ..access import Issued, issuers
from ..events import InvoiceIssued
from ..models import Invoice, InvoiceLine, Order, OrderLine
from ..queries.credit import source_of
from ..rules.amounts import Amounts, share
from ..rules.billing import check_buyer, check_number
from ..rules.progress import invoiceable
from ..terms import Happening, InvoiceKind, InvoiceState
from .billing import (
    check_draft,
    check_left,
    counted_line,
    is_ahead,
    locked_invoice,
    reddened,
    reddened_yuan,
    share_now,
    source_of_invoice,
    total_invoice,
)
from .holding import hold_more
from .orders import locked_order, note_milestone, settle


@transaction.atomic
def issue_invoice(row: Invoice, issued: Issued, *, by) -> Invoice:
    """Note that an invoice was issued: a receivable arises, the order holds so much less credit.

    One transaction: what may be invoiced is judged anew. A red one lowers what is owed.
    Announces InvoiceIssued. Raises Refused for a number of the wrong form or a used one, and
    when its pieces were invoiced meanwhile.
    """
    order = locked_order(row.order, "invoice")
    row = locked_invoice(row)
    check_draft(row, N_("开具"))
    kind = InvoiceKind(row.kind)
    number, code = check_number(kind, issued.number, issued.code)
    if Invoice.objects.filter(code=code, number=number).exclude(pk=row.pk).exists():
        raise Refused(N_("发票号码 {number} 已经登记过了。"), number=number, field="number")
    if row.red_of_id is None:
        _check_buyer(row)
    _check_day(issued.on, order)
    credit.open_account(row.customer, by=by)  # locked before the history, as orders do
    with recorded(row, Verb.CHANGE, by=by):
        lines = _take(row) if row.is_red else _bill(row)
        total_invoice(row, lines)
        row.state, row.number, row.code = InvoiceState.ISSUED, number, code
        row.issued_on, row.issued_by = issued.on, by
        row.due_on = None if row.is_red else issued.on + timedelta(days=order.terms_days)
        row.save()
    _post(row, order, by=by)
    note_milestone(order, kind=Happening.INVOICED, by=by, about=row.no, text=number)
    settle(order, by=by)
    publish(InvoiceIssued(row.pk))
    return row


def issue_through(row: Invoice, code: str, *, by) -> Invoice:
    """Have a declared platform issue an invoice and note what it answers."""
    way = next((one for one in issuers() if one.code == code), None)
    if way is None:
        raise Refused(N_("没有接入这个开票平台。请手工登记发票号码。"))
    check_draft(row, N_("开具"))
    _check_buyer(row)
    return issue_invoice(row, way.issue(row), by=by)


def _bill(row: Invoice) -> list[InvoiceLine]:
    """The lines of a blue invoice, with their amounts as of now, counted on the order."""
    lines = list(row.lines.select_related("line"))
    for one in lines:
        left = invoiceable(counted_line(one.line), is_ahead=is_ahead())
        check_left(one.line, one.quantity, left)
        amounts = share_now(one.line, one.quantity)
        one.amount_yuan, one.tax_yuan = amounts
        _count(one.line, one.quantity, amounts)
    return lines


def _take(row: Invoice) -> list[InvoiceLine]:
    """The lines of a red invoice, taken off the order again; the blue one is red when all is."""
    lines, is_all = list(row.lines.select_related("line")), True
    blue = {one.line_id: one for one in row.red_of.lines.select_related("line")}
    for one in lines:
        original = blue[one.line_id]
        before = reddened(original)
        check_left(one.line, one.quantity, original.quantity - before)
        taken = reddened_yuan(original)
        amounts = share(
            Amounts(original.amount_yuan, original.tax_yuan), original.quantity,
            reached=before + one.quantity, taken=taken,
        )  # fmt: skip
        one.amount_yuan, one.tax_yuan = amounts
        _count(one.line, -one.quantity, Amounts(-amounts.amount_yuan, -amounts.tax_yuan))
    gone = {one.line_id: one.quantity for one in lines}
    for line_id, original in blue.items():
        is_all &= reddened(original) + gone.get(line_id, 0) >= original.quantity
    if is_all:
        row.red_of.state = InvoiceState.REDDENED
        row.red_of.save(update_fields=["state"])
    return lines


def _post(row: Invoice, order: Order, *, by) -> None:
    amount = abs(row.amount_yuan)
    if not amount:
        return
    if not row.is_red:
        credit.post_invoice(
            row.customer, source=source_of_invoice(row), amount_yuan=amount, on=row.issued_on,
            due_on=row.due_on, by=by, number=row.number, released=source_of(order),
        )  # fmt: skip
        return
    original = entry_of(EntryKind.INVOICE, source_of_invoice(row.red_of))
    credit.post_red_invoice(
        row.customer, source=source_of_invoice(row), amount_yuan=amount, on=row.issued_on, by=by,
        number=row.number, original=original,
    )  # fmt: skip
    again = _still_due(row)
    if again:
        hold_more(order, again, by=by)


def _still_due(row: Invoice) -> Decimal:
    """What of a red invoice is to be invoiced once more: its pieces are with the customer."""
    due = Decimal(0)
    for one in row.lines.select_related("line"):
        left = invoiceable(counted_line(one.line), is_ahead=False)
        part = min(left, one.quantity)
        whole = Amounts(one.amount_yuan, one.tax_yuan)
        due += share(whole, one.quantity, reached=part).amount_yuan if part else 0
    return due


def _count(line: OrderLine, pieces: Decimal, amounts: Amounts) -> None:
    line.invoiced += pieces
    line.invoiced_yuan += amounts.amount_yuan
    line.invoiced_tax_yuan += amounts.tax_yuan
    line.save(update_fields=["invoiced", "invoiced_yuan", "invoiced_tax_yuan"])


def _check_day(on: date, order: Order) -> None:
    if on > timezone.localdate():
        raise Refused(N_("开票日期不能晚于今天。"), field="on")
    if on < order.ordered_on:
        raise Refused(N_("开票日期早于下单日期 {day}。"), day=order.ordered_on, field="on")


def _check_buyer(row: Invoice) -> None:
    row.tax_no = check_buyer(
        InvoiceKind(row.kind), title=row.title, tax_no=row.tax_no,
        is_enterprise=row.customer.party_type == PartyType.ENTERPRISE,
    )  # fmt: skip
