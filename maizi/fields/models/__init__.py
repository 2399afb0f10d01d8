"""Tables of what a company changes without code."""

from .documents import CompanySeal, DocumentTemplate, PrintRecord
from .keepers import FiledCopy, Keeper
from .numbers import NumberBlock, NumberRule, NumberSequence
from .parameters import ParameterState, ParameterValue

__all__ = [
    "CompanySeal", "DocumentTemplate", "FiledCopy", "Keeper", "NumberBlock", "NumberRule",
    "NumberSequence", "ParameterState", "ParameterValue", "PrintRecord",
]  # fmt: skip
