"""How old receivables are on any day, and how long money takes to come (I-8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from maizi.kernel.money import yuan

from ..models import Allocation, CreditAccount, Entry, OpenItem
from ..models.accounts import money_field
from ..rules.ageing import LAST_DAYS, days_sales_outstanding
from ..terms import AgeBucket, EntryKind
from .ledger import summed

ZERO = Decimal(0)
MONEY = money_field("")
SALES = (EntryKind.INVOICE, EntryKind.RED_INVOICE)


@dataclass(slots=True)
class Aged:
    """Receivables of one account on a day, by age; what waits to be applied stands beside them."""

    buckets: dict[AgeBucket, Decimal] = field(
        default_factory=lambda: dict.fromkeys(AgeBucket, ZERO)
    )
    unapplied_yuan: Decimal = ZERO

    @property
    def receivable_yuan(self) -> Decimal:
        """All that is unpaid."""
        return sum(self.buckets.values(), ZERO)

    @property
    def overdue_yuan(self) -> Decimal:
        """What is past due."""
        return self.receivable_yuan - self.buckets[AgeBucket.NOT_DUE]


def ageing(accounts: QuerySet[CreditAccount], on: date) -> dict[int, Aged]:
    """By account id, for those with anything open on that day. One query today, two in the past."""
    found: dict[int, Aged] = {}
    for account, bucket, is_debit, amount in _grouped(accounts, on):
        aged = found.setdefault(account, Aged())
        if is_debit:
            aged.buckets[AgeBucket(bucket)] += yuan(amount)
        else:
            aged.unapplied_yuan += yuan(amount)
    return found


def open_as_of(accounts: QuerySet[CreditAccount], on: date) -> QuerySet[Entry]:
    """Entries with `open_yuan` on a day: above zero unpaid, below zero not applied."""
    paid = Allocation.objects.filter(on__lte=on)
    by_debit = paid.filter(debit=OuterRef("pk")).order_by().values("debit")
    by_credit = paid.filter(credit=OuterRef("pk")).order_by().values("credit")
    applied = Case(
        When(amount_yuan__gt=0, then=-_total(by_debit)), default=_total(by_credit),
        output_field=MONEY,
    )  # fmt: skip
    rows = Entry.objects.filter(account__in=accounts.order_by(), on__lte=on)
    # Cents are compared, not fractions of them: SQLite adds money as binary fractions.
    return rows.annotate(open_yuan=F("amount_yuan") + applied).exclude(
        open_yuan__gt=Decimal("-0.005"), open_yuan__lt=Decimal("0.005")
    )


def days_outstanding(accounts: QuerySet[CreditAccount], on: date, *, days: int) -> Decimal | None:
    """DSO over the days up to `on`; None without sales. Two or three queries."""
    since = on - timedelta(days=days)
    sold = Entry.objects.filter(
        account__in=accounts.order_by(), kind__in=SALES, on__gt=since, on__lte=on
    )
    owed = sum((aged.receivable_yuan for aged in ageing(accounts, on).values()), ZERO)
    return days_sales_outstanding(owed, summed(sold, "amount_yuan"), days)


def age_case(column: str, on: date) -> Case:
    """The bucket of a due day, in the database."""
    steps = [
        When(**{f"{column}__gte": on - timedelta(days=last)}, then=Value(str(bucket)))
        for bucket, last in LAST_DAYS
    ]
    return Case(*steps, default=Value(str(AgeBucket.OVER)))


def bounds_of(bucket: AgeBucket, on: date) -> Mapping[str, date]:
    """Filters on `due_on` that select one bucket on a day."""
    lasts = dict(LAST_DAYS)
    order = list(AgeBucket)
    place = order.index(bucket)
    bounds = {}
    if bucket in lasts:
        bounds["due_on__gte"] = on - timedelta(days=lasts[bucket])
    if place:
        bounds["due_on__lt"] = on - timedelta(days=lasts[order[place - 1]])
    return bounds


def _grouped(accounts: QuerySet[CreditAccount], on: date):
    if on >= timezone.localdate():
        rows = OpenItem.objects.filter(account__in=accounts.order_by()).order_by()
        rows = rows.annotate(bucket=age_case("due_on", on))
        grouped = rows.values_list("account", "bucket", "is_debit")
        return grouped.annotate(total=Sum("open_yuan"))
    return _grouped_before(accounts, on)


def _grouped_before(accounts: QuerySet[CreditAccount], on: date):
    """From entries and allocations, each read once: quicker than a question for every entry."""
    chosen = Entry.objects.filter(account__in=accounts.order_by(), on__lte=on).order_by()
    lines = chosen.annotate(bucket=age_case("due_on", on), is_debit=_is_debit("amount_yuan"))
    by_line = lines.values_list("account", "bucket", "is_debit")
    totals: dict[tuple, Decimal] = {}
    for *key, total in by_line.annotate(total=Sum("amount_yuan")):
        totals[tuple(key)] = abs(yuan(total))
    paid = Allocation.objects.filter(account__in=accounts.order_by(), on__lte=on).order_by()
    for side, is_debit in (("debit", True), ("credit", False)):
        aged = paid.annotate(bucket=age_case(f"{side}__due_on", on))
        for account, bucket, total in aged.values_list("account", "bucket").annotate(
            total=Sum("amount_yuan")
        ):
            totals[account, bucket, is_debit] -= yuan(total)
    return [(*key, total) for key, total in totals.items() if total]


def _is_debit(column: str) -> Case:
    return Case(When(**{f"{column}__gt": 0}, then=Value(True)), default=Value(False))


def _total(pairs: QuerySet[Allocation]) -> Coalesce:
    total = Subquery(pairs.annotate(total=Sum("amount_yuan")).values("total"))
    return Coalesce(total, Value(ZERO), output_field=MONEY)
