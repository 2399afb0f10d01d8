"""Several customers become one, and one becomes several again (A-12)."""

from .merge import Wish, merge
from .unmerge import unmerge

__all__ = ["Wish", "merge", "unmerge"]
