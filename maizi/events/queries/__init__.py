"""Reads of events that have a name."""

from .inviting import MOST, candidates, is_inviting, refuse_late, room_of, who_agreed
from .letters import claimed_since, to_tell, waiting_for
from .shown import Seen, figures_of, seen_by, shown

__all__ = [
    "MOST", "Seen", "candidates", "claimed_since", "figures_of", "is_inviting", "refuse_late",
    "room_of", "seen_by", "shown", "to_tell", "waiting_for", "who_agreed",
]  # fmt: skip
