"""Facts that meetings announce."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeetingClosed:
    """Everything that a meeting agreed on is done or called off."""

    meeting_id: int
