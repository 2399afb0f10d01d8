"""Decisions of fields: what a parameter may be, how a number reads, what a template may say."""

from .numbers import NumberKind, NumberShape, check_shape, number_text, period_text
from .parameters import Parameter, kept, read_value, shown, typed, value_from

__all__ = [
    "NumberKind",
    "NumberShape",
    "Parameter",
    "check_shape",
    "kept",
    "number_text",
    "period_text",
    "read_value",
    "shown",
    "typed",
    "value_from",
]
