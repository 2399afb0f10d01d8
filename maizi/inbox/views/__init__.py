"""Screens of inbox: parse, may, act, answer."""

from .deliveries import deliveries, delivery_retry
from .mine import calendar, calendar_renew, calendar_revoke, preferences
from .notices import bell, notice_open, notices, notices_read
from .todos import add, edit, hand_over, todos
from .verbs import bring_back, done, give_up, put_aside, take_back

__all__ = [
    "add", "bell", "bring_back", "calendar", "calendar_renew", "calendar_revoke", "deliveries",
    "delivery_retry", "done", "edit", "give_up", "hand_over", "notice_open", "notices",
    "notices_read", "preferences", "put_aside", "take_back", "todos",
]  # fmt: skip
