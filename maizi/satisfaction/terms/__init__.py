"""Words of satisfaction."""

from .asking import (
    Blend,
    LeftOut,
    QuestionKind,
    QuestionnaireState,
    RoundState,
    Sending,
    SurveyType,
    Way,
)
from .figures import Fitness, GapType, Mood, Segment
from .following import AlertState, Decision

__all__ = [
    "AlertState", "Blend", "Decision", "Fitness", "GapType", "LeftOut", "Mood", "QuestionKind",
    "QuestionnaireState", "RoundState", "Segment", "Sending", "SurveyType", "Way",
]  # fmt: skip
