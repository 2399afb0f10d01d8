"""Invoices of suppliers: registered, matched to what came in, and what they add to the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan, yuan
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from ..models import PurchaseReturn, Receipt, Supplier, SupplierBill, SupplierBillLine
from ..rules.ledger import due_day
from ..terms import BillSort, DueFrom, EntryKind, ReceiptState
from .ledger import MOST_YUAN, Posting, post_entry, refuse_closed
from .orders import Leave, NeedsConfirmation
from .settling import locked_supplier

PLAIN = Leave()
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class BillDraft:
    """An invoice as it lies on the table; negative for a red one (红字).

    receipts, returns  id -> how much of the document it bills, > 0
    """

    sort: BillSort
    number: str
    billed_on: date
    amount_yuan: Decimal
    tax_yuan: Decimal = ZERO
    note: str = ""
    receipts: Mapping[int, Decimal] = field(default_factory=dict)
    returns: Mapping[int, Decimal] = field(default_factory=dict)


@transaction.atomic
def post_bill(supplier: Supplier, draft: BillDraft, *, by, leave: Leave = PLAIN) -> SupplierBill:
    """Register an invoice. The ledger gets what its documents have not brought into it already:
    all of it where invoices make the payable, the difference where receipts do.

    Raises Refused for a number met before, a closed month, more than a document has left;
    NeedsConfirmation when invoice and documents differ.
    """
    supplier = locked_supplier(supplier)
    number = "".join(draft.number.split())
    _refuse_bad(supplier, draft, number)
    receipts = _matched(Receipt, supplier, draft.receipts)
    returns = _matched(PurchaseReturn, supplier, draft.returns)
    matched = sum(draft.receipts.values(), ZERO) - sum(draft.returns.values(), ZERO)
    gap = yuan(draft.amount_yuan - matched)
    if (receipts or returns) and gap and not leave.is_confirmed:
        raise NeedsConfirmation(
            N_("发票比对应的单据{more} {gap} 元。确认按发票入账，请勾选“确认差额”。"),
            more=N_("多") if gap > 0 else N_("少"), gap=show_yuan(abs(gap)),
            field="amount_yuan", code="difference",
        )  # fmt: skip
    bill = SupplierBill(
        supplier=supplier, sort=draft.sort, number=number, billed_on=draft.billed_on,
        amount_yuan=yuan(draft.amount_yuan), tax_yuan=yuan(draft.tax_yuan),
        note=draft.note.strip()[:200], registered_by=by,
    )  # fmt: skip
    with recorded(bill, "create", by=by):
        bill.save()
    posted = _match(bill, receipts, draft.receipts) - _match(bill, returns, draft.returns)
    _post(bill, supplier, posted=posted, by=by)
    return bill


def _refuse_bad(supplier: Supplier, draft: BillDraft, number: str) -> None:
    refuse_closed(draft.billed_on)
    if not number:
        raise Refused(N_("请填写发票号码。"), field="number")
    if not draft.amount_yuan or abs(draft.amount_yuan) > MOST_YUAN:
        raise Refused(N_("价税合计不能是 0。"), field="amount_yuan")
    if abs(draft.tax_yuan) >= abs(draft.amount_yuan) or draft.tax_yuan * draft.amount_yuan < 0:
        raise Refused(N_("税额应小于价税合计，正负相同。"), field="tax_yuan")
    if SupplierBill.objects.filter(supplier=supplier, number=number).exists():
        raise Refused(
            N_("“{supplier}”的发票 {number} 已经登记过了。"), supplier=supplier.name,
            number=number, field="number",
        )  # fmt: skip


def _matched(model, supplier: Supplier, parts: Mapping[int, Decimal]) -> list:
    """The documents of an invoice, locked. Raises Refused where one has less left to bill."""
    rows = model.objects.select_for_update().filter(supplier=supplier, pk__in=list(parts))
    if model is Receipt:
        rows = rows.filter(state=ReceiptState.POSTED)
    rows = list(rows.order_by("pk"))
    if len(rows) < len(parts):
        raise Refused(N_("有的单据不属于“{supplier}”，或还没有入库。"), supplier=supplier.name)
    for row in rows:
        left, part = row.amount_yuan - row.billed_yuan, yuan(parts[row.pk])
        if not 0 < part <= left:
            raise Refused(
                N_("“{no}”还有 {left} 元没有到票，不能对应 {part} 元。"), no=row.no,
                left=show_yuan(left), part=show_yuan(part), field="amount_yuan",
            )  # fmt: skip
    return rows


def _match(bill: SupplierBill, rows: list, parts: Mapping[int, Decimal]) -> Decimal:
    """Tie documents to their invoice; how much of them the ledger has already."""
    posted = ZERO
    for row in rows:
        part = yuan(parts[row.pk])
        row.billed_yuan += part
        row.save(update_fields=["billed_yuan"])
        name = "receipt" if isinstance(row, Receipt) else "document"
        SupplierBillLine.objects.create(bill=bill, amount_yuan=part, **{name: row})
        posted += part if row.is_payable else ZERO
    return posted


def _post(bill: SupplierBill, supplier: Supplier, *, posted: Decimal, by) -> None:
    amount = yuan(bill.amount_yuan - posted)
    if not amount:
        return
    due_on = due_day(bill.billed_on, supplier.terms_days, DueFrom(supplier.due_from))
    post_entry(
        supplier,
        Posting(
            EntryKind.DIFFERENCE if posted else EntryKind.INVOICE, bill.number, amount,
            bill.billed_on, due_on,
            source=Source("purchasing.supplierbill", bill.pk, bill.number), note=bill.note,
        ),
        by=by,
    )  # fmt: skip
