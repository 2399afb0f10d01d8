"""Reads of approvals that have a name."""

from .boxes import BOXES, box, counts
from .finding import (
    Found,
    asked_in,
    choices_for,
    definition_for,
    dry_run,
    known_for,
    open_case,
    open_cases_of,
    places_for,
    role_choices,
    stand_ins_of,
    steps_of,
)
from .showing import Drawn, drawing_of, lines_for, timeline

__all__ = [
    "BOXES", "Drawn", "Found", "asked_in", "box", "choices_for", "counts", "definition_for",
    "drawing_of", "dry_run", "known_for", "lines_for", "open_case", "open_cases_of", "places_for",
    "role_choices", "stand_ins_of", "steps_of", "timeline",
]  # fmt: skip
