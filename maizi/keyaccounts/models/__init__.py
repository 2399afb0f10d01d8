"""Tables of key-account lists and grade changes."""

from .changes import GradeChange, Suggestion
from .lists import KeyAccount, ListMove

__all__ = ["GradeChange", "KeyAccount", "ListMove", "Suggestion"]
