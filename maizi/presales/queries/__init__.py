"""Reads of presales that have a name (F-1)."""

from .experts import Expert, experts_for, people_who_answer
from .panels import ASK_ONWARD, LEND_ONWARD, TAB
from .support import request_shown
from .trials import Rate, rates, trial_shown

__all__ = [
    "ASK_ONWARD", "Expert", "LEND_ONWARD", "Rate", "TAB", "experts_for", "people_who_answer",
    "rates", "request_shown", "trial_shown",
]  # fmt: skip
