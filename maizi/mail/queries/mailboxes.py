"""How mailboxes fare: never green while nothing arrives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from maizi.accounts.models import User

from ..models import Mailbox, Spoiled
from ..terms import LetterState, Trouble

LATE = timedelta(minutes=30)


@dataclass(frozen=True)
class Health:
    """One mailbox as its list and page show it.

    tone     good, warn, bad, or "" while it is paused or was never looked into
    trouble  the sentence about what is wrong, or None
    waiting  letters on their way out; stuck: those that did not leave
    """

    row: Mailbox
    tone: str
    trouble: Trouble | None
    spoiled: int
    waiting: int
    stuck: int


def healths(rows: QuerySet[Mailbox], *, now: datetime) -> list[Health]:
    """Mailboxes with how they fare. One query."""
    on_the_way = Q(outgoing__state__in=(LetterState.WAITING, LetterState.SENDING))
    failed = Q(outgoing__state=LetterState.FAILED)
    counted = rows.select_related("owner").annotate(
        spoiled_count=Count("spoiled", distinct=True),
        waiting=Count("outgoing", filter=on_the_way, distinct=True),
        stuck=Count("outgoing", filter=failed, distinct=True),
    )
    return [
        Health(
            row, tone_of(row, now=now), Trouble(row.trouble) if row.trouble else None,
            row.spoiled_count, row.waiting, row.stuck,
        )
        for row in counted
    ]  # fmt: skip


def tone_of(row: Mailbox, *, now: datetime) -> str:
    """Green only when it was really looked into of late."""
    if not row.is_active:
        return ""
    if row.failures:
        return "bad"
    if row.looked_at is None:
        return ""
    return "good" if now - row.looked_at < LATE else "warn"


def unreadable_of(row: Mailbox) -> Iterable[Spoiled]:
    """Letters that could not be read, newest first. One query."""
    return list(row.spoiled.all()[:20])


def members_of(row: Mailbox) -> list[User]:
    """Who else works in a mailbox; nobody in one that is not stored yet."""
    return [] if row._state.adding else list(row.members.all())
