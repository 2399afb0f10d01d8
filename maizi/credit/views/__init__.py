"""Screens of receivables and credit: parse, may, act, answer."""

from .accounts import account, accounts, agree, dun, hold, open_account, unhold
from .entries import allocate, ask_write_off, entries, entry, reverse, undo_allocation
from .money import closing, posting, receipt, receive, refund
from .reports import ageing, ageing_sheet, bills, dunning
from .statements import cancel, confirm, make, send, sheet, statement

__all__ = [
    "account", "accounts", "ageing", "ageing_sheet", "agree", "allocate", "ask_write_off",
    "bills", "cancel", "closing", "confirm", "dun", "dunning", "entries", "entry", "hold",
    "make", "open_account", "posting", "receipt", "receive", "refund", "reverse", "send",
    "sheet", "statement", "undo_allocation", "unhold",
]  # fmt: skip
