"""Screens of group buying."""

from .activities import activity, activity_edit, board, do
from .plans import outreach, plan, plan_move, plan_step
from .poster import poster, poster_code
from .public import mine, offer, offer_progress
from .registrations import register, registration, registration_do

__all__ = [
    "activity", "activity_edit", "board", "do", "mine", "offer", "offer_progress", "outreach",
    "plan", "plan_move", "plan_step", "poster", "poster_code", "register", "registration",
    "registration_do",
]  # fmt: skip
