"""The supplier ledger: the only writer of entries and balances.

Whoever posts locks the supplier first; so balance and open amounts always agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan, yuan
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from ..models import Allocation, ClosedMonth, Supplier, SupplierEntry
from ..rules.ledger import OpenEntry, allocate_oldest, is_closed
from ..terms import EntryKind, PayWay
from .settling import let_go, locked_supplier, open_entries, settle

ZERO = Decimal(0)
MOST_YUAN = Decimal(10**12)
REVERSIBLE = (EntryKind.PAYMENT, EntryKind.REFUND, EntryKind.OPENING)


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry that is about to be written.

    amount_yuan  > 0 we owe it, < 0 it settles
    """

    kind: EntryKind
    no: str
    amount_yuan: Decimal
    on: date
    due_on: date
    source: Source | None = None
    note: str = ""
    way: str = ""
    once: str | None = None
    reverses: SupplierEntry | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """Money to a supplier or back.

    split  entry id -> what of it is settled; None: oldest due first
    once   a word of the form: sent twice, it is posted once
    """

    amount_yuan: Decimal
    on: date
    way: PayWay = PayWay.BANK
    note: str = ""
    split: Mapping[int, Decimal] | None = None
    once: str = ""


def refuse_closed(on: date) -> None:
    """Raise Refused for a day in a month that is closed. One query."""
    until = ClosedMonth.objects.order_by("-until").values_list("until", flat=True).first()
    if is_closed(on, until):
        raise Refused(
            N_("{day} 所在的月份已经结账（结到 {until}）。请改用之后的日期，或由财务反结账。"),
            day=on, until=until, field="on",
        )  # fmt: skip


def post_entry(supplier: Supplier, posting: Posting, *, by) -> SupplierEntry:
    """Write one entry of a supplier that is locked; keeps its balance.

    Raises Refused for a day in a closed month.
    """
    refuse_closed(posting.on)
    source = posting.source
    row = SupplierEntry.objects.create(
        supplier=supplier, no=posting.no, kind=posting.kind, on=posting.on, due_on=posting.due_on,
        amount_yuan=posting.amount_yuan, open_yuan=posting.amount_yuan, way=posting.way,
        source_kind=source.kind if source else "", source_id=source.id if source else None,
        note=posting.note[:200], posted_by=by, once=posting.once or None,
        reverses=posting.reverses,
    )  # fmt: skip
    supplier.payable_yuan = yuan(supplier.payable_yuan + posting.amount_yuan)
    supplier.save(update_fields=["payable_yuan"])
    changes = {"amount_yuan": [None, str(posting.amount_yuan)]}
    record(row, verb="create", by=by, reason=posting.note, changes=changes)
    return row


@transaction.atomic
def pay(supplier: Supplier, money: Money, *, by) -> SupplierEntry:
    """Pay a supplier; what settles nothing is a prepayment.

    Raises Refused for no amount, a day to come or in a closed month, a split beyond the payment
    or beyond what is open.
    """
    return _move(supplier, money, kind=EntryKind.PAYMENT, by=by)


@transaction.atomic
def refund(supplier: Supplier, money: Money, *, by) -> SupplierEntry:
    """A supplier pays back what was paid too much.

    Raises Refused beyond what lies unsettled with him.
    """
    return _move(supplier, money, kind=EntryKind.REFUND, by=by)


def _move(supplier: Supplier, money: Money, *, kind: EntryKind, by) -> SupplierEntry:
    _refuse_bad(money)
    supplier = locked_supplier(supplier)
    if money.once and (made := SupplierEntry.objects.filter(once=money.once).first()):
        return made
    amount, is_payment = yuan(money.amount_yuan), kind == EntryKind.PAYMENT
    others = open_entries(supplier, credits=not is_payment)
    parts = _parts(money, amount, others)
    left = amount - sum(parts.values(), ZERO)
    if not is_payment and left:
        raise Refused(
            N_("“{supplier}”那里只有 {most} 元预付或待抵减，不能退 {amount} 元。"),
            supplier=supplier.name, most=show_yuan(amount - left), amount=show_yuan(amount),
            field="amount_yuan",
        )  # fmt: skip
    entry = post_entry(
        supplier,
        Posting(
            kind, next_number("supplier_payment", on=money.on), -amount if is_payment else amount,
            money.on, money.on, note=money.note, way=str(money.way), once=money.once,
        ),
        by=by,
    )  # fmt: skip
    for other in others:
        if part := parts.get(other.pk):
            pair = (entry, other) if is_payment else (other, entry)
            settle(*pair, part, by=by)
    return entry


def _refuse_bad(money: Money) -> None:
    if not 0 < money.amount_yuan <= MOST_YUAN:
        raise Refused(N_("金额必须大于 0。"), field="amount_yuan")
    if money.on > timezone.localdate():
        raise Refused(N_("日期不能晚于今天。"), field="on")


def _parts(money: Money, amount: Decimal, others: list[SupplierEntry]) -> dict[int, Decimal]:
    """How much of each open entry is settled. Raises Refused beyond either side."""
    open_by_id = {row.pk: abs(row.open_yuan) for row in others}
    if money.split is None:
        entries = [OpenEntry(r.pk, r.on, r.due_on, abs(r.open_yuan)) for r in others]
        return dict(allocate_oldest(amount, entries))
    parts = {id_: yuan(part) for id_, part in money.split.items() if part}
    names = {row.pk: row.no for row in others}
    for id_, part in parts.items():
        if part < 0 or part > open_by_id.get(id_, ZERO):
            raise Refused(
                N_("“{no}”未结 {open} 元，不能核销 {part} 元。"), no=names.get(id_, id_),
                open=show_yuan(open_by_id.get(id_, ZERO)), part=show_yuan(part), field="split",
            )  # fmt: skip
    total = sum(parts.values(), ZERO)
    if total > amount:
        raise Refused(
            N_("核销合计 {total} 元，超过了这笔款 {amount} 元。"), total=show_yuan(total),
            amount=show_yuan(amount), field="split",
        )  # fmt: skip
    return parts


@transaction.atomic
def reverse(entry: SupplierEntry, *, by, reason: str, on: date | None = None) -> SupplierEntry:
    """Take a payment, a refund or an opening balance back with an entry against it.

    Raises Refused without a reason, for entries of documents, and the second time.
    """
    supplier = locked_supplier(entry.supplier)
    entry = SupplierEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.kind not in REVERSIBLE:
        raise Refused(N_("“{no}”来自单据，请在那张单据上处理，如采购退货。"), no=entry.no)
    if not reason.strip():
        raise Refused(N_("冲销请写明原因。"), field="reason")
    if SupplierEntry.objects.filter(reverses=entry).exists():
        raise Refused(N_("“{no}”已经冲销过了。"), no=entry.no)
    for row in Allocation.objects.filter(credit=entry) | Allocation.objects.filter(debit=entry):
        let_go(row, by=by)
    entry.refresh_from_db(fields=["open_yuan"])
    on = on or timezone.localdate()
    back = post_entry(
        supplier,
        Posting(EntryKind.REVERSAL, entry.no, -entry.amount_yuan, on, on, note=reason.strip(),
                way=entry.way, reverses=entry),
        by=by,
    )  # fmt: skip
    pair = (entry, back) if entry.amount_yuan < 0 else (back, entry)
    settle(*pair, abs(entry.amount_yuan), by=by)
    return back


@transaction.atomic
def post_opening(supplier: Supplier, *, amount_yuan: Decimal, on: date, by) -> SupplierEntry:
    """What was owed when the company began with this ledger; negative for a prepayment."""
    supplier = locked_supplier(supplier)
    if not amount_yuan or abs(amount_yuan) > MOST_YUAN:
        raise Refused(N_("期初金额不能是 0。"), field="amount_yuan")
    if supplier.entries.filter(kind=EntryKind.OPENING, reversal=None).exists():
        raise Refused(N_("“{supplier}”已有期初，请先冲销。"), supplier=supplier.name)
    no = next_number("supplier_payment", on=on)
    posting = Posting(EntryKind.OPENING, no, yuan(amount_yuan), on, on)
    return post_entry(supplier, posting, by=by)
