"""What people do with customers."""

from .activities import correct_activity, log_activity
from .customers import Leave, add_tags, remove_tags, save_customer
from .important import NeedsApproval, seed_approvals
from .people import remove_contact, save_address, save_contact
from .requests import ask_for_access, decide_request
from .sight import assign, claim, release, share, unshare
from .verification import ask_verifications, verify, withdraw_verifications

__all__ = [
    "Leave", "NeedsApproval", "add_tags", "ask_for_access", "ask_verifications", "assign",
    "claim", "correct_activity", "decide_request", "log_activity", "release", "remove_contact",
    "remove_tags", "save_address", "save_contact", "save_customer", "seed_approvals",
    "share", "unshare", "verify", "withdraw_verifications",
]  # fmt: skip
