"""Forms of performance and of training."""

from .performance import SignForm
from .sharing import HoldForm, ReviewForm
from .training import CoverForm, EnrolForm, LessonsForm, PresenceForm, ReasonForm, ScoresForm

__all__ = [
    "CoverForm", "EnrolForm", "HoldForm", "LessonsForm", "PresenceForm", "ReasonForm",
    "ReviewForm", "ScoresForm", "SignForm",
]  # fmt: skip
