"""Who sees and does what before the sale (F-1, M-2, M-3)."""

from .declared import (
    EVENTS,
    NUMBERS,
    ONLY_DONE,
    PARAMETERS,
    PRESALE,
    REPLY_SOURCE,
    TRIAL_SOURCE,
)
from .sight import (
    may,
    may_handle,
    may_reply,
    may_request,
    may_trial,
    visible_kept,
    visible_replies,
    visible_requests,
    visible_trials,
)

__all__ = [
    "EVENTS", "NUMBERS", "ONLY_DONE", "PARAMETERS", "PRESALE", "REPLY_SOURCE", "TRIAL_SOURCE",
    "may", "may_handle", "may_reply", "may_request", "may_trial", "visible_kept",
    "visible_replies", "visible_requests", "visible_trials",
]  # fmt: skip
