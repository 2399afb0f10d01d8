"""Forms of satisfaction."""

from .answering import AnswerForm
from .following import (
    ActForm,
    ComplainForm,
    EndForm,
    LeaveForm,
    ReviewForm,
    ShortfallForm,
    StepForm,
)
from .weighing import AhpForm, PointsForm
from .writing import IndicatorForm, QuestionForm

__all__ = [
    "ActForm", "AhpForm", "AnswerForm", "ComplainForm", "EndForm", "IndicatorForm", "LeaveForm",
    "PointsForm", "QuestionForm", "ReviewForm", "ShortfallForm", "StepForm",
]  # fmt: skip
