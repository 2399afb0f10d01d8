"""What invoices do to the ledger: they never wait for credit (I-8, I-10)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction

from maizi.customers.models import Customer
from maizi.fields.queries import parameter
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from .. import queries
from ..models import Entry
from ..rules.allocating import oldest_first
from ..terms import EntryKind
from .book import Book, opened, positive
from .reserving import shrink

INVOICED, REDDENED = N_("开票记账"), N_("红字发票记账")


class InvoiceTerms(TypedDict, total=False):
    """More about an invoice.

    due_on    when it has to be paid; by default after the customer's terms
    number    of the invoice
    released  the order whose reservation shrinks by what the invoice takes over
    note      a few words
    """

    due_on: date | None
    number: str
    released: Source | None
    note: str


@transaction.atomic
def post_invoice(
    customer: Customer, *, source: Source, amount_yuan: Decimal, on: date, by,
    **more: Unpack[InvoiceTerms],
) -> Entry:  # fmt: skip
    """A receivable, and in the same transaction so much less held by its order.

    Never refused for credit: what was shipped can be invoiced. Deposits of the order pay first,
    then prepayments (parameter credit.auto_apply). Posted again for the same document it is the
    entry there is. Raises Refused when that has another amount.
    """
    amount = positive(amount_yuan)
    with opened(customer, INVOICED, by=by) as book:
        known = _known(EntryKind.INVOICE, source, amount)
        if known:
            return known
        due_on = more.get("due_on") or on + timedelta(days=book.account.terms_days)
        entry = book.post(
            EntryKind.INVOICE, amount, on, due_on=due_on, number=more.get("number", ""),
            source=source, note=more.get("note", ""),
        )  # fmt: skip
        _settle(book, entry, more.get("released"), on)
    return entry


@transaction.atomic
def post_red_invoice(
    customer: Customer, *, source: Source, amount_yuan: Decimal, on: date, by,
    **more: Unpack["RedTerms"],
) -> Entry:  # fmt: skip
    """A red invoice: what it corrects is owed no more; what was paid already becomes prepayment.

    amount_yuan  above zero
    """
    amount = positive(amount_yuan)
    with opened(customer, REDDENED, by=by) as book:
        known = _known(EntryKind.RED_INVOICE, source, -amount)
        if known:
            return known
        entry = book.post(EntryKind.RED_INVOICE, -amount, on, number=more.get("number", ""),
                          source=source, note=more.get("note", ""))  # fmt: skip
        original: Entry | None = more.get("original")
        if original is not None:
            if original.account_id != book.account.pk:
                raise Refused(N_("原发票属于另一个客户。请核对后再开红字发票。"))
            part = min(book.open_of(original.pk), amount)
            book.match(entry, {original.pk: part} if part else {}, on)
        elif parameter("credit.auto_apply"):
            book.match(entry, oldest_first(book.open_lines(is_debit=True), amount), on)
    return entry


class RedTerms(TypedDict, total=False):
    """More about a red invoice.

    original  the entry of the invoice it corrects
    """

    number: str
    note: str
    original: Entry | None


def _known(kind: EntryKind, source: Source, amount: Decimal) -> Entry | None:
    found = queries.entry_of(kind, source)
    if found is not None and found.amount_yuan != amount:
        raise Refused(
            N_("单据 {number} 已按 {amount} 元记过账，不能再按别的金额记。请先冲红。"),
            number=source.number, amount=show_yuan(found.amount_yuan),
        )  # fmt: skip
    return found


def _settle(book: Book, entry: Entry, order: Source | None, on: date) -> None:
    paid = Decimal(0)
    if order is not None:
        kept = queries.open_deposits(book.account, order)
        paid = book.pay_with(entry, kept, on) if kept else paid
        shrink(book, order, entry.amount_yuan - paid)
    if parameter("credit.auto_apply"):
        book.pay_with(entry, book.open_lines(is_debit=False), on)
