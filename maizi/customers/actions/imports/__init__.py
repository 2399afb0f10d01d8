"""Customers out of sheets: with their contacts, tags, owners and places."""

from .decide import decide
from .prepare import prepare
from .store import store
from .targets import KEYS, columns, may_import, oversees, targets
from .undo import undo

__all__ = [
    "KEYS", "columns", "decide", "may_import", "oversees", "prepare", "store", "targets", "undo",
]  # fmt: skip
