"""Whatever leaves the house: one guarded way to other machines, for requests and for letters."""

from .letters import MailServer, send_letter
from .places import Unreachable, may_be_reached, open_line, require_open
from .web import Answer, parts_of, post

__all__ = [
    "Answer",
    "MailServer",
    "Unreachable",
    "may_be_reached",
    "open_line",
    "parts_of",
    "post",
    "require_open",
    "send_letter",
]
