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
from .keepers import ENOUGH, active_keepers, form_of, has_enough_keepers, is_intact
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
    "ENOUGH",
    "Entry",
    "Template",
    "active_keepers",
    "company_seal",
    "entries",
    "following",
    "form_of",
    "has_enough_keepers",
    "is_intact",
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
