"""Verbs of key-account lists: gather, decide, apply, in one transaction."""

from ..rules.asked import Form
from .changes import (
    ask_for_more,
    drop_change,
    end_clocks,
    enter_step,
    extend,
    file_change,
    leave_step,
    raise_candidate,
    send_back,
)
from .proposing import propose_slice, raise_by_hand, take_proposal
from .reviewing import decide, demote, review, review_slice
from .signing import GRADE_CHANGE, seed_approvals, sign
from .suggesting import answer, suggest

__all__ = [
    "GRADE_CHANGE", "Form", "answer", "ask_for_more", "decide", "demote", "drop_change",
    "end_clocks", "enter_step", "extend", "file_change", "leave_step", "propose_slice",
    "raise_by_hand", "raise_candidate", "review", "review_slice", "seed_approvals", "send_back",
    "sign", "suggest", "take_proposal",
]  # fmt: skip
