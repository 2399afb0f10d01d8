"""Verbs of receivables and credit: gather, decide, apply, in one transaction."""

from .accounts import Agreed, agree, close_books, hold, note_export, open_account, unhold
from .adjusting import post_adjustment, post_opening, reverse
from .dunning import ask_letters, send_letter
from .grades import Graded, apply_grade
from .invoices import post_invoice, post_red_invoice
from .receipts import allocate, post_receipt, post_refund, undo_allocation
from .reminding import remind, settle_over
from .reserving import release, reserve
from .statements import (
    OPEN_STATES,
    answer_statement,
    cancel_statement,
    make_statement,
    send_statement,
    statement_for,
)
from .writingoff import WRITE_OFF, ask_write_off, close_write_off, seed_approvals

__all__ = [
    "OPEN_STATES", "WRITE_OFF", "Agreed", "Graded", "agree", "allocate", "answer_statement",
    "apply_grade", "ask_letters", "ask_write_off", "cancel_statement", "close_books",
    "close_write_off", "hold", "make_statement", "note_export", "open_account",
    "post_adjustment", "post_invoice", "post_opening", "post_receipt", "post_red_invoice",
    "post_refund", "release", "remind", "reserve", "reverse", "seed_approvals", "send_letter",
    "send_statement", "settle_over", "statement_for", "undo_allocation", "unhold",
]  # fmt: skip
