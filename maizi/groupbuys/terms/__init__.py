"""Words of group buying (B-10, B-11, B-12)."""

from .activities import (
    DepositSort,
    RegistrationState,
    State,
    Threshold,
    TurnSort,
    Withdrawal,
)
from .plans import Outreach, PlanState, PlanTaskSort

__all__ = [
    "DepositSort", "Outreach", "PlanState", "PlanTaskSort", "RegistrationState", "State",
    "Threshold", "TurnSort", "Withdrawal",
]  # fmt: skip
