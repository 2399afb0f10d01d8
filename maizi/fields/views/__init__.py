"""Screens of fields: parse, may, act, answer."""

from .numbers import number, number_remove, numbers
from .parameters import parameter, parameter_reset, parameters

__all__ = [
    "number",
    "number_remove",
    "numbers",
    "parameter",
    "parameter_reset",
    "parameters",
]
