"""How a customer paid, from the rows of its ledger (D-2, D-3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from .days import months_from

ZERO = Decimal(0)
LATE, VERY_LATE = 30, 60


class Settled(NamedTuple):
    """So much of a bill was settled on a day: paid, or taken off it by a red invoice."""

    on: date
    amount_yuan: Decimal
    is_payment: bool = True


class Bill(NamedTuple):
    """One receivable and what settled it; settlements in any order, undone ones below zero."""

    id: int
    due_on: date
    amount_yuan: Decimal
    settled: Sequence[Settled] = ()
    on: date | None = None


class Paid(NamedTuple):
    """How one bill was paid.

    due_yuan      what was to be paid: without what a red invoice took off
    on_time_yuan  of it paid on the due day or before
    late_days     how long after the due day something was open, so far
    settled_on    None while something is open
    """

    due_yuan: Decimal
    on_time_yuan: Decimal
    late_days: int
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class Payments:
    """How everything was paid that fell due in the two years before a day.

    late_count     bills of which something was open more than 30 days after the due day
    is_late_30/60  whether something was open so long at any time of the last 12 months
    """

    due_yuan: Decimal = ZERO
    on_time_yuan: Decimal = ZERO
    bills: int = 0
    late_count: int = 0
    is_late_30: bool = False
    is_late_60: bool = False
    overdue_days: int = 0

    @property
    def on_time_rate(self) -> Decimal | None:
        """By amount; None when nothing fell due: a customer without history."""
        return self.on_time_yuan / self.due_yuan if self.due_yuan else None


def paid(bill: Bill, today: date) -> Paid:
    """How one bill was paid, as of a day."""
    due, on_time, late = bill.amount_yuan, ZERO, []
    for one in bill.settled:
        if not one.is_payment:
            due -= one.amount_yuan
        elif one.on <= bill.due_on:
            on_time += one.amount_yuan
        else:
            late.append(one)
    on_time -= _bounced(late)
    left = due - on_time
    settled_on = bill.due_on if left <= 0 else None
    for one in sorted(late):
        left -= one.amount_yuan
        settled_on = (settled_on or one.on) if left <= 0 else None
    days = max(((settled_on or today) - bill.due_on).days, 0)
    return Paid(due, max(min(on_time, due), ZERO), days, settled_on)


def _bounced(late: list[Settled]) -> Decimal:
    """What was paid in time and taken back; it leaves `late`, where it pays nothing back.

    A payment undone is matched with a late one of the same amount, if there is one.
    """
    amounts, total = [one.amount_yuan for one in late if one.amount_yuan > 0], ZERO
    for one in [one for one in late if one.amount_yuan < 0]:
        if -one.amount_yuan in amounts:
            amounts.remove(-one.amount_yuan)
            continue
        late.remove(one)
        total -= one.amount_yuan
    return total


def payments(bills: Iterable[Bill], today: date) -> Payments:
    """The record of two years up to a day, amount-weighted (D-2).

    What is not due yet is left out; what fell due earlier counts only while it is open.
    """
    since, year = months_from(today, -24), months_from(today, -12)
    due = on_time = ZERO
    count = late_count = overdue = 0
    is_late_30 = is_late_60 = False
    for bill in bills:
        if bill.due_on >= today:
            continue
        told = paid(bill, today)
        is_open = told.late_days > 0 and told.settled_on is None
        if bill.due_on < since and not is_open or told.due_yuan <= 0:
            continue
        due, on_time, count = due + told.due_yuan, on_time + told.on_time_yuan, count + 1
        late_count += told.late_days > LATE
        overdue = max(overdue, told.late_days if is_open else 0)
        if (told.settled_on or today) > year:
            is_late_30 = is_late_30 or told.late_days > LATE
            is_late_60 = is_late_60 or told.late_days > VERY_LATE
    return Payments(due, on_time, count, late_count, is_late_30, is_late_60, overdue)


def billed(bills: Iterable[Bill], since: date, until: date) -> Decimal:
    """What was billed from one day up to, not including, another."""
    return sum((b.amount_yuan for b in bills if b.on and since <= b.on < until), ZERO)


def defaulted(bills: Iterable[Bill], graded_on: date, end: date, *, days: int) -> bool:
    """Whether something came to be open longer than `days` between two days."""
    for bill in bills:
        told = paid(bill, end)
        broke_on = bill.due_on + timedelta(days=days)
        if told.late_days > days and graded_on <= broke_on < end:
            return True
    return False
