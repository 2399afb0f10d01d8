"""Screens of events."""

from .events import cancel, close, event, open_, send, tell_again
from .invitations import drop, hand, invite, tick, told, told_off, untick
from .public import reply, reply_code
from .tickets import ticket

__all__ = [
    "cancel", "close", "drop", "event", "hand", "invite", "open_", "reply", "reply_code", "send",
    "tell_again", "tick", "ticket", "told", "told_off", "untick",
]  # fmt: skip
