"""Who sees which complaints, who may do what with them (E-10, M-3)."""

from .declared import (
    ACCEPT_SOURCE,
    ANSWER_SOURCE,
    CHECK_SOURCE,
    CLOCKS,
    COMPLAINT,
    EVENTS,
    IMPROVE_SOURCE,
    NUMBERS,
    PARAMETERS,
    PROMISE_SOURCE,
    PUBLIC_FORM,
    Volume,
    declare_volume,
    volume,
)
from .sight import (
    may,
    may_improve,
    may_report,
    may_set_up,
    sees_all,
    sees_suspicions,
    visible_analyses,
    visible_causes,
    visible_complaints,
    visible_doors,
    visible_improvements,
    visible_lessons,
    visible_sayings,
    visible_staff,
    withheld_complaints,
)

__all__ = [
    "ACCEPT_SOURCE", "ANSWER_SOURCE", "CHECK_SOURCE", "CLOCKS", "COMPLAINT", "EVENTS",
    "IMPROVE_SOURCE", "NUMBERS", "PARAMETERS", "PROMISE_SOURCE", "PUBLIC_FORM",
    "Volume", "declare_volume", "may", "may_improve",
    "may_report", "may_set_up", "sees_all",
    "sees_suspicions", "visible_analyses", "visible_causes", "visible_complaints",
    "visible_doors", "visible_improvements", "visible_lessons", "visible_sayings",
    "visible_staff", "volume", "withheld_complaints",
]  # fmt: skip
