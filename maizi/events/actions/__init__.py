"""Verbs of events: gather, decide, apply, in one transaction."""

from .answering import answer, invitation_for
from .attending import check_in, undo_check_in
from .inviting import SEND, drop, hand_link, invite, queue_letters
from .letters import mail_letters
from .planning import (
    cancel_event,
    close_event,
    note_told,
    open_event,
    save_event,
    tell_again,
)
from .uniting import united

__all__ = [
    "SEND", "answer", "cancel_event", "check_in", "close_event", "drop", "hand_link", "invite",
    "invitation_for", "mail_letters", "note_told", "open_event", "queue_letters", "save_event",
    "tell_again", "undo_check_in", "united",
]  # fmt: skip
