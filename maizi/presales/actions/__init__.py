"""What people do before the sale: lend for trial, ask experts, answer them (F-1)."""

from .answering import accept, answer, decline, share_answer
from .asking import ask_experts, close_request, invite
from .chasing import chase_trials
from .ending import Ended, buy, lose, take_back
from .holdings import REPLIES, REQUESTS, TRIALS
from .lending import cancel, extend, hand_out, hear, lend

__all__ = [
    "Ended", "REPLIES", "REQUESTS", "TRIALS", "accept", "answer", "ask_experts", "buy",
    "cancel", "chase_trials", "close_request", "decline", "extend", "hand_out", "hear",
    "invite", "lend", "lose", "share_answer", "take_back",
]  # fmt: skip
