"""Tables of presales: trials with their course, questions to experts with their replies."""

from .support import ExpertReply, ExpertRequest
from .trials import Trial, TrialEntry

__all__ = ["ExpertReply", "ExpertRequest", "Trial", "TrialEntry"]
