"""Ask the index."""

from .ask import fitting, find
from .sorting import sort_key

__all__ = ["find", "fitting", "sort_key"]
