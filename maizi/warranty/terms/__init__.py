"""Words of 三包 and of the pieces out at customers."""

from .catalogue import Accessory, Kind, StartRule
from .rights import Cover, Exclusion, Payer, Right, RuleCode
from .units import AskedBy, Assembly, Delay, SafetyFault, StartReason, UnitState

__all__ = [
    "Accessory", "AskedBy", "Assembly", "StartReason", "Cover", "Delay", "Exclusion", "Kind",
    "Payer", "Right", "RuleCode", "SafetyFault", "StartRule", "UnitState",
]  # fmt: skip
