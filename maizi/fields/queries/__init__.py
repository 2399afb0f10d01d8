"""Reads of the register and of the numbering."""

from .numbers import following, previews, shape_for, shape_of
from .parameters import Entry, entries, parameter, told

__all__ = [
    "Entry",
    "entries",
    "following",
    "parameter",
    "previews",
    "shape_for",
    "shape_of",
    "told",
]
