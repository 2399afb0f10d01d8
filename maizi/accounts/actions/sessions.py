"""End sessions, one or all."""

from datetime import timedelta

from django.utils import timezone

from maizi.history.actions import record
from maizi.kernel.texts import N_

from ..models import Session, SignInAttempt, User
from ..sessions import stored_key


def end_sessions(person: User, *, but: str | None = None) -> int:
    """Sign a person out everywhere at once, except in the session whose cookie key is `but`."""
    ended = Session.objects.filter(user=person)
    if but:
        ended = ended.exclude(session_key=stored_key(but))
    return ended.delete()[0]


def end_session(session: Session, *, by: User) -> None:
    """Sign one browser out."""
    where = f"{session.device} {session.address}".strip()
    record(session.user, verb=N_("结束会话"), by=by, changes={N_("设备"): [where, None]})
    session.delete()


def forget_expired(*, keep_attempts_days: int = 400) -> int:
    """Delete sessions that are over and tries to sign in older than the audit needs."""
    now = timezone.now()
    gone = Session.objects.filter(expire_date__lt=now).delete()[0]
    old = now - timedelta(days=keep_attempts_days)
    return gone + SignInAttempt.objects.filter(at__lt=old).delete()[0]
