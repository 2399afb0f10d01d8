"""What people and higher apps do with stock."""

from .assembling import lines_from_bundle
from .claims import Wish, release, reserve
from .counting import Found, add_line, cancel_count, note_found, start_count
from .drafts import Draft, Line, More
from .periods import close_through, reopen_after
from .places import add_bin, remove_bin, remove_point, save_warehouse, set_point
from .posting import post, post_draft
from .reversing import reverse
from .settling import COUNT, resume_count, seed_approvals, submit_count

__all__ = [
    "COUNT", "Draft", "Found", "Line", "More", "Wish", "add_bin", "add_line", "cancel_count",
    "close_through", "lines_from_bundle", "note_found", "post", "post_draft", "release",
    "remove_bin", "remove_point", "reopen_after", "reserve", "resume_count", "reverse",
    "save_warehouse", "seed_approvals", "set_point", "start_count", "submit_count",
]  # fmt: skip
