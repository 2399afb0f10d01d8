"""Reads of the hand-over that have a name."""

from .hand_overs import (
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
from .report import looks_of, told_looks

__all__ = [
    "Line", "NOTE_CARD", "Shelf", "choices_of", "given_to", "in_hand", "lines_of", "looks_of",
    "open_pieces", "shelves_of", "step_of", "told_looks",
]  # fmt: skip
