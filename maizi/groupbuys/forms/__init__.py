"""Forms of group buying."""

from .public import JoinForm, LeaveForm
from .staff import (
    MatchForm,
    MoneyForm,
    MoveForm,
    ReasonForm,
    RegisterForm,
    StepForm,
    TiersForm,
)

__all__ = [
    "JoinForm", "LeaveForm", "MatchForm", "MoneyForm", "MoveForm", "ReasonForm", "RegisterForm",
    "StepForm", "TiersForm",
]  # fmt: skip
