"""Screens of e-mail."""

from .letters import letter_do, write
from .mailboxes import mailbox, mailbox_do, mailbox_edit, mailbox_new, mailboxes
from .messages import message, message_do
from .news import issue, issue_do, issue_edit, issue_new, issues
from .public import leave, leave_at_once, seen
from .templates import template_edit, templates

__all__ = [
    "issue", "issue_do", "issue_edit", "issue_new", "issues", "leave", "leave_at_once",
    "letter_do", "mailbox", "mailbox_do", "mailbox_edit", "mailbox_new", "mailboxes", "message",
    "message_do", "seen", "template_edit", "templates", "write",
]  # fmt: skip
