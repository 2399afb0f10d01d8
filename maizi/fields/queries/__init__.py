"""Reads of the register, the numbering and the templates."""

from .documents import (
    Template,
    company_seal,
    shipped_templates,
    template_by_key,
    template_of,
    used_templates,
    values_for,
)
from .numbers import (
    following,
    previews,
    shape_for,
    shape_of,
)
from .parameters import (
    Entry,
    entries,
    parameter,
    parameters,
    told,
    usual_warnings,
)

__all__ = [
    "Entry",
    "Template",
    "company_seal",
    "entries",
    "following",
    "parameter",
    "parameters",
    "previews",
    "shape_for",
    "shape_of",
    "shipped_templates",
    "template_by_key",
    "template_of",
    "told",
    "used_templates",
    "usual_warnings",
    "values_for",
]
