"""Old orders with their lines out of sheets: history that moves neither stock nor money (I-4)."""

from .decide import decide
from .prepare import prepare
from .store import store
from .targets import KEYS, columns, may_import, targets
from .undo import undo

__all__ = ["KEYS", "columns", "decide", "may_import", "prepare", "store", "targets", "undo"]
