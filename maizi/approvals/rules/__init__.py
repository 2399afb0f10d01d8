"""Decisions of approvals: facts in, decision out (0.6)."""

from .conditions import Condition, FactField, fits
from .definitions import Approver, Definition, Flaw, Known, Step, flaws_of, written
from .progress import Outcome, Progress, Seat, progress_of
from .reading import read_definition
from .seating import Missing, Places, seated
from .snapshots import digest_of

__all__ = [
    "Approver", "Condition", "Definition", "FactField", "Flaw", "Known", "Missing", "Outcome",
    "Places", "Progress", "Seat", "Step", "digest_of", "fits", "flaws_of", "progress_of",
    "read_definition", "seated", "written",
]  # fmt: skip
