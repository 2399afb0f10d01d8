"""Reads of meetings that have a name."""

from .invitations import agenda_of, invitation_for, invitation_to
from .minutes import minutes_of
from .panels import MEETINGS_CARD
from .shown import (
    guests_of,
    lacks_of,
    open_actions_of,
    preparation_of,
    reached,
    record_of,
    shown,
)
from .statistics import overdue_actions, rate_of, rates_by_host

__all__ = [
    "MEETINGS_CARD", "agenda_of", "guests_of", "invitation_for", "invitation_to", "lacks_of",
    "minutes_of", "open_actions_of", "overdue_actions", "preparation_of", "rate_of",
    "rates_by_host", "reached", "record_of", "shown",
]  # fmt: skip
