"""Which letters of a round are still to be written, and whether answers are taken (G-9)."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from ..models import Invitation, Round
from ..rules.course import Open, refusal_of
from ..terms import RoundState, Sending

LONGEST_TRY = timedelta(minutes=5)  # a letter takes seconds: who has tried longer was cut off


def claimed_since(now: datetime) -> Q:
    """That another job is just writing this letter."""
    return Q(trying_since__gt=now - LONGEST_TRY)


def waiting_for(row: Round) -> QuerySet[Invitation]:
    """Whose letter is to be mailed: the invitation, or the reminder of who has it."""
    return row.invitations.filter(sending=Sending.QUEUED, is_answered=False)


def to_remind(row: Round) -> QuerySet[Invitation]:
    """Who has his invitation by mail, has not answered, and was never reminded."""
    return row.invitations.filter(sending=Sending.SENT, is_answered=False, reminded_at=None)


def refusal_for(row: Round, *, today) -> str:
    """Why the round takes no answer now; "" while it does. One query with a quota."""
    answered = row.responses.count() if row.quota is not None else 0
    found = Open(RoundState(row.state), row.closes_on, answered, row.quota)
    return refusal_of(found, today)
