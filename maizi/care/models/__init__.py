"""Tables of keeping customers."""

from .conflicts import Conflict
from .hand_over import HandOver, Piece
from .returns import Greeting, Occasion, ReturnPlan, ReturnVisit
from .stages import Membership, Partnership, StageSpell
from .winback import WinBack

__all__ = [
    "Conflict", "Greeting", "HandOver", "Membership", "Occasion", "Partnership", "Piece",
    "ReturnPlan", "ReturnVisit", "StageSpell", "WinBack",
]  # fmt: skip
