"""Tables of targets and commission."""

from .commission import CommissionLine, CommissionRule, CommissionRun
from .targets import Target

__all__ = ["CommissionLine", "CommissionRule", "CommissionRun", "Target"]
