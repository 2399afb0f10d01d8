"""Tables of group buying."""

from .activities import GroupBuy, Tier, Turn
from .plans import AgreementDue, GroupBuyPlan, OutreachRecord, PlanTask
from .registrations import Registration

__all__ = [
    "AgreementDue", "GroupBuy", "GroupBuyPlan", "OutreachRecord", "PlanTask", "Registration",
    "Tier", "Turn",
]  # fmt: skip
