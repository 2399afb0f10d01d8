"""Reads of receivables and credit that have a name."""

from .ageing import Aged, ageing, days_outstanding, open_as_of
from .checking import (
    Wanted,
    check,
    exposure_of,
    has_traded,
    judged,
    measures,
    overdue_of,
    policy_of,
)
from .documents import STATEMENT
from .dunning import arrears_of, bounds_of_letters, draft_of, last_levels, letters_of
from .ledger import (
    account_holding,
    deposit_of,
    entry_of,
    open_by_source,
    open_deposits,
    open_items,
    posted_by,
    recount,
)
from .panels import STRIP, TAB
from .reports import ageing_sheet, ageing_shown, bills_shown, dunning_list
from .shown import (
    account_of,
    account_shown,
    closings,
    company,
    entry_shown,
    lines_shown,
    open_debits,
    open_of,
    statement_sheet,
)
from .soundness import overpaid, unbalanced
from .statements import Account, Line, statement

__all__ = [
    "STATEMENT", "STRIP", "TAB", "Account", "Aged", "Line", "Wanted", "account_holding",
    "account_of", "account_shown", "ageing", "ageing_sheet", "ageing_shown", "arrears_of",
    "bills_shown", "bounds_of_letters", "check", "closings", "company", "days_outstanding",
    "deposit_of", "draft_of", "dunning_list", "entry_of", "entry_shown", "exposure_of",
    "has_traded", "judged", "last_levels", "letters_of", "lines_shown", "measures",
    "open_as_of", "open_by_source", "open_debits", "open_deposits", "open_items", "open_of",
    "overdue_of", "overpaid", "policy_of", "posted_by", "recount", "statement",
    "statement_sheet", "unbalanced",
]  # fmt: skip
