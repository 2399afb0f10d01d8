"""End sessions, one or all."""

from datetime import datetime, timedelta

from django.utils import timezone

from maizi.history.actions import record
from maizi.kernel.texts import N_

from ..models import Session, SignInAttempt, User
from ..sessions import stored_key

ATTEMPTS_KEPT = timedelta(days=400)  # 网络安全法 asks for six months


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


def forget_expired(*, by: User | None, now: datetime | None = None) -> int:
    """Delete sessions that are over and tries to sign in older than any audit asks for.

    Traces of a machine, not records of people's work: the history leaves it out.
    """
    now = now or timezone.now()
    gone = Session.objects.filter(expire_date__lt=now).delete()[0]
    return gone + SignInAttempt.objects.filter(at__lt=now - ATTEMPTS_KEPT).delete()[0]
