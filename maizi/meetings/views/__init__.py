"""Screens of meetings."""

from .course import (
    action,
    actions_add,
    actions_change,
    attendance,
    decision_remove,
    decisions_add,
    end,
    minutes,
    send_minutes,
    start,
    summary,
)
from .lists import follow_through, invitation, meetings
from .meeting import (
    cancel,
    meeting,
    meeting_new,
    people_add,
    person_handed,
    person_remove,
    point_remove,
    points_add,
    ready,
    send,
)

__all__ = [
    "action", "actions_add", "actions_change", "attendance", "cancel", "decision_remove",
    "decisions_add", "end", "follow_through", "invitation", "meeting", "meeting_new", "meetings",
    "minutes", "people_add", "person_handed", "person_remove", "point_remove", "points_add",
    "ready", "send", "send_minutes", "start", "summary",
]  # fmt: skip
