"""What is owed: statements, ageing, what is open, what has not been billed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

from maizi.kernel.money import yuan

from .. import access
from ..models import (
    Allocation,
    ClosedMonth,
    PurchaseReturn,
    Receipt,
    Supplier,
    SupplierBill,
    SupplierEntry,
)
from ..rules.ledger import BUCKETS, bucket_starts
from ..terms import ReceiptState

MOST_SHOWN = 500
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of a statement with the balance after it."""

    entry: SupplierEntry
    balance_yuan: Decimal


@dataclass(frozen=True, slots=True)
class Statement:
    """A supplier's account over some days: opening balance, entries, closing balance."""

    supplier: Supplier
    starts_on: date
    ends_on: date
    opening_yuan: Decimal
    lines: tuple[LedgerLine, ...]

    @property
    def closing_yuan(self) -> Decimal:
        """What was owed at the end."""
        return self.lines[-1].balance_yuan if self.lines else self.opening_yuan

    @property
    def more_yuan(self) -> Decimal:
        """What the days added to the account."""
        return sum((n.entry.amount_yuan for n in self.lines if n.entry.amount_yuan > 0), ZERO)

    @property
    def less_yuan(self) -> Decimal:
        """What they took off it, as a positive amount."""
        return -sum((n.entry.amount_yuan for n in self.lines if n.entry.amount_yuan < 0), ZERO)


def statement(supplier: Supplier, starts_on: date, ends_on: date) -> Statement:
    """The account of a supplier from one day to another, both included. Two queries."""
    rows = SupplierEntry.objects.filter(supplier=supplier)
    before = rows.filter(on__lt=starts_on).aggregate(n=Sum("amount_yuan"))["n"] or ZERO
    within = rows.filter(on__range=(starts_on, ends_on)).order_by("on", "id")
    lines = tuple(_running(yuan(before), within))
    return Statement(supplier, starts_on, ends_on, yuan(before), lines)


def _running(balance: Decimal, rows) -> Iterator[LedgerLine]:
    for row in rows:
        balance += row.amount_yuan
        yield LedgerLine(row, balance)


@dataclass(frozen=True, slots=True)
class Aged:
    """What is owed to one supplier by age, and what lies with him on account."""

    supplier: Supplier
    buckets: dict[str, Decimal]
    on_account_yuan: Decimal

    @property
    def owed_yuan(self) -> Decimal:
        """Everything that is open, whatever its age."""
        return sum(self.buckets.values(), ZERO)

    @property
    def overdue_yuan(self) -> Decimal:
        """What should have been paid before today."""
        return self.owed_yuan - self.buckets[BUCKETS[0][0]]


def ageing_of(user, today: date, supplier: Supplier | None = None) -> list[Aged]:
    """Open entries of visible suppliers by age, the one we owe most first. Two queries."""
    rows = access.visible_entries(user).exclude(open_yuan=0)
    if supplier is not None:
        rows = rows.filter(supplier=supplier)
    owed: dict[int, dict[str, Decimal]] = defaultdict(_no_buckets)
    held: dict[int, Decimal] = defaultdict(lambda: ZERO)
    grouped = rows.order_by().values_list("supplier", _bucket(today)).annotate(
        more=Sum("open_yuan", filter=Q(open_yuan__gt=0)),
        less=Sum("open_yuan", filter=Q(open_yuan__lt=0)),
    )  # fmt: skip
    for id_, bucket, more, less in grouped:
        owed[id_][bucket] += yuan(more or ZERO)
        held[id_] -= yuan(less or ZERO)
    suppliers = Supplier.objects.in_bulk(list(owed))
    found = [Aged(suppliers[id_], buckets, held[id_]) for id_, buckets in owed.items()]
    return sorted(found, key=lambda a: (-a.owed_yuan, a.supplier.sort_name))


def _no_buckets() -> dict[str, Decimal]:
    return dict.fromkeys((code for code, _ in BUCKETS), ZERO)


def _bucket(today: date) -> Case:
    """How old an entry is, in the database."""
    steps = [When(due_on__gte=first, then=Value(code)) for code, first in bucket_starts(today)]
    return Case(*steps, default=Value(BUCKETS[-1][0]))


def open_of(supplier: Supplier) -> list[SupplierEntry]:
    """Everything of a supplier that is not settled, oldest due first. One query."""
    rows = supplier.entries.exclude(open_yuan=0).order_by("due_on", "on", "id")
    return list(rows[:MOST_SHOWN])


def open_for_bill(supplier: Supplier) -> list[Receipt | PurchaseReturn]:
    """Receipts and returns of a supplier that no invoice covers wholly yet. Two queries."""
    left = {"amount_yuan__gt": F("billed_yuan")}
    receipts = supplier.receipts.filter(state=ReceiptState.POSTED, **left)
    returns = supplier.returns.filter(**left)
    return [
        *receipts.order_by("received_on", "id")[:MOST_SHOWN],
        *returns.order_by("returned_on", "id")[:MOST_SHOWN],
    ]


def bills_seen(user) -> QuerySet[SupplierBill]:
    """Invoices of visible suppliers with whom they are from."""
    return access.visible_bills(user).select_related("supplier", "registered_by")


def allocations_seen(user) -> QuerySet[Allocation]:
    """What settles what, of visible suppliers."""
    rows = Allocation.objects.filter(credit__in=access.visible_entries(user))
    return rows.select_related("credit", "credit__supplier")


def source_of(entry: SupplierEntry) -> Receipt | PurchaseReturn | SupplierBill | None:
    """The document that made an entry. One query, where one did."""
    models = {m._meta.label_lower: m for m in (Receipt, PurchaseReturn, SupplierBill)}
    model = models.get(entry.source_kind)
    return model.objects.filter(pk=entry.source_id).first() if model else None


def closed_until() -> date | None:
    """Up to which day the accounts are closed. One query."""
    return ClosedMonth.objects.order_by("-until").values_list("until", flat=True).first()
