"""What people do with meetings, from the invitation to the last action."""

from .following import chase, finish_action, send_minutes
from .holding import (
    Summary,
    agree,
    change_action,
    decide,
    end_meeting,
    note_attendance,
    start_meeting,
    summarise,
    undecide,
)
from .letters import mail_cancellations, mail_farewell, mail_invitations, mail_minutes
from .preparing import (
    add_guest,
    add_people,
    add_point,
    cancel_meeting,
    drop_person,
    drop_point,
    save_meeting,
)
from .sending import hand_agenda, make_ready, send_agenda

__all__ = [
    "Summary", "add_guest", "add_people", "add_point", "agree", "cancel_meeting", "change_action",
    "chase", "decide", "drop_person", "drop_point", "end_meeting", "finish_action", "hand_agenda",
    "mail_cancellations", "mail_farewell", "mail_invitations", "mail_minutes", "make_ready",
    "note_attendance", "save_meeting", "send_agenda", "send_minutes", "start_meeting", "summarise",
    "undecide",
]  # fmt: skip
