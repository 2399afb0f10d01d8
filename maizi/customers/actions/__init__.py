"""What people do with customers."""

from .activities import correct_activity, log_activity
from .cards import join_card, type_card
from .clearing import keep_records, propose_clearing, put_away, restore
from .collecting import (
    add_photos,
    appraise_batch,
    appraise_customer,
    close_card,
    save_batch,
    save_source,
)
from .customers import Leave, save_customer
from .following import follow_many
from .important import NeedsApproval, seed_approvals
from .people import remove_contact, save_address, save_contact
from .quality import confirm_facts, mark_bad, refuse_incomplete_group_buy, unmark_bad
from .requests import ask_for_access, decide_request
from .scheme_seeds import seed_schemes
from .schemes import put_into_class, save_scheme
from .sight import assign, claim, release, share, unshare
from .tags import add_tags, expire_tags, remove_tags, save_tag, undo_tags

__all__ = [
    "Leave", "NeedsApproval", "add_photos", "add_tags", "appraise_batch", "appraise_customer",
    "ask_for_access", "assign", "claim", "close_card", "confirm_facts", "correct_activity",
    "decide_request", "expire_tags", "follow_many", "join_card", "keep_records", "log_activity",
    "mark_bad", "propose_clearing", "put_away", "put_into_class", "refuse_incomplete_group_buy",
    "release", "remove_contact", "remove_tags", "restore", "save_address", "save_batch",
    "save_contact", "save_customer", "save_scheme", "save_source", "save_tag", "seed_approvals",
    "seed_schemes", "share", "type_card", "undo_tags", "unmark_bad", "unshare",
]  # fmt: skip
