"""Verbs of personal information: gather, decide, apply, in one transaction."""

from .consents import Given, block_contact, lift_block, record_consent, withdraw_consent
from .erasing import anonymise
from .exporting import ask_export, close_ask, seed_approvals
from .keeping import clear_one, decide_case, hold_back, lift_hold, list_idle, take_back
from .keys import rotate_keys
from .links import link_for, make_link, may_visit, sweep_visits
from .merging import carry_back, carry_over
from .openings import list_person, open_for, unlist_person
from .purposes import publish_notice, seed_purposes
from .requests import (
    Asked,
    allow_sensitive,
    choose_subject,
    fulfil_request,
    receive_request,
    refuse_request,
    verify_request,
    withdraw_request,
)
from .riddles import Solved, new_riddle, spend_riddle, sweep_riddles
from .safeguards import change_safeguard
from .sensitive import (
    Enabling,
    Entered,
    clear_value,
    disable_sensitive,
    enable_sensitive,
    expire_values,
    put_value,
    read_value,
)

__all__ = [
    "Asked", "Enabling", "Entered", "Given", "Solved", "allow_sensitive", "anonymise",
    "ask_export", "block_contact", "carry_back", "carry_over", "change_safeguard",
    "choose_subject", "clear_one", "clear_value", "close_ask", "decide_case", "disable_sensitive",
    "enable_sensitive", "expire_values", "fulfil_request", "hold_back", "lift_block", "lift_hold",
    "link_for", "list_idle", "list_person", "make_link", "may_visit", "new_riddle", "open_for",
    "publish_notice", "put_value", "read_value", "receive_request", "record_consent",
    "refuse_request", "rotate_keys", "seed_approvals", "seed_purposes", "spend_riddle",
    "sweep_riddles", "sweep_visits", "take_back", "unlist_person", "verify_request",
    "withdraw_consent", "withdraw_request",
]  # fmt: skip
