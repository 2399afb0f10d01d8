"""Decisions of the archive."""

from .activities import (
    CORRECTION_WINDOW,
    collected_by,
    is_open_to_correction,
    mentioned_in,
)
from .days import (
    LONGEST_LEAD,
    USUAL_ACTIONS,
    comes_next,
    is_fit,
    lead_due,
    leads_from,
    years_on,
)
from .duplicates import (
    NOISE,
    SUFFIXES,
    Duplicate,
    Identity,
    Severity,
    duplicates_among,
    name_key,
)
from .profiles import (
    Provenance,
    answer_in_words,
    answer_to_edit,
    column_for,
    completeness,
    date_in_words,
    emptiest,
    kept_answer,
    require_lawful,
    ticked_and_more,
)

__all__ = [
    "collected_by",
    "mentioned_in",
    "LONGEST_LEAD",
    "USUAL_ACTIONS",
    "comes_next",
    "is_fit",
    "lead_due",
    "leads_from",
    "years_on",
    "Provenance",
    "answer_in_words",
    "answer_to_edit",
    "column_for",
    "completeness",
    "date_in_words",
    "emptiest",
    "kept_answer",
    "require_lawful",
    "ticked_and_more",
    "CORRECTION_WINDOW",
    "Duplicate",
    "Identity",
    "NOISE",
    "SUFFIXES",
    "Severity",
    "duplicates_among",
    "is_open_to_correction",
    "name_key",
]
