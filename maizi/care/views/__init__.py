"""Screens of the hand-over."""

from .hand_overs import (
    call_off,
    finish,
    hand_over,
    hand_over_new,
    hand_overs,
    mine,
    move,
    refresh,
    report,
    report_export,
    rule,
)
from .pieces import piece, pieces

__all__ = [
    "call_off", "finish", "hand_over", "hand_over_new", "hand_overs", "piece", "pieces", "mine",
    "move", "refresh", "report", "report_export", "rule",
]  # fmt: skip
