"""Reads of key-account service that have a name."""

from .people import approvers, late_revisits, leaders_of, reviewers
from .showing import account_shown, board_of, verbs_for

__all__ = [
    "account_shown", "approvers", "board_of", "late_revisits", "leaders_of", "reviewers",
    "verbs_for",
]  # fmt: skip
