"""Decisions about personal information: facts in, decision out."""

from .asking import check_refusal, check_step, days_left
from .contacting import Aim, Block, Leave, Ruling, ask_again_at, decide_contact, declines
from .leaving import ExportFacts, needs_approval
from .opening import WORK_PURPOSES, check_purpose
from .traces import MASKED, Traces, scrubbed

__all__ = [
    "MASKED", "WORK_PURPOSES", "Aim", "Block", "ExportFacts", "Leave", "Ruling", "Traces",
    "ask_again_at", "check_purpose", "check_refusal", "check_step", "days_left",
    "decide_contact", "declines", "needs_approval", "scrubbed",
]  # fmt: skip
