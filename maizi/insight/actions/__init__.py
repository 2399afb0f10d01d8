"""Verbs of analytics: keep a result, set a class by hand, keep the facts with the orders."""

from .copies import Foreign, carry, catch_up, copy_all, note_changes
from .facts import check_month, follow, lay, lay_all, move_customers, say_laid
from .results import MOST_KEPT, keep_result, set_class

__all__ = [
    "Foreign", "MOST_KEPT", "carry", "catch_up", "check_month", "copy_all", "follow", "keep_result",
    "lay", "lay_all", "move_customers", "note_changes", "say_laid", "set_class",
]  # fmt: skip
