"""Tables of e-mail."""

from .letters import LetterTemplate, Outgoing
from .mailboxes import Folder, Mailbox, Spoiled
from .messages import Message, Thread
from .news import Issue, Mailing, Section

__all__ = [
    "Folder", "Issue", "LetterTemplate", "Mailbox", "Mailing", "Message", "Outgoing", "Section",
    "Spoiled", "Thread",
]  # fmt: skip
