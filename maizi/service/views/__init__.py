"""Screens of after-sales service."""

from .boards import board, dispatch, mine, place
from .field import conduct, field, part, result, step
from .setting import (
    article,
    article_to,
    duties,
    engineer,
    points_map,
    promises,
    promises_edit,
    skills,
)
from .tickets import add_file, carry, decide, follow_up, take, take_found, ticket
from .verbs import act

__all__ = [
    "act", "add_file", "article", "article_to", "board", "carry", "conduct", "decide", "dispatch",
    "duties", "engineer", "field", "follow_up", "mine", "part", "place", "points_map", "promises",
    "promises_edit", "result", "skills", "step", "take", "take_found", "ticket",
]  # fmt: skip
