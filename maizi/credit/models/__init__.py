"""Tables of receivables and credit."""

from .accounts import Closing, CreditAccount, Reservation
from .ledger import Allocation, Deposit, Entry, OpenItem
from .statements import Statement
from .writeoffs import WriteOff

__all__ = [
    "Allocation", "Closing", "CreditAccount", "Deposit", "Entry", "OpenItem", "Reservation",
    "Statement", "WriteOff",
]  # fmt: skip
