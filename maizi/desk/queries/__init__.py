"""Reads of the pages over many apps."""

from .boards import (
    board_of,
    boards_due,
    boards_used,
    chosen,
    filled,
    offered,
    states_of,
    usual_kind,
)
from .counts import work_out
from .day import agenda_of, beside_of, care_of, visits_of
from .letters import Letter, letter_of
from .numbers import Number, numbers_of
from .shown import Filled, Part, Row

__all__ = [
    "Filled", "Letter", "Number", "Part", "Row", "agenda_of", "beside_of", "board_of",
    "boards_due", "boards_used", "care_of", "chosen", "filled", "letter_of", "numbers_of",
    "offered", "states_of", "usual_kind", "visits_of", "work_out",
]  # fmt: skip
