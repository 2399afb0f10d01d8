"""Reads of key-account lists that have a name."""

from .board import board_shown, moves_shown
from .changes import ASKED_FOR, KNOWN, as_it_stands, before_of, check_decidable, payload_of
from .desk import desk_shown, migrated
from .facts import Facts, billed, bounds, facts_of, year_before
from .panels import STRIP, TONES
from .people import (
    DIRECTORS,
    HQ,
    REGION,
    above,
    concerned,
    district_of,
    in_charge_of,
    in_hand_of,
    is_in_hand,
)
from .showing import account_shown, change_shown

__all__ = [
    "ASKED_FOR", "DIRECTORS", "HQ", "KNOWN", "REGION", "STRIP", "TONES", "Facts", "above",
    "account_shown", "as_it_stands", "before_of", "billed", "board_shown", "bounds",
    "change_shown", "check_decidable", "concerned", "desk_shown", "district_of", "facts_of",
    "in_charge_of", "in_hand_of", "is_in_hand", "migrated", "moves_shown", "payload_of",
    "year_before",
]  # fmt: skip
