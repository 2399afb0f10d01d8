"""What becomes of two invitations to the same event when two customers become one (A-12)."""

from ..models import Invitation

ANSWER = ("answer", "companions", "note", "answered_at")
ATTENDANCE = ("attended_at", "checked_by_id", "activity_id")


def united(stays: Invitation, goes: Invitation, *, by=None) -> dict:
    """What the one that stays takes over: the later answer, and that somebody came.

    Its own link and code stay; those of the other end.
    """
    found: dict = {}
    if goes.answered_at and (stays.answered_at is None or stays.answered_at < goes.answered_at):
        found |= {name: getattr(goes, name) for name in ANSWER}
    if goes.attended_at and stays.attended_at is None:
        found |= {name: getattr(goes, name) for name in ATTENDANCE}
    if goes.off_told_at and stays.off_told_at is None:
        found["off_told_at"] = goes.off_told_at
    return found
