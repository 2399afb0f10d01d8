"""Who sees and does what in keeping customers."""

from .care import (
    CARE,
    CONFLICT,
    CONFLICT_LATE,
    may_care,
    may_win_back,
    visible_conflicts,
    visible_greetings,
    visible_memberships,
    visible_occasions,
    visible_partnerships,
    visible_plans,
    visible_return_visits,
    visible_spells,
    visible_win_backs,
)
from .hand_over import (
    HANDOVER,
    TO_GIVE,
    TO_TAKE,
    may,
    may_open_for,
    may_take,
    visible_hand_overs,
    visible_pieces,
)
from .sources import classes_by_hand, declare_classes_by_hand, declare_nps, nps_of

__all__ = [
    "CARE", "CONFLICT", "CONFLICT_LATE", "HANDOVER", "TO_GIVE", "TO_TAKE", "classes_by_hand",
    "declare_classes_by_hand", "declare_nps", "may", "may_care", "may_open_for", "may_take",
    "may_win_back", "nps_of", "visible_conflicts", "visible_greetings", "visible_hand_overs",
    "visible_memberships", "visible_occasions", "visible_partnerships", "visible_pieces",
    "visible_plans", "visible_return_visits", "visible_spells", "visible_win_backs",
]  # fmt: skip
