"""Tables of what a company changes without code."""

from .numbers import NumberBlock, NumberRule, NumberSequence
from .parameters import ParameterState, ParameterValue

__all__ = ["NumberBlock", "NumberRule", "NumberSequence", "ParameterState", "ParameterValue"]
