"""Tables of relationship."""

from .evaluations import Evaluation, Mark
from .links import BenefitLink
from .one import CategorySpend, CustomOffer
from .promises import Promise
from .steps import ChangeEntry, StepEntry
from .trials import TrialUser

__all__ = [
    "BenefitLink", "CategorySpend", "ChangeEntry", "CustomOffer", "Evaluation", "Mark",
    "Promise", "StepEntry", "TrialUser",
]  # fmt: skip
