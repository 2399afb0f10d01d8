"""What people and jobs do with e-mail."""

from .bounces import take_bounce
from .fetching import (
    AT_ONCE,
    claim_mailbox,
    draw_new,
    folders_of,
    keep_piece,
    note_looked,
    note_trouble,
)
from .keeping import keep_letter
from .mailboxes import ask_fetch, pause_mailbox, resume_mailbox, save_mailbox, try_mailbox
from .news import begin_due, close_issue, list_slice, release, save_issue, stop, try_issue
from .posting import (
    LEAVE,
    PIECE,
    SEEN,
    claim_mailings,
    leave,
    mailing_for,
    note_opened,
    note_posted,
    post_piece,
)
from .sending import claim_letter, file_copy, note_sent, send_now, unfiled
from .settling import forget_person, give_to, make_private, remove_expired
from .writing import (
    discard_draft,
    remove_template,
    retry_letter,
    save_draft,
    save_template,
    send_letter,
)

__all__ = [
    "AT_ONCE", "LEAVE", "PIECE", "SEEN", "ask_fetch", "begin_due", "claim_letter", "claim_mailbox",
    "claim_mailings", "close_issue", "discard_draft",
    "draw_new", "file_copy", "folders_of", "forget_person",
    "give_to", "keep_letter", "keep_piece", "leave", "list_slice", "mailing_for", "make_private",
    "note_looked", "note_opened", "note_posted", "note_sent", "note_trouble", "pause_mailbox",
    "post_piece", "release", "remove_expired", "remove_template", "resume_mailbox",
    "retry_letter", "save_draft", "save_issue", "save_mailbox", "save_template", "send_letter",
    "send_now", "stop", "take_bounce", "try_issue", "try_mailbox", "unfiled",
]  # fmt: skip
