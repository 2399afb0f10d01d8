"""Words of keeping customers."""

from .conflicts import ConflictState, TrustEffect
from .hand_over import Sort, State, Step
from .returns import (
    CHANNEL_OF,
    FORMS_OF,
    LoyaltyClass,
    Outcome,
    Reason,
    ReturnForm,
    ValueClass,
)
from .stages import BUYING, LADDER, Cause, Fate, Proposal
from .winback import LossCause, Trigger, WinBackState

__all__ = [
    "BUYING", "CHANNEL_OF", "Cause", "ConflictState", "FORMS_OF", "Fate", "LADDER", "LossCause",
    "LoyaltyClass", "Outcome", "Proposal", "Reason", "ReturnForm", "Sort", "State", "Step",
    "Trigger", "TrustEffect", "ValueClass", "WinBackState",
]  # fmt: skip
