"""Verbs over the register, the numbering, templates and prints."""

from .documents import (
    add_template,
    change_seal,
    print_document,
    retire_template,
    try_template,
    use_template,
)
from .keepers import add_keeper, check_copy, hand_out, retire_keeper
from .numbers import change_numbering, next_number, next_numbers, remove_numbering
from .parameters import change_parameter, reset_parameter

__all__ = [
    "add_keeper", "add_template", "change_numbering", "change_parameter", "change_seal",
    "check_copy", "hand_out", "next_number", "next_numbers", "print_document", "remove_numbering",
    "reset_parameter", "retire_keeper", "retire_template", "try_template", "use_template",
]  # fmt: skip
