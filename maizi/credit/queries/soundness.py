"""Whether the kept sums are what entries, allocations and reservations add up to (T-1.3)."""

from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from maizi.kernel.money import yuan

from ..models import Allocation, CreditAccount, Entry, OpenItem, Reservation

ZERO = Decimal(0)


def unbalanced() -> list[CreditAccount]:
    """Accounts whose sums are wrong; none in a sound house. Six queries, whatever the size."""
    owed = _by_account(Entry.objects, "amount_yuan")
    debits = _by_account(OpenItem.objects.filter(is_debit=True), "open_yuan")
    ahead = _by_account(OpenItem.objects.filter(is_debit=False), "open_yuan")
    held = _by_account(Reservation.objects, "amount_yuan")
    deposits = Q(entry__deposit__freed_at=None, entry__deposit__isnull=False)
    kept = _by_account(OpenItem.objects.filter(deposits), "open_yuan")
    found = []
    for row in CreditAccount.objects.select_related("customer").iterator():
        told = (
            debits.get(row.pk, ZERO), ahead.get(row.pk, ZERO), held.get(row.pk, ZERO),
            kept.get(row.pk, ZERO), owed.get(row.pk, ZERO),
        )  # fmt: skip
        sums = (
            row.receivable_yuan, row.unapplied_yuan, row.reserved_yuan, row.deposit_yuan,
            row.balance_yuan,
        )  # fmt: skip
        free = row.unapplied_yuan - row.deposit_yuan
        exposure = row.receivable_yuan + row.reserved_yuan - free
        is_sound = sums == told and row.exposure_yuan == exposure
        if not (is_sound and row.available_yuan == row.limit_yuan - exposure):
            found.append(row)
    return found


def overpaid() -> int:
    """How many allocations take more of an entry than there is of it. One query each side."""
    wrong = 0
    for side, sign in (("debit", 1), ("credit", -1)):
        pairs = Allocation.objects.order_by().values(f"{side}__amount_yuan", side)
        for row in pairs.annotate(total=Sum("amount_yuan")):
            wrong += yuan(row["total"]) > row[f"{side}__amount_yuan"] * sign
    return wrong


def _by_account(rows: QuerySet, column: str) -> dict[int, Decimal]:
    grouped = rows.order_by().values_list("account").annotate(total=Sum(column))
    return {account: yuan(total) for account, total in grouped}
