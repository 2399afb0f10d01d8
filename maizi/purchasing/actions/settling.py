"""What settles what in the supplier ledger: the only writer of allocations."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from ..models import Allocation, Supplier, SupplierEntry

ALLOCATED, RELEASED = N_("核销"), N_("取消核销")
ZERO = Decimal(0)


def locked_supplier(supplier: Supplier) -> Supplier:
    """The supplier as it is now, kept from others until the transaction ends."""
    return Supplier.objects.select_for_update().get(pk=supplier.pk)


def open_entries(supplier: Supplier, *, credits: bool = False) -> list[SupplierEntry]:
    """Entries with something left, oldest due first: payables, or what settles them."""
    sign = {"open_yuan__lt": 0} if credits else {"open_yuan__gt": 0}
    rows = SupplierEntry.objects.select_for_update().filter(supplier=supplier, **sign)
    return list(rows.order_by("due_on", "on", "id"))


def settle(credit: SupplierEntry, debit: SupplierEntry, amount: Decimal, *, by) -> Allocation:
    """Set part of a credit against part of a payable; both are locked and have it open."""
    credit.open_yuan, debit.open_yuan = credit.open_yuan + amount, debit.open_yuan - amount
    for row in (credit, debit):
        row.save(update_fields=["open_yuan"])
    changes = {debit.no: [None, str(amount)]}
    record(credit, verb=ALLOCATED, by=by, changes=changes)
    return Allocation.objects.create(credit=credit, debit=debit, amount_yuan=amount, by=by)


@transaction.atomic
def allocate(supplier: Supplier, *, by, pairs: Mapping | None = None) -> Decimal:
    """Set what was paid on account against payables; how much was settled.

    pairs  (credit id, debit id) -> amount; None: oldest of both sides first
    Raises Refused beyond what is open on either side.
    """
    supplier, done = locked_supplier(supplier), ZERO
    credits, debits = open_entries(supplier, credits=True), open_entries(supplier)
    if pairs is None:
        for credit in credits:
            done += _spread(credit, debits, by=by)
        return done
    rows = {row.pk: row for row in (*credits, *debits)}
    for (credit_id, debit_id), amount in pairs.items():
        credit, debit, amount = rows.get(credit_id), rows.get(debit_id), yuan(amount)
        if (
            credit is None
            or debit is None
            or not 0 < amount <= min(-credit.open_yuan, debit.open_yuan)
        ):
            raise Refused(N_("核销的金额超过了未结的金额。请刷新后再试。"), field="split")
        settle(credit, debit, amount, by=by)
        done += amount
    return done


def _spread(credit: SupplierEntry, debits: list[SupplierEntry], *, by) -> Decimal:
    done = ZERO
    for debit in debits:
        part = min(-credit.open_yuan, debit.open_yuan)
        if part > 0:
            settle(credit, debit, part, by=by)
            done += part
    return done


def settle_first(credit: SupplierEntry, source: Source, *, by) -> None:
    """Set a credit against the payable of the document it belongs to, as far as it is open."""
    debits = SupplierEntry.objects.select_for_update().filter(
        supplier=credit.supplier_id, source_kind=source.kind, source_id=source.id,
        open_yuan__gt=0,
    )  # fmt: skip
    _spread(credit, list(debits), by=by)


@transaction.atomic
def release(row: Allocation, *, by) -> None:
    """Undo an allocation: both sides are open again."""
    locked_supplier(row.credit.supplier)
    row = Allocation.objects.select_for_update().filter(pk=row.pk).first()
    if row is None:
        raise Refused(N_("这笔核销已经取消了。"))
    let_go(row, by=by)


def let_go(row: Allocation, *, by) -> None:
    """Undo one settlement: both sides are open again by its amount."""
    ids = (row.credit_id, row.debit_id)
    rows = {e.pk: e for e in SupplierEntry.objects.select_for_update().filter(pk__in=ids)}
    credit, debit = rows[row.credit_id], rows[row.debit_id]
    credit.open_yuan, debit.open_yuan = (
        credit.open_yuan - row.amount_yuan, debit.open_yuan + row.amount_yuan,
    )  # fmt: skip
    for entry in (credit, debit):
        entry.save(update_fields=["open_yuan"])
    record(credit, verb=RELEASED, by=by, changes={debit.no: [str(row.amount_yuan), None]})
    row.delete()
