"""What people do with customers."""

from .activities import correct_activity, log_activity
from .customers import Leave, add_tags, remove_tags, save_customer
from .days import remove_day, save_day
from .important import NeedsApproval, seed_approvals
from .people import remove_contact, save_address, save_contact
from .profiles import save_answers, verify_answers
from .requests import ask_for_access, decide_request
from .sight import assign, claim, release, share, unshare

__all__ = [
    "Leave", "NeedsApproval", "add_tags", "ask_for_access", "assign", "claim", "correct_activity",
    "decide_request", "log_activity", "release", "remove_contact", "remove_day", "remove_tags",
    "save_address", "save_answers", "save_contact", "save_customer", "save_day", "seed_approvals",
    "share", "unshare", "verify_answers",
]  # fmt: skip
