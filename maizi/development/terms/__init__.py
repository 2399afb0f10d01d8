"""Words of winning customers."""

from .deals import Ageing, CaseSort, DealState, LossReason, NextStep, Step

__all__ = ["Ageing", "CaseSort", "DealState", "LossReason", "NextStep", "Step"]
