"""Tables of the kit: saved views, numbers, imports."""

from .arranging import NumberSequence, SavedView
from .imports import ImportFix, ImportPart, ImportProblem, ImportRun, RememberedColumn

__all__ = [
    "ImportFix", "ImportPart", "ImportProblem", "ImportRun", "NumberSequence", "RememberedColumn",
    "SavedView",
]  # fmt: skip
