"""Suppliers and their prices out of sheets: one row is a supplier, a price of it, or both."""

from .decide import decide
from .prepare import prepare
from .store import store
from .targets import KEYS, columns, may_import, targets
from .undo import undo

__all__ = ["KEYS", "columns", "decide", "may_import", "prepare", "store", "targets", "undo"]
