"""Who sees what of the relation with a customer, and who may do what with it."""

from .evaluations import (
    EVALUATION_NUMBERS,
    EVENTS,
    PARAMETERS,
    RELATIONSHIP,
    REVIEW_SOURCE,
    SUMMARY_NOT_TICKED,
    SUMMARY_SOURCE,
    may,
    may_look,
    sees_mark,
    sees_score,
    visible_evaluations,
    visible_kept,
)
from .partnership import (
    NOT_TICKED,
    PROMISE_SOURCE,
    may_link,
    may_promise,
    may_trial,
    visible_changes,
    visible_links,
    visible_offers,
    visible_promises,
    visible_spends,
    visible_steps,
    visible_trials,
)

__all__ = [
    "EVALUATION_NUMBERS", "EVENTS", "NOT_TICKED", "PARAMETERS", "PROMISE_SOURCE",
    "RELATIONSHIP", "REVIEW_SOURCE", "SUMMARY_NOT_TICKED", "SUMMARY_SOURCE", "may", "may_link",
    "may_look", "may_promise", "may_trial", "sees_mark", "sees_score", "visible_changes",
    "visible_evaluations", "visible_kept", "visible_links", "visible_offers",
    "visible_promises", "visible_spends", "visible_steps", "visible_trials",
]  # fmt: skip
