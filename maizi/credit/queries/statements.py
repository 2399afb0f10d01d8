"""What happened on an account in a period (对账单)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..models import CreditAccount, Entry
from .ledger import summed

ZERO = Decimal(0)
MOST_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """One entry and what the customer owed after it."""

    entry: Entry
    balance_yuan: Decimal

    @property
    def debit_yuan(self) -> Decimal | None:
        """What was added, None for none."""
        return self.entry.amount_yuan if self.entry.amount_yuan > 0 else None

    @property
    def credit_yuan(self) -> Decimal | None:
        """What was paid, None for none."""
        return -self.entry.amount_yuan if self.entry.amount_yuan < 0 else None


@dataclass(frozen=True, slots=True)
class Account:
    """A period of an account: balance before, every entry, balance after."""

    from_on: date
    to_on: date
    opening_yuan: Decimal
    lines: tuple[Line, ...]

    @property
    def debit_yuan(self) -> Decimal:
        """What was added in the period."""
        return sum((line.debit_yuan or ZERO for line in self.lines), ZERO)

    @property
    def credit_yuan(self) -> Decimal:
        """What was paid in the period."""
        return sum((line.credit_yuan or ZERO for line in self.lines), ZERO)

    @property
    def closing_yuan(self) -> Decimal:
        """What is owed at its end."""
        return self.opening_yuan + self.debit_yuan - self.credit_yuan


def statement(account: CreditAccount, from_on: date, to_on: date) -> Account:
    """The account from one day to another, both included. Two queries."""
    before = Entry.objects.filter(account=account, on__lt=from_on)
    balance = opening = summed(before, "amount_yuan")
    lines = []
    rows = Entry.objects.filter(account=account, on__gte=from_on, on__lte=to_on)
    for entry in rows.order_by("on", "id")[:MOST_LINES]:
        balance += entry.amount_yuan
        lines.append(Line(entry, balance))
    return Account(from_on, to_on, opening, tuple(lines))
