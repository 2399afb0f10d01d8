"""What people do for key accounts."""

from .supports import apply, chase, evaluate, hold, judge, review, revisit
from .teams import decide_promise, end_promise, promise, set_team

__all__ = [
    "apply", "chase", "decide_promise", "end_promise", "evaluate", "hold", "judge", "promise",
    "review", "revisit", "set_team",
]  # fmt: skip
