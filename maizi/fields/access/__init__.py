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
from .keepers import FILED, copy_kinds, visible_copies, visible_keepers
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
    "FIELDS", "FILED", "STANDARD", "Document", "NumberKind", "NumberShape", "Parameter", "Shipped",
    "copy_kinds", "declare_document", "declare_number", "declare_parameter", "document_of",
    "documents", "may", "may_have", "number_kind", "number_kinds", "parameter_of", "parameters",
    "sight_of", "visible_copies", "visible_keepers", "visible_prints", "visible_rules",
    "visible_templates", "visible_values",
]  # fmt: skip
