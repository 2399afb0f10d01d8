"""Screens of performance and training: parse, may, act, answer."""

from .certificates import certificate, matrix, mine, revoke
from .classes import attend, cancel, class_, close, drop, enrol, scores
from .courses import course, cover, lessons, retire
from .exchanges import (
    exchange,
    exchange_cancel,
    exchange_hold,
    exchanges,
    experience,
    experience_review,
)
from .months import export, person, sheet, sign

__all__ = [
    "attend", "cancel", "certificate", "class_", "close", "course", "cover", "drop", "enrol",
    "exchange", "exchange_cancel", "exchange_hold", "exchanges", "experience",
    "experience_review", "export", "lessons", "matrix", "mine", "person", "retire", "revoke",
    "scores", "sheet", "sign",
]  # fmt: skip
