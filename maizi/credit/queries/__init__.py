"""Reads of receivables and credit that have a name."""

from .ageing import Aged, ageing, days_outstanding, open_as_of
from .checking import check, exposure_of, judged, policy_of
from .ledger import (
    account_holding,
    deposit_of,
    entry_of,
    open_by_source,
    open_deposits,
    open_items,
    recount,
)
from .statements import Account, statement

__all__ = [
    "Account", "Aged", "account_holding", "ageing", "check", "days_outstanding", "deposit_of",
    "entry_of", "exposure_of", "judged", "open_as_of", "open_by_source", "open_deposits",
    "open_items", "policy_of", "recount", "statement",
]  # fmt: skip
