"""Screens of spare parts: parse, may, act, answer."""

from .parts import board, measures, part
from .plans import basis_set, do, fleet, plan, plan_new, prior_set

__all__ = [
    "fleet", "basis_set", "board", "do", "measures", "part", "plan", "plan_new", "prior_set",
]  # fmt: skip
