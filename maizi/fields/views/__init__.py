"""Screens of fields: parse, may, act, answer."""

from .copies import filed, filed_check, filed_file
from .keepers import keeper_retire, keepers
from .numbers import number, number_remove, numbers
from .parameters import parameter, parameter_reset, parameters
from .prints import print_again, print_now, prints
from .templates import (
    seal,
    seal_picture,
    template_download,
    template_names,
    template_retire,
    template_trial,
    template_use,
    templates,
)

__all__ = [
    "filed", "filed_check", "filed_file", "keeper_retire", "keepers", "number", "number_remove",
    "numbers", "parameter", "parameter_reset", "parameters", "print_again", "print_now", "prints",
    "seal", "seal_picture", "template_download", "template_names", "template_retire",
    "template_trial", "template_use", "templates",
]  # fmt: skip
