"""What is open, what pays what, and the sums computed anew from the entries."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from maizi.customers.models import Customer
from maizi.kernel.money import yuan
from maizi.kernel.sources import Source

from .. import access
from ..models import Allocation, CreditAccount, Deposit, Entry, OpenItem, Reservation
from ..rules.allocating import OpenLine
from ..terms import EntryKind

ZERO = Decimal(0)
MOST_FOUND = 20


def open_items(customer: Customer | int) -> QuerySet[OpenItem]:
    """What a customer has open on both sides, the longest due first. One query."""
    pk = getattr(customer, "pk", customer)
    rows = OpenItem.objects.filter(account__customer=pk)
    return rows.select_related("entry").order_by("-is_debit", "due_on", "entry")


def entry_of(kind: EntryKind, source: Source) -> Entry | None:
    """The entry that a document made, if it did. One query."""
    rows = Entry.objects.filter(kind=kind, source_kind=source.kind, source_id=source.id)
    return rows.filter(reverses=None).first()


def open_by_source(kind: str, ids: Collection[int]) -> dict[int, Decimal]:
    """What is still unpaid of documents, by their id; those that are paid are left out."""
    rows = OpenItem.objects.filter(is_debit=True, entry__source_kind=kind, entry__source_id__in=ids)
    found: dict[int, Decimal] = {}
    for id_, amount in rows.values_list("entry__source_id", "open_yuan"):
        found[id_] = found.get(id_, ZERO) + amount
    return found


def open_deposits(account: CreditAccount, order: Source) -> list[OpenLine]:
    """What is left of an order's deposits. One query."""
    rows = OpenItem.objects.filter(
        account=account, entry__deposit__freed_at=None, entry__deposit__source_kind=order.kind,
        entry__deposit__source_id=order.id,
    ).select_related("entry")  # fmt: skip
    return [
        OpenLine(row.pk, row.due_on, row.entry.on, row.open_yuan, str(row.entry)) for row in rows
    ]


def deposit_of(source: Source) -> Decimal:
    """Money received for an order and not used yet: what its credit part leaves out. One query."""
    rows = OpenItem.objects.filter(
        entry__deposit__freed_at=None, entry__deposit__source_kind=source.kind,
        entry__deposit__source_id=source.id,
    )  # fmt: skip
    return sum(rows.values_list("open_yuan", flat=True), ZERO)


def account_holding(source: Source) -> CreditAccount | None:
    """The account with something kept for an order: its credit or its deposits."""
    found = Reservation.objects.filter(source_kind=source.kind, source_id=source.id)
    row = found.select_related("account").first()
    if row is None:
        kept = Deposit.objects.filter(source_kind=source.kind, source_id=source.id, freed_at=None)
        row = kept.select_related("account").first()
    return row.account if row else None


def recount(account: CreditAccount) -> dict[str, Decimal]:
    """The sums of an account, from nothing but entries, allocations, reservations (T-1.3).

    For proofs and the check-up: it reads everything the account ever had.
    """
    open_yuan = dict(account.entries.values_list("pk", "amount_yuan"))
    pairs = Allocation.objects.filter(account=account)
    for debit, credit, part in pairs.values_list("debit", "credit", "amount_yuan"):
        open_yuan[debit] -= part
        open_yuan[credit] += part
    kept = set(account.deposits.filter(freed_at=None).values_list("pk", flat=True))
    debits = [amount for amount in open_yuan.values() if amount > 0]
    credits_ = [-amount for amount in open_yuan.values() if amount < 0]
    sums = {
        "receivable_yuan": sum(debits, ZERO),
        "unapplied_yuan": sum(credits_, ZERO),
        "deposit_yuan": -sum((open_yuan[pk] for pk in kept), ZERO),
        "reserved_yuan": sum(account.reservations.values_list("amount_yuan", flat=True), ZERO),
    }
    free = sums["unapplied_yuan"] - sums["deposit_yuan"]
    sums["exposure_yuan"] = sums["receivable_yuan"] + sums["reserved_yuan"] - free
    sums["available_yuan"] = account.limit_yuan - sums["exposure_yuan"]
    return sums


def summed(rows: QuerySet, column: str, **only) -> Decimal:
    """The total of a money column, 0 for no rows, to the cent whatever the database adds with."""
    found = rows.aggregate(total=Sum(column, filter=Q(**only) if only else None))["total"]
    return yuan(found or 0)


def posted_by(user, run) -> list[tuple[str, str]]:
    """Some of what an import posted, as far as the person sees it. One query."""
    rows = access.visible_entries(user).filter(source_kind="kit.importrun", source_id=run.pk)
    return [(str(row), row.get_absolute_url()) for row in rows.order_by("id")[:MOST_FOUND]]
