"""Who may change the register, numbers and templates; and what the apps above declare."""

from ..rules import NumberKind, NumberShape, Parameter
from .registers import (
    declare_number,
    declare_parameter,
    number_kind,
    number_kinds,
    parameter_of,
    parameters,
)
from .rights import FIELDS, may, visible_rules, visible_values

__all__ = [
    "FIELDS",
    "NumberKind",
    "NumberShape",
    "Parameter",
    "declare_number",
    "declare_parameter",
    "may",
    "number_kind",
    "number_kinds",
    "parameter_of",
    "parameters",
    "visible_rules",
    "visible_values",
]
