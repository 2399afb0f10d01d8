"""Tables of spare parts."""

from .plans import FleetRow, PartBasis, PartPlan, PlanLine, Rate
from .registers import Fitting, PastUse, Region

__all__ = [
    "FleetRow", "Fitting", "PartBasis", "PartPlan", "PastUse", "PlanLine", "Rate", "Region",
]  # fmt: skip
