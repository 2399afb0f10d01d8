"""One customer's account under lock: post to it, let entries pay each other, keep its sums."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from ..models import Allocation, Closing, CreditAccount, Deposit, Entry, OpenItem
from ..rules.allocating import OpenLine, oldest_first
from ..terms import EntryKind

KIND = CreditAccount._meta.label_lower
SUMS = (
    "receivable_yuan", "unapplied_yuan", "deposit_yuan", "reserved_yuan", "exposure_yuan",
    "available_yuan", "oldest_due_on",
)  # fmt: skip
ACCOUNT_OPENED = N_("开立应收账户")
DOCUMENT = N_("单据")


@dataclass(slots=True)
class Book:
    """An account that nobody else can touch until the transaction ends.

    before   its sums when it was locked
    told     documents of this sitting, for the history
    is_moved whether something was posted or matched, so that due days may have changed
    """

    account: CreditAccount
    by: object
    now: datetime
    before: dict
    told: list[str] = field(default_factory=list)
    is_moved: bool = False

    def post(self, kind: EntryKind, amount_yuan: Decimal, on: date, **more) -> Entry:
        """One entry, all of it open.

        more  due_on, number, way, source, reverses, note
        Raises Refused for a day in a closed period or in the future.
        """
        refuse_closed(on)
        source: Source | None = more.pop("source", None)
        if source is not None:
            more |= {"source_kind": source.kind, "source_id": source.id}
            more["source_number"] = source.number
        more["due_on"] = more.get("due_on") or on
        entry = Entry(account=self.account, kind=kind, amount_yuan=yuan(amount_yuan), on=on,
                      by=self.by, at=self.now, **more)  # fmt: skip
        entry.save(force_insert=True)
        is_debit = entry.amount_yuan > 0
        OpenItem.objects.create(entry=entry, account=self.account, is_debit=is_debit,
                                due_on=entry.due_on, open_yuan=abs(entry.amount_yuan))  # fmt: skip
        self._add(is_debit, abs(entry.amount_yuan))
        self.told.append(f"{kind.chinese} {entry.number} {entry.amount_yuan}".replace("  ", " "))
        return entry

    def open_lines(self, *, is_debit: bool, free_only: bool = True) -> list[OpenLine]:
        """What is open on one side; without deposits kept for orders unless they are asked for."""
        rows = OpenItem.objects.filter(account=self.account, is_debit=is_debit)
        if free_only and not is_debit:
            rows = rows.exclude(entry__deposit__freed_at=None, entry__deposit__isnull=False)
        rows = rows.select_related("entry")
        return [
            OpenLine(row.pk, row.due_on, row.entry.on, row.open_yuan, str(row.entry))
            for row in rows
        ]

    def match(self, credit: Entry, shares: Mapping[int, Decimal], on: date) -> Decimal:
        """Let `credit` pay these entries above zero; how much in all."""
        return sum(
            (self.pair(id_, credit.pk, part, on) for id_, part in shares.items()), Decimal(0)
        )

    def pay_with(self, debit: Entry, lines: list[OpenLine], on: date) -> Decimal:
        """Let what came in before pay for an entry above zero, the oldest first; how much."""
        shares = oldest_first(lines, self.open_of(debit.pk))
        return sum((self.pair(debit.pk, id_, part, on) for id_, part in shares.items()), Decimal(0))

    def pair(self, debit_id: int, credit_id: int, part: Decimal, on: date) -> Decimal:
        """So much of one pays so much of the other, on a day when both were there."""
        days = Entry.objects.filter(pk__in=(debit_id, credit_id)).values_list("on", flat=True)
        on = max(on, *days)
        Allocation(account=self.account, debit_id=debit_id, credit_id=credit_id, amount_yuan=part,
                   on=on, by=self.by, at=self.now).save(force_insert=True)  # fmt: skip
        self._open(debit_id, -part, is_debit=True)
        self._open(credit_id, -part, is_debit=False)
        return part

    def unpair(self, allocation: Allocation, on: date) -> None:
        """Post an allocation back. Raises Refused when it was already."""
        if Allocation.objects.filter(undoes=allocation).exists() or allocation.undoes_id:
            raise Refused(N_("这笔核销已经撤销过了。"))
        refuse_closed(on)
        on, part = max(on, allocation.on), allocation.amount_yuan
        Allocation(account=self.account, debit_id=allocation.debit_id, undoes=allocation,
                   credit_id=allocation.credit_id, amount_yuan=-part, on=on, by=self.by,
                   at=self.now).save(force_insert=True)  # fmt: skip
        self._open(allocation.debit_id, part, is_debit=True)
        self._open(allocation.credit_id, part, is_debit=False)

    def open_of(self, entry_id: int) -> Decimal:
        """What is open of an entry."""
        found = OpenItem.objects.filter(pk=entry_id, account=self.account).first()
        return found.open_yuan if found else Decimal(0)

    def free_deposits(self, source: Source) -> None:
        """Deposits of an order become prepayments for anything."""
        rows = Deposit.objects.filter(
            account=self.account, source_kind=source.kind, source_id=source.id, freed_at=None
        )
        for row in rows:
            self.account.deposit_yuan -= self.open_of(row.pk)
        rows.update(freed_at=self.now)

    def close(self, verb: str) -> None:
        """Write the sums and one line of history."""
        row = self.account
        row.exposure_yuan = (
            row.receivable_yuan + row.reserved_yuan - (row.unapplied_yuan - row.deposit_yuan)
        )
        row.available_yuan = row.limit_yuan - row.exposure_yuan
        if self.is_moved:
            open_debits = OpenItem.objects.filter(account=row, is_debit=True)
            row.oldest_due_on = open_debits.aggregate(first=Min("due_on"))["first"]
        now = _sums(row)
        changes = {
            name: [_plain(self.before[name]), _plain(now[name])]
            for name in SUMS if self.before[name] != now[name]
        }  # fmt: skip
        if changes:
            row.save(update_fields=changes)
        if self.told:
            changes[DOCUMENT] = [None, "；".join(self.told)[:500]]
        if changes:
            record_many(KIND, lines=[(row.pk, str(row), changes)], verb=verb, by=self.by)

    def _open(self, entry_id: int, change: Decimal, *, is_debit: bool) -> None:
        row = OpenItem.objects.filter(pk=entry_id, account=self.account).first()
        if row is None:
            entry = Entry.objects.get(pk=entry_id, account=self.account)
            row = OpenItem(entry=entry, account=self.account, is_debit=is_debit,
                           due_on=entry.due_on, open_yuan=0)  # fmt: skip
        row.open_yuan += change
        row.save() if row.open_yuan else row.delete()
        self._add(is_debit, change)
        if not is_debit and Deposit.objects.filter(pk=entry_id, freed_at=None).exists():
            self.account.deposit_yuan += change

    def _add(self, is_debit: bool, amount: Decimal) -> None:
        self.is_moved = True
        if is_debit:
            self.account.receivable_yuan += amount
        else:
            self.account.unapplied_yuan += amount


@contextmanager
def opened(customer: Customer | int, verb: str, *, by) -> Iterator[Book]:
    """The book of a customer, locked from here to the end of the transaction, then closed."""
    with transaction.atomic():
        account = locked_account(customer, by=by)
        book = Book(account, by, timezone.now(), _sums(account))
        yield book
        book.close(verb)


def locked_account(customer: Customer | int, *, by) -> CreditAccount:
    """The account of a customer under lock; made with no credit when there is none yet."""
    pk = getattr(customer, "pk", customer)
    rows = CreditAccount.objects.select_for_update(of=("self",)).select_related("customer")
    found = rows.filter(customer=pk).first()
    if found is not None:
        return found
    made, is_new = CreditAccount.objects.get_or_create(customer_id=pk)
    if is_new:
        lines = [(made.pk, str(made), {"customer": [None, str(made)]})]
        record_many(KIND, lines=lines, verb=Verb.CREATE, by=by)
    return rows.get(pk=made.pk)


def refuse_closed(on: date) -> None:
    """Nothing is posted into a closed period, nor ahead of time. Raises Refused."""
    if on > timezone.localdate():
        raise Refused(N_("记账日期不能晚于今天。"), field="on")
    closing = Closing.objects.first()
    if closing and on <= closing.through_on:
        raise Refused(
            N_("账目已关至 {day}，不能再记入当天及以前。请改用之后的日期。"),
            day=closing.through_on.isoformat(), field="on", code="closed",
        )  # fmt: skip


def positive(amount_yuan: Decimal, *, name: str = "amount_yuan") -> Decimal:
    """An amount to the cent, more than nothing. Raises Refused."""
    amount = yuan(amount_yuan)
    if amount <= 0:
        raise Refused(N_("金额要大于 0。"), field=name)
    return amount


def _sums(account: CreditAccount) -> dict:
    return {name: getattr(account, name) for name in SUMS}


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
