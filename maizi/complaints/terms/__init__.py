"""Words of complaints."""

from .causes import CauseSort, EffectVerdict, ImprovementState
from .contacts import Answer, EntryKind, Topic, Way
from .handling import HandOffState, PauseReason, RemedySort, RemedyState, Step
from .intake import Category, Channel, DoorSort, Emotion, Harm
from .states import ENDED, Nature, Priority, State, Validity

__all__ = [
    "Answer", "Category", "CauseSort", "Channel", "DoorSort", "ENDED", "EffectVerdict", "Emotion",
    "EntryKind", "HandOffState", "Harm", "ImprovementState", "Nature", "PauseReason", "Priority",
    "RemedySort", "RemedyState", "State", "Step", "Topic", "Validity", "Way",
]  # fmt: skip
