"""Screens of stock: parse, may, act, answer."""

from .counts import (
    add_count_line,
    cancel_count,
    count,
    counts,
    print_count,
    resume_count,
    start_count,
    submit_count,
)
from .documents import document, documents, print_document, reverse
from .entry import entry, find
from .levels import account, accounts, card, serials
from .places import (
    add_bin,
    closing,
    remove_bin,
    remove_point,
    reopen,
    reorder,
    set_point,
    warehouse,
)
from .reports import report, report_sheet

__all__ = [
    "account", "accounts", "add_bin", "add_count_line", "cancel_count", "card", "closing", "count",
    "counts", "document", "documents", "entry", "find", "print_count", "print_document",
    "remove_bin", "remove_point", "reopen", "reorder", "report", "report_sheet", "resume_count",
    "reverse", "serials", "set_point", "start_count", "submit_count", "warehouse",
]  # fmt: skip
