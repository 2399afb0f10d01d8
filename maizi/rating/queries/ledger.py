"""Payments out of the ledger, for one customer or for thousands (D-2, D-3)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from maizi.credit.models import Allocation, CreditAccount, Entry, OpenItem
from maizi.credit.terms import EntryKind
from maizi.customers.models import Customer

from ..rules.days import months_from
from ..rules.payments import Bill, Payments, Settled, paid, payments

BILLS = (EntryKind.INVOICE, EntryKind.OPENING, EntryKind.ADJUSTMENT)
# Told by what they are not: SQLite would go through every bill there is by the index of kinds.
NO_BILLS = [kind for kind in EntryKind if kind not in BILLS]
SALES = (EntryKind.INVOICE, EntryKind.RED_INVOICE)
ZERO = Decimal(0)


def bills_of(
    customer_ids: Collection[int], today: date, *, months: int = 24
) -> dict[int, list[Bill]]:
    """What customers had to pay in the last months or owe still, and what settled it.

    Four queries, however many customers. A write-off settles nothing: it was not paid.
    """
    accounts = CreditAccount.objects.filter(customer__in=customer_ids)
    whose = dict(accounts.values_list("pk", "customer_id"))
    since = months_from(today, -months)
    debits = Entry.objects.filter(
        account__in=whose, amount_yuan__gt=0, due_on__lt=today + timedelta(365)
    ).exclude(kind__in=NO_BILLS).order_by()  # fmt: skip
    old = OpenItem.objects.filter(account__in=whose, is_debit=True, due_on__lt=since)
    old_ids = list(old.order_by().values_list("pk", flat=True))
    wanted = Q(due_on__gte=since) | Q(pk__in=old_ids) if old_ids else Q(due_on__gte=since)
    rows = debits.filter(wanted).values_list("pk", "account_id", "due_on", "amount_yuan", "on")
    settled: dict[int, list[Settled]] = defaultdict(list)
    found: dict[int, list[Bill]] = {id_: [] for id_ in customer_ids}
    for pk, account_id, due_on, amount, on in rows:
        found[whose[account_id]].append(Bill(pk, due_on, amount, settled[pk], on))
    shares = Allocation.objects.filter(account__in=whose, debit__due_on__gte=since)
    _pay(settled, shares)
    if old_ids:
        _pay(settled, Allocation.objects.filter(debit__in=old_ids))
    return found


def _pay(settled: dict[int, list[Settled]], shares: QuerySet[Allocation]) -> None:
    """Whatever was paid of the bills, however long before they fell due. One query.

    What was written off was not paid.
    """
    shares = shares.exclude(credit__kind=EntryKind.WRITE_OFF).order_by()
    for debit_id, on, amount, kind in shares.values_list(
        "debit_id", "on", "amount_yuan", "credit__kind"
    ):
        if debit_id in settled:
            settled[debit_id].append(Settled(on, amount, kind == EntryKind.RECEIPT))


def payments_of(customer: Customer, today: date) -> Payments:
    """How a customer paid in the 24 months before a day. Four queries."""
    return payments(bills_of([customer.pk], today)[customer.pk], today)


def paid_rows(customer: Customer, today: date) -> list[dict]:
    """The bills behind the payment traits, the latest first: down to the row of the ledger."""
    bills = bills_of([customer.pk], today)[customer.pk]
    entries = Entry.objects.in_bulk([bill.id for bill in bills])
    since = months_from(today, -24)
    rows = []
    for bill in sorted(bills, key=lambda one: one.due_on, reverse=True):
        told = paid(bill, today)
        is_out = bill.due_on < since and told.settled_on is not None
        if bill.due_on >= today or is_out or told.due_yuan <= 0:
            continue
        rows.append({"entry": entries[bill.id], "bill": bill, "paid": told})
    return rows


def monthly_sales(customer: Customer, today: date) -> Decimal | None:
    """Average of the months of the last 12 in which something was billed; None for no month (D-3).

    Net of red invoices, taxes included. One query.
    """
    rows = Entry.objects.filter(
        account__customer=customer, kind__in=SALES, on__gte=months_from(today, -12), on__lte=today
    )
    by_month = rows.order_by().annotate(month=TruncMonth("on")).values("month")
    sums = [row["net"] for row in by_month.annotate(net=Sum("amount_yuan"))]
    sums = [amount for amount in sums if amount > 0]
    return sum(sums, ZERO) / len(sums) if sums else None
