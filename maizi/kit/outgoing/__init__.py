"""Whatever leaves the house: one guarded way out, for requests, letters and mailboxes."""

from .boxes import BoxServer, open_box
from .letters import MailServer, open_post, send_letter
from .places import Unreachable, is_in_transaction, may_be_reached, open_line, require_open
from .web import Answer, fetch, parts_of, post

__all__ = [
    "Answer",
    "BoxServer",
    "MailServer",
    "Unreachable",
    "fetch",
    "is_in_transaction",
    "may_be_reached",
    "open_box",
    "open_line",
    "open_post",
    "parts_of",
    "post",
    "require_open",
    "send_letter",
]
