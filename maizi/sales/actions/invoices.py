"""Ask for an invoice, draft one in red, give one up (I-9)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from maizi.customers.terms import PartyType
from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.money import quantity
from maizi.kernel.texts import N_

from ..models import Invoice, InvoiceLine, Order, OrderLine
from ..rules.amounts import Amounts, share
from ..rules.billing import check_buyer
from ..rules.progress import invoiceable
from ..terms import InvoiceKind, InvoiceState
from .billing import (
    NOT_DRAFT,
    check_draft,
    check_left,
    counted_line,
    is_ahead,
    locked_invoice,
    reddened,
    reddened_yuan,
    share_now,
    total_invoice,
)
from .orders import locked_order

NOTHING_LEFT = N_("{no} 没有可以开票的明细：都已开齐，或者还没有发货。")


class Buyer(TypedDict, total=False):
    """What an invoice says of its buyer, and what else is printed on it."""

    kind: str
    title: str
    tax_no: str
    registered_at: str
    bank_account: str
    remark: str


@transaction.atomic
def draft_invoice(
    order: Order, *, by, pieces: Mapping[int, Decimal] | None = None, **buyer: Unpack[Buyer]
) -> Invoice:
    """Ask for an invoice over all that may be invoiced, or these pieces (line id -> quantity).

    What is left out of the buyer is taken from the last invoice of the customer.
    Raises Refused when nothing may be invoiced, or more is asked than may.
    """
    order = locked_order(order, "invoice")
    lines = list(order.lines.select_related("product"))
    left = {line.pk: invoiceable(counted_line(line), is_ahead=is_ahead()) for line in lines}
    wanted = left if pieces is None else {id_: quantity(n) for id_, n in pieces.items()}
    if not any(count > 0 for count in wanted.values()):
        raise Refused(NOTHING_LEFT, no=order.no)
    given = usual_buyer(order) | {name: value for name, value in buyer.items() if value}
    row = Invoice(
        no=_next_no(by), order=order, customer=order.customer, owner=order.owner,
        org_unit=order.org_unit, created_by=by, **given,
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        save_invoice(row, Verb.CREATE, by=by)
        made = [_line(row, line, wanted[line.pk], left[line.pk])
                for line in lines if wanted.get(line.pk, 0) > 0]  # fmt: skip
        _store_lines(row, made)
    return row


def usual_buyer(order: Order) -> dict:
    """What the customer's last invoice said of him, else what the archive knows. One query."""
    last = Invoice.objects.filter(customer=order.customer, red_of=None).order_by("-id").first()
    if last is not None:
        names = ("kind", "title", "tax_no", "registered_at", "bank_account")
        return {name: getattr(last, name) for name in names}
    customer = order.customer
    return {"kind": InvoiceKind.DIGITAL_GENERAL, "title": customer.name,
            "tax_no": customer.usc_code}  # fmt: skip


@transaction.atomic
def save_invoice(row: Invoice, verb: str, *, by) -> Invoice:
    """Store what an invoice says of its buyer; the caller records. Raises Refused once issued."""
    if not row._state.adding:
        stored = Invoice.objects.select_for_update(of=("self",)).get(pk=row.pk)
        check_draft(stored, N_("修改"))
    is_enterprise = row.customer.party_type == PartyType.ENTERPRISE
    if row.red_of_id is None and (row.tax_no or not row._state.adding):
        row.tax_no = check_buyer(
            InvoiceKind(row.kind), title=row.title, tax_no=row.tax_no,
            is_enterprise=is_enterprise and not row._state.adding,
        )  # fmt: skip
    row.save()
    return row


@transaction.atomic
def redden_invoice(
    row: Invoice, *, by, reason: str, pieces: Mapping[int, Decimal] | None = None
) -> Invoice:
    """Draft a red invoice over what is left of an issued one, or these pieces (order line id).

    Raises Refused without a reason, and for more than the invoice still says.
    """
    order = locked_order(row.order)
    row = locked_invoice(row)
    if row.is_red or row.state != InvoiceState.ISSUED:
        raise Refused(NOT_DRAFT, no=row.no, state=row.get_state_display(), verb=N_("红冲"))
    if not reason.strip():
        raise Refused(N_("请写明红冲的原因。"), field="reason")
    lines = list(row.lines.select_related("line"))
    left = {line.line_id: line.quantity - reddened(line) for line in lines}
    wanted = left if pieces is None else {id_: quantity(n) for id_, n in pieces.items()}
    if not any(count > 0 for count in wanted.values()):
        raise Refused(N_("发票 {no} 已经全部红冲。"), no=row.no)
    red = Invoice(
        no=_next_no(by), order=order, customer=row.customer, owner=row.owner,
        org_unit=row.org_unit, created_by=by, red_of=row, kind=row.kind, title=row.title,
        tax_no=row.tax_no, registered_at=row.registered_at, bank_account=row.bank_account,
        reason=reason.strip()[:200],
    )  # fmt: skip
    with recorded(red, Verb.CREATE, by=by):
        red.save()
        made = [_red_line(red, line, wanted[line.line_id], left[line.line_id])
                for line in lines if wanted.get(line.line_id, 0) > 0]  # fmt: skip
        _store_lines(red, made)
    return red


@transaction.atomic
def drop_invoice(row: Invoice, *, by, reason: str) -> None:
    """Give up an invoice that was never issued."""
    row = locked_invoice(row)
    check_draft(row, N_("作废"))
    with recorded(row, Verb.CHANGE, by=by, reason=reason):
        row.state = InvoiceState.DROPPED
        row.save(update_fields=["state"])


def _line(row: Invoice, line: OrderLine, pieces: Decimal, left: Decimal) -> InvoiceLine:
    check_left(line, pieces, left)
    return _made(row, line, pieces, share_now(line, pieces))


def _red_line(row: Invoice, one: InvoiceLine, pieces: Decimal, left: Decimal) -> InvoiceLine:
    check_left(one.line, pieces, left)
    whole = Amounts(one.amount_yuan, one.tax_yuan)
    reached = reddened(one) + pieces
    amounts = share(whole, one.quantity, reached=reached, taken=reddened_yuan(one))
    return _made(row, one.line, pieces, amounts)


def _made(row: Invoice, line: OrderLine, pieces: Decimal, amounts: Amounts) -> InvoiceLine:
    return InvoiceLine(
        document=row, line=line, position=line.position, product_id=line.product_id,
        name=line.name, unit=line.unit, quantity=pieces, price_yuan=line.price_yuan,
        tax_rate=line.tax_rate, amount_yuan=amounts.amount_yuan, tax_yuan=amounts.tax_yuan,
    )  # fmt: skip


def _store_lines(row: Invoice, lines: list[InvoiceLine]) -> None:
    InvoiceLine.objects.bulk_create(lines)
    total_invoice(row, lines)
    row.save(update_fields=["amount_yuan", "tax_yuan", "net_yuan"])


def _next_no(by) -> str:
    return next_number("invoice", on=timezone.localdate(), unit=by.unit)
