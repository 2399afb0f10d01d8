"""Which letters of an event are still to be written (C-40)."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from ..models import Event, Invitation
from ..terms import Answer, Sending

LONGEST_TRY = timedelta(minutes=5)  # a letter takes seconds: who has tried longer was cut off


def claimed_since(now: datetime) -> Q:
    """That another job is just writing this letter."""
    return Q(trying_since__gt=now - LONGEST_TRY)


def waiting_for(event: Event) -> QuerySet[Invitation]:
    """Whose invitation is to be mailed."""
    return event.invitations.filter(sending=Sending.QUEUED)


def to_tell(event: Event) -> QuerySet[Invitation]:
    """Who has to hear that the event is off: had the invitation or said yes, never no."""
    knows = Q(sending__in=(Sending.SENT, Sending.HANDED)) | Q(answer=Answer.YES)
    rows = event.invitations.filter(knows, off_told_at=None)
    return rows.exclude(answer=Answer.NO)
