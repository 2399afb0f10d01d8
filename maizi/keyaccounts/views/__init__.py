"""Screens of key-account lists: parse, may, act, answer."""

from .changes import ask_for_more, change, change_history, drop, extend, file_change, propose
from .desk import desk, grades
from .lists import board, decide, key_account, key_account_history, moves
from .uses import answer, suggestion, uses

__all__ = [
    "answer", "ask_for_more", "board", "change", "change_history", "decide", "desk", "drop",
    "extend",
    "file_change", "grades", "key_account", "key_account_history", "moves", "propose",
    "suggestion", "uses",
]  # fmt: skip
