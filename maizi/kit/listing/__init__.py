"""Rows of a list: columns somebody may see, conditions, order, pages by key, counts."""

from .beside import Beside, declare_beside
from .columns import Column, columns_of
from .conditions import Condition, condition_from
from .rows import Listing
from .views import View

__all__ = [
    "Beside", "Column", "Condition", "Listing", "View", "columns_of", "condition_from",
    "declare_beside",
]  # fmt: skip
