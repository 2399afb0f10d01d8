"""Who sees which surveys, who may do what with them."""

from .declared import (
    ALERT_SOURCE,
    EVENTS,
    FILE_SOURCE,
    NUMBERS,
    ONLY_CALLED,
    ONLY_FILED,
    PARAMETERS,
    SURVEY,
)
from .sight import (
    may,
    may_design,
    may_file,
    may_handle,
    visible_alerts,
    visible_causes,
    visible_indicators,
    visible_invitations,
    visible_people,
    visible_questionnaires,
    visible_questions,
    visible_responses,
    visible_rounds,
    visible_shortfalls,
)

__all__ = [
    "ALERT_SOURCE", "EVENTS", "FILE_SOURCE", "NUMBERS", "ONLY_CALLED", "ONLY_FILED",
    "PARAMETERS", "SURVEY", "may",
    "may_design", "may_file", "may_handle", "visible_alerts", "visible_causes",
    "visible_indicators", "visible_invitations", "visible_people", "visible_questionnaires",
    "visible_questions", "visible_responses", "visible_rounds", "visible_shortfalls",
]  # fmt: skip
