"""Verbs of receivables and credit: gather, decide, apply, in one transaction."""

from .invoices import post_invoice, post_red_invoice
from .receipts import allocate, post_receipt, post_refund, undo_allocation
from .reserving import release, reserve

__all__ = [
    "allocate", "post_invoice", "post_receipt", "post_red_invoice", "post_refund", "release",
    "reserve", "undo_allocation",
]  # fmt: skip
