"""Screens of presales."""

from .support import (
    expert_requests,
    reply_do,
    reply_share,
    request_close,
    request_invite,
    request_of,
    request_page,
)
from .trials import trial, trial_do, trial_new, trial_of, trial_rates, trials

__all__ = [
    "expert_requests", "reply_do", "reply_share", "request_close", "request_invite",
    "request_of", "request_page", "trial", "trial_do", "trial_new", "trial_of", "trial_rates",
    "trials",
]  # fmt: skip
