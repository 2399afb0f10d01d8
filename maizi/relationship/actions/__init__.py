"""Verbs of relationship: gather, decide, apply, in one transaction."""

from .evaluating import Given, begin, discard, fill, hand_in, refresh, review
from .partnering import LINKS, note_change, note_step, open_link, save_link
from .promising import PROMISES, discard_promise, end_promise, promise
from .summing import ask_for_summaries, begin_summary, file_summary
from .tailoring import note_offer, note_spend
from .trying import begin_trial, end_trial

__all__ = [
    "LINKS", "PROMISES", "Given", "ask_for_summaries", "begin", "begin_summary", "begin_trial",
    "discard", "discard_promise", "end_promise", "end_trial", "file_summary", "fill", "hand_in",
    "note_change", "note_offer", "note_spend", "note_step", "open_link", "promise", "refresh",
    "review", "save_link",
]  # fmt: skip
