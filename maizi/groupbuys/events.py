"""Facts that group buying announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupBuyReached:
    """Enough came together: the company buys."""

    activity_id: int


@dataclass(frozen=True, slots=True)
class GroupBuyEnded:
    """An activity failed, was cancelled, or is fulfilled; `state` tells which."""

    activity_id: int
    state: str
