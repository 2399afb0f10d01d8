"""Opening stock out of sheets: what lies where, how much of it, worth how much (期初库存)."""

from .rows import decide, prepare, store, undo
from .targets import KEYS, columns, may_import, targets

__all__ = ["KEYS", "columns", "decide", "may_import", "prepare", "store", "targets", "undo"]
