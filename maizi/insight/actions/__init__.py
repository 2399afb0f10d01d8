"""Verbs of analytics: keep a result, set a class by hand, keep the facts with the orders."""

from .facts import check_month, follow, lay, lay_all, move_customers, say_laid
from .results import MOST_KEPT, keep_result, set_class

__all__ = [
    "MOST_KEPT", "check_month", "follow", "keep_result", "lay", "lay_all",
    "move_customers", "say_laid", "set_class",
]  # fmt: skip
