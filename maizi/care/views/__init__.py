"""Screens of keeping customers."""

from .conflicts import conflict, conflict_new, conflict_solve
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
from .returns import batch, greeting, greetings, interval, plan, visit
from .stages import ladder, member, partner, stage
from .winback import begin, give_up, lost, win_back, win_backs

__all__ = [
    "batch", "begin", "call_off", "conflict", "conflict_new", "conflict_solve", "finish",
    "give_up", "greeting", "greetings", "hand_over", "hand_over_new", "hand_overs", "interval",
    "ladder", "lost", "member", "mine", "move", "partner", "piece", "pieces", "plan", "refresh",
    "report", "report_export", "rule", "stage", "visit", "win_back", "win_backs",
]  # fmt: skip
