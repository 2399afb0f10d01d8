"""What people do: months, courses, classes, certificates, meetings on experience."""

from .certificates import revoke, warn_of_ending
from .classes import (
    cancel_class,
    close_class,
    drop,
    enrol,
    enter_scores,
    mark_presence,
    save_class,
)
from .courses import retire_course, save_course, set_cover, set_lessons
from .exchanges import cancel_exchange, hold_exchange, remind_of_exchange, save_exchange
from .experiences import review_experience, save_experience
from .signing import sign_month

__all__ = [
    "cancel_class", "cancel_exchange", "close_class", "drop", "enrol", "enter_scores",
    "hold_exchange", "mark_presence", "remind_of_exchange", "retire_course", "review_experience",
    "revoke", "save_class", "save_course", "save_exchange", "save_experience", "set_cover",
    "set_lessons", "sign_month", "warn_of_ending",
]  # fmt: skip
