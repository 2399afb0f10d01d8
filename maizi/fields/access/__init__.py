"""Who may change the register, numbers and templates; and what the apps above declare."""

from ..rules import NumberKind, NumberShape, Parameter
from .documents import (
    STANDARD,
    Document,
    Shipped,
    declare_document,
    document_of,
    documents,
    may_have,
    sight_of,
    visible_prints,
    visible_templates,
)
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
    "FIELDS", "STANDARD", "Document", "NumberKind", "NumberShape", "Parameter", "Shipped",
    "declare_document", "declare_number", "declare_parameter", "document_of", "documents",
    "may", "may_have", "number_kind", "number_kinds", "parameter_of", "parameters", "sight_of",
    "visible_prints", "visible_rules", "visible_templates", "visible_values",
]  # fmt: skip
