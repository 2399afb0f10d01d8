"""Forms of keeping customers."""

from .conflicts import ConflictForm, SolveForm
from .hand_over import ArrangeForm, OpenForm, takers
from .returns import BatchForm, IntervalForm, ReturnVisitForm
from .stages import MembershipForm, PartnerForm, StageForm
from .winback import GiveUpForm

__all__ = [
    "ArrangeForm", "BatchForm", "ConflictForm", "GiveUpForm", "IntervalForm", "MembershipForm",
    "OpenForm", "PartnerForm", "ReturnVisitForm", "SolveForm", "StageForm", "takers",
]  # fmt: skip
