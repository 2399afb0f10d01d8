"""Forms of relationship."""

from .evaluations import BeginForm, FillForm, ReviewForm, SureForm
from .one import OfferForm, SpendForm
from .partnership import ChangeForm, StepForm
from .promises import BreakForm, EndForm, PromiseForm, WithdrawForm
from .trials import TrialEndForm, TrialForm

__all__ = [
    "BeginForm", "BreakForm", "ChangeForm", "EndForm", "FillForm", "OfferForm", "PromiseForm",
    "ReviewForm", "SpendForm", "StepForm", "SureForm", "TrialEndForm", "TrialForm",
    "WithdrawForm",
]  # fmt: skip
