"""Opening balances, adjustments, and posting back what was wrong (I-8)."""

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction

from maizi.customers.models import Customer
from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from ..models import Allocation, Entry
from ..terms import EntryKind
from .book import Book, opened

OPENED, ADJUSTED, REVERSED = N_("记期初应收"), N_("调整应收"), N_("冲销分录")
VERBS = {EntryKind.OPENING: OPENED, EntryKind.ADJUSTMENT: ADJUSTED}
BY_DOCUMENT = (EntryKind.INVOICE, EntryKind.RED_INVOICE)


class OpeningTerms(TypedDict, total=False):
    """More about an opening balance or an adjustment."""

    due_on: date | None
    number: str
    note: str
    source: Source | None


@transaction.atomic
def post_opening(
    customer: Customer, *, amount_yuan: Decimal, on: date, by, **more: Unpack[OpeningTerms]
) -> Entry:
    """What a customer owed before we began here; below zero: what he had paid ahead."""
    return _posted(EntryKind.OPENING, customer=customer, amount_yuan=amount_yuan, on=on, by=by,
                   more=more)  # fmt: skip


@transaction.atomic
def post_adjustment(
    customer: Customer, *, amount_yuan: Decimal, on: date, by, **more: Unpack[OpeningTerms]
) -> Entry:
    """Correct what a customer owes, up or down. Raises Refused without a note saying why."""
    if not more.get("note", "").strip():
        raise Refused(N_("请写明调整的原因。"), field="note")
    return _posted(EntryKind.ADJUSTMENT, customer=customer, amount_yuan=amount_yuan, on=on, by=by,
                   more=more)  # fmt: skip


@transaction.atomic
def reverse(entry: Entry, *, on: date, reason: str, by) -> Entry:
    """Post an entry back in full: what it paid is open again, and the two pay each other.

    Raises Refused for invoices, for what was posted back already, and without a reason.
    """
    if entry.kind in BY_DOCUMENT:
        raise Refused(N_("发票不能直接冲销，请在销售里开红字发票。"))
    if not reason.strip():
        raise Refused(N_("请写明冲销的原因。"), field="reason")
    with opened(entry.account.customer_id, REVERSED, by=by) as book:
        if entry.reverses_id or Entry.objects.filter(reverses=entry).exists():
            raise Refused(N_("“{title}”已经冲销过了。"), title=str(entry))
        _undo_all(book, entry, on)
        back = book.post(
            EntryKind(entry.kind), -entry.amount_yuan, on, way=entry.way, number=entry.number,
            reverses=entry, note=reason.strip()[:200],
        )  # fmt: skip
        debit, credit = (entry, back) if entry.amount_yuan > 0 else (back, entry)
        book.pair(debit.pk, credit.pk, abs(entry.amount_yuan), on)
    return back


def _undo_all(book: Book, entry: Entry, on: date) -> None:
    """Post back every allocation of an entry that still stands."""
    side = "debit" if entry.amount_yuan > 0 else "credit"
    standing = Allocation.objects.filter(undoes=None, undone_by=None, **{side: entry})
    for allocation in standing:
        book.unpair(allocation, on)


def _posted(kind: EntryKind, *, customer, amount_yuan, on, by, more) -> Entry:
    amount = yuan(amount_yuan)
    if not amount:
        raise Refused(N_("金额不能是 0。"), field="amount_yuan")
    with opened(customer, VERBS[kind], by=by) as book:
        return book.post(kind, amount, on, **{k: v for k, v in more.items() if v})
