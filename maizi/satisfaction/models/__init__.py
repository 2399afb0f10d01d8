"""Tables of satisfaction."""

from .answers import Answer, Response
from .following import Alert, AlertStep, Shortfall
from .questionnaires import Indicator, Question, Questionnaire
from .rounds import Invitation, Round

__all__ = [
    "Alert", "AlertStep", "Answer", "Indicator", "Invitation", "Question", "Questionnaire",
    "Response", "Round", "Shortfall",
]  # fmt: skip
