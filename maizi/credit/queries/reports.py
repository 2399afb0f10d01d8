"""Reports over all accounts somebody sees: ages, the rows behind them, whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Min, Sum
from django.utils.translation import gettext as _

from maizi.fields.queries import parameter
from maizi.kernel.money import yuan

from .. import access
from ..models import CreditAccount, Entry, OpenItem
from ..rules.ageing import overdue_days
from ..rules.dunning import due_level
from ..terms import AgeBucket, DunningLevel, EntryKind
from .ageing import Aged, ageing, bounds_of, days_outstanding, open_as_of
from .dunning import bounds_of_letters, last_levels
from .shown import TONES, bars

MOST_BILLS = 200


@dataclass(frozen=True, slots=True)
class AgedAccount:
    """One line of the report."""

    account: CreditAccount
    aged: Aged

    @property
    def bars(self) -> list[dict]:
        """Its bar."""
        return bars(self.aged)


@dataclass(frozen=True, slots=True)
class Late:
    """One customer with something overdue."""

    account: CreditAccount
    days: int
    count: int
    overdue_yuan: Decimal
    paid_on: date | None
    sent: DunningLevel | None
    due: DunningLevel | None


def ageing_shown(user, on: date) -> dict:
    """The report: lines, the latest money first; totals; DSO. At most seven queries."""
    accounts = access.visible_accounts(user)
    lines = _lines(user, on)
    total = Aged()
    for line in lines:
        total.unapplied_yuan += line.aged.unapplied_yuan
        for bucket, amount in line.aged.buckets.items():
            total.buckets[bucket] += amount
    days = int(parameter("credit.dso_days"))
    return {
        "lines": lines, "total": total, "bars": bars(total), "tones": TONES,
        "buckets": list(AgeBucket), "dso": days_outstanding(accounts, on, days=days),
        "dso_days": days, "may_export": access.may(user, "export"),
    }  # fmt: skip


def ageing_sheet(user, on: date) -> tuple[list, Iterable]:
    """The report as (label, sort) columns and rows of a workbook."""
    columns = [(_("客户"), ""), (_("负责人"), ""), (_("应收余额"), "amount")]
    columns += [(str(bucket.label), "amount") for bucket in AgeBucket]
    columns += [(_("逾期合计"), "amount"), (_("预收余额"), "amount")]
    rows = (
        [str(line.account), str(line.account.customer.owner or ""), line.aged.receivable_yuan,
         *line.aged.buckets.values(), line.aged.overdue_yuan, line.aged.unapplied_yuan]
        for line in _lines(user, on)
    )  # fmt: skip
    return columns, rows


def bills_shown(
    user, *, on: date, bucket: AgeBucket | None, account_id: int | None, grade: str | None = None
) -> dict:
    """The receivables behind one number, the longest due first. Three queries.

    grade  only accounts of this credit grade, "" for those without one
    """
    accounts = access.visible_accounts(user)
    if account_id is not None:
        accounts = accounts.filter(pk=account_id)
    if grade is not None and access.sees_limit(user):
        accounts = accounts.filter(grade=grade)
    rows = open_as_of(accounts, on).filter(amount_yuan__gt=0)
    if bucket is not None:
        rows = rows.filter(**bounds_of(bucket, on))
    rows = rows.select_related("account__customer").order_by("due_on", "id")
    found = list(rows[: MOST_BILLS + 1])
    return {
        "rows": [(row, yuan(row.open_yuan), overdue_days(row.due_on, on)) for row in found],
        "total": sum((yuan(row.open_yuan) for row in found), Decimal(0)),
        "account": accounts.select_related("customer").first() if account_id else None,
        "is_cut": len(found) > MOST_BILLS,
    }


def dunning_list(user, today: date) -> list[Late]:
    """Customers with something overdue, the latest first, the letters they had. Five queries."""
    late = OpenItem.objects.filter(
        is_debit=True, due_on__lt=today, account__in=access.visible_accounts(user)
    )
    sums = late.order_by().values("account").annotate(
        total=Sum("open_yuan"), first=Min("due_on"), count=Count("pk")
    )  # fmt: skip
    found = {row["account"]: row for row in sums}
    accounts = access.visible_accounts(user).filter(pk__in=found)
    accounts = list(accounts.select_related("customer__owner"))
    paid = Entry.objects.filter(account__in=found, kind=EntryKind.RECEIPT, reverses=None)
    last = dict(paid.order_by().values_list("account").annotate(last=Max("on")))
    sent, bounds, rows = last_levels(accounts), bounds_of_letters(), []
    for row in accounts:
        days, one = overdue_days(found[row.pk]["first"], today), sent.get(row.pk)
        money = found[row.pk]["count"], yuan(found[row.pk]["total"]), last.get(row.pk)
        rows.append(Late(row, days, *money, one, due_level(days, bounds, one)))
    return sorted(rows, key=lambda row: (-row.days, -row.overdue_yuan))


def _lines(user, on: date) -> list[AgedAccount]:
    """Lines of the report, the most overdue money first."""
    accounts = access.visible_accounts(user)
    found = ageing(accounts, on)
    rows = accounts.filter(pk__in=found).select_related("customer__owner")
    lines = [AgedAccount(row, found[row.pk]) for row in rows]
    return sorted(lines, key=lambda one: (-one.aged.overdue_yuan, -one.aged.receivable_yuan))
