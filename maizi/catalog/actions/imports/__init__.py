"""Products out of sheets: with their categories, barcodes, packs and list prices."""

from .decide import decide
from .prepare import prepare
from .store import store
from .targets import KEYS, columns, may_import, targets
from .undo import undo

__all__ = ["KEYS", "columns", "decide", "may_import", "prepare", "store", "targets", "undo"]
