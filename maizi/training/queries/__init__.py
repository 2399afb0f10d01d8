"""Reads of performance that have a name."""

from .certified import demanded_for, ending_soon, held, matrix_of, warn_days
from .classes import class_shown, course_shown, mine
from .exchanges import (
    Regularity,
    exchange_shown,
    exchanges_shown,
    exchanges_url,
    experience_shown,
    keepers,
    regularity,
    reviewers,
)
from .facts import jobs_of, policy, settled_on
from .months import (
    MonthRow,
    MonthSheet,
    basic_before,
    kept_jobs,
    month_of,
    readable_tickets,
    sheet_of,
)
from .papers import CERTIFICATE_PAPER

__all__ = [
    "CERTIFICATE_PAPER", "MonthRow", "MonthSheet", "Regularity", "basic_before", "class_shown",
    "course_shown", "demanded_for", "ending_soon", "exchange_shown", "exchanges_shown",
    "exchanges_url", "experience_shown", "held", "jobs_of", "keepers", "kept_jobs", "matrix_of",
    "mine", "month_of", "policy", "readable_tickets", "regularity", "reviewers", "settled_on",
    "sheet_of", "warn_days",
]  # fmt: skip
