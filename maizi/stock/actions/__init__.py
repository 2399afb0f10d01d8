"""What people and higher apps do with stock."""

from .claims import Wish, release, reserve
from .drafts import Draft, Line, More
from .periods import close_through, reopen_after
from .places import add_bin, remove_bin, remove_point, save_warehouse, set_point
from .posting import post, post_draft
from .reversing import reverse

__all__ = [
    "Draft", "Line", "More", "Wish", "add_bin", "close_through", "post", "post_draft", "release",
    "remove_bin", "remove_point", "reopen_after", "reserve", "reverse", "save_warehouse",
    "set_point",
]  # fmt: skip
