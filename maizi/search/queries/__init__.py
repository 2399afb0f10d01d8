"""Ask the index."""

from .find import find
from .listed import capped_count, fitting, match_ids
from .sorting import sort_key
from .state import IndexState, index_state, index_states, is_outdated, is_sound

__all__ = [
    "IndexState",
    "capped_count",
    "find",
    "fitting",
    "index_state",
    "index_states",
    "is_outdated",
    "is_sound",
    "match_ids",
    "sort_key",
]
