"""Money that comes in, goes out, and what it pays for (I-8)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction

from maizi.customers.models import Customer
from maizi.fields.actions import next_number
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.money import show_yuan
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from ..events import ReceiptPosted
from ..models import Allocation, Deposit, Entry
from ..rules.allocating import as_specified, oldest_first
from ..terms import EntryKind, PayWay
from .book import Book, opened, positive

RECEIVED, REFUNDED = N_("登记收款"), N_("登记退款")
ALLOCATED, UNDONE = N_("核销应收"), N_("撤销核销")

Shares = Mapping[int, Decimal]


class ReceiptTerms(TypedDict, total=False):
    """More about a receipt.

    number       own number; given by the numbering when empty
    allocate_to  entry id -> amount; {} lets all of it be prepayment; None: the oldest first
    deposit_for  the order whose deposit it is: kept for its invoices
    note         a few words, such as the bank's reference
    """

    number: str
    allocate_to: Shares | None
    deposit_for: Source | None
    note: str


@transaction.atomic
def post_receipt(
    customer: Customer, *, amount_yuan: Decimal, on: date, way: PayWay, by,
    **more: Unpack[ReceiptTerms],
) -> Entry:  # fmt: skip
    """Money from a customer; it pays what was longest due unless said otherwise, the rest waits.

    Raises Refused for shares beyond the receipt or beyond what is open.
    """
    amount = positive(amount_yuan)
    with opened(customer, RECEIVED, by=by) as book:
        number = more.get("number") or next_number("receipt", on=on)
        entry = book.post(EntryKind.RECEIPT, -amount, on, way=PayWay(way), number=number,
                          note=more.get("note", ""))  # fmt: skip
        if order := more.get("deposit_for"):
            _keep(book, entry, order)
        else:
            book.match(entry, _shares(book, amount, more.get("allocate_to")), on)
    publish(ReceiptPosted(entry.pk, book.account.customer_id))
    return entry


@transaction.atomic
def post_refund(
    customer: Customer, *, amount_yuan: Decimal, on: date, way: PayWay, by,
    **more: Unpack["RefundTerms"],
) -> Entry:  # fmt: skip
    """Money back to a customer, out of what he paid too much; the oldest of it first.

    Raises Refused beyond what waits: nobody is paid back what he did not pay.
    """
    amount = positive(amount_yuan)
    with opened(customer, REFUNDED, by=by) as book:
        lines = book.open_lines(is_debit=False, free_only=True)
        if from_entry := more.get("against"):
            lines = [line for line in lines if line.id == from_entry.pk]
        waiting = sum((line.open_yuan for line in lines), Decimal(0))
        if amount > waiting:
            raise Refused(
                N_("可退的预收只有 {waiting} 元，不能退 {amount} 元。已核销的收款请先撤销核销。"),
                waiting=show_yuan(waiting), amount=show_yuan(amount), field="amount_yuan",
            )  # fmt: skip
        number = more.get("number") or next_number("refund", on=on)
        entry = book.post(
            EntryKind.REFUND, amount, on, way=PayWay(way), number=number,
            note=more.get("note", ""), source=more.get("source"),
        )  # fmt: skip
        book.pay_with(entry, lines, on)
    return entry


class RefundTerms(TypedDict, total=False):
    """More about a refund.

    against  the receipt or red invoice that is paid back
    """

    number: str
    note: str
    against: Entry | None
    source: Source | None


@transaction.atomic
def allocate(credit: Entry, *, to: Shares | None = None, on: date, by) -> Decimal:
    """Let a receipt (or another entry below zero) pay for receivables; how much it did.

    to  entry id -> amount; None: the oldest first. Raises Refused beyond what is left of it.
    """
    with opened(credit.account.customer_id, ALLOCATED, by=by) as book:
        left = book.open_of(credit.pk)
        if credit.amount_yuan > 0 or not left:
            raise Refused(N_("“{title}”没有余额可以核销。"), title=str(credit))
        done = book.match(credit, _shares(book, left, to), on)
        book.told.append(f"{credit.number} {done}")
    return done


@transaction.atomic
def undo_allocation(allocation: Allocation, *, on: date, by) -> None:
    """Post an allocation back: both sides are open again. Raises Refused for a second time."""
    with opened(allocation.account.customer_id, UNDONE, by=by) as book:
        book.unpair(allocation, on)
        book.told.append(f"{allocation.amount_yuan}")


def _shares(book: Book, amount: Decimal, wanted: Shares | None) -> Shares:
    lines = book.open_lines(is_debit=True)
    if wanted is None:
        return oldest_first(lines, amount)
    return as_specified(lines, wanted, amount)


def _keep(book: Book, entry: Entry, order: Source) -> None:
    Deposit.objects.create(
        entry=entry, account=book.account, source_kind=order.kind, source_id=order.id,
        source_number=order.number,
    )  # fmt: skip
    book.account.deposit_yuan -= entry.amount_yuan
