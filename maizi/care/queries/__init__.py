"""Reads of keeping customers that have a name."""

from .conflicts import CONFLICT_ONWARD, judging_of, sources_of
from .facts import Known, known_of, running_partners
from .hand_overs import (
    WAITING_FIRST,
    Line,
    Shelf,
    choices_of,
    given_to,
    in_hand,
    lines_of,
    open_pieces,
    shelves_of,
    step_of,
)
from .notes import NOTE_CARD
from .panels import CARE_TAB, care_of
from .plans import (
    PAGE,
    When,
    counts_of,
    due_for,
    has_plan,
    plan_lines,
    plans_for,
    reasons_of,
)
from .report import looks_of, told_looks
from .stages import conversion_of, dwell_of, fates_between, picture_of
from .value import CLASSIFIER, cuts_on
from .winback import largest_lost, lost_value_of, outcome_between

__all__ = [
    "care_of", "CARE_TAB", "choices_of", "CLASSIFIER", "CONFLICT_ONWARD", "conversion_of",
    "counts_of", "cuts_on", "due_for", "dwell_of", "fates_between", "given_to", "has_plan",
    "in_hand", "judging_of", "Known", "known_of", "largest_lost", "Line", "lines_of", "looks_of",
    "lost_value_of", "NOTE_CARD", "open_pieces", "outcome_between", "PAGE", "picture_of",
    "plan_lines", "plans_for", "reasons_of", "running_partners", "Shelf", "shelves_of",
    "sources_of", "step_of", "told_looks", "WAITING_FIRST", "When",
]  # fmt: skip
