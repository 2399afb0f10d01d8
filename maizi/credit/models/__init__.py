"""Tables of receivables and credit."""

from .accounts import Closing, CreditAccount, Reservation
from .dunning import DunningLetter
from .grades import AppliedGrade
from .ledger import Allocation, Deposit, Entry, OpenItem
from .statements import Statement
from .writeoffs import WriteOff

__all__ = [
    "Allocation", "AppliedGrade", "Closing", "CreditAccount", "Deposit", "DunningLetter",
    "Entry", "OpenItem", "Reservation", "Statement", "WriteOff",
]  # fmt: skip
