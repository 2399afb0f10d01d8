"""Tables of the kit: saved views, imports."""

from .arranging import SavedView
from .imports import ImportFix, ImportPart, ImportProblem, ImportRun, RememberedColumn

__all__ = [
    "ImportFix", "ImportPart", "ImportProblem", "ImportRun", "RememberedColumn",
    "SavedView",
]  # fmt: skip
