"""Verbs over the register and the numbering."""

from .numbers import change_numbering, next_number, next_numbers, remove_numbering
from .parameters import change_parameter, reset_parameter

__all__ = [
    "change_numbering",
    "change_parameter",
    "next_number",
    "next_numbers",
    "remove_numbering",
    "reset_parameter",
]
