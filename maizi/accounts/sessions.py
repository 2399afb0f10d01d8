"""Where sessions are kept: one row each, findable by person, under a hash of the cookie's key."""

import hashlib
from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.db import OperationalError
from django.db.models import QuerySet
from django.utils import timezone

from .models import Session, User
from .models.written import Written


def stored_key(key: str | None) -> str:
    """The name under which a session is stored: 160 bits of SHA-256 of the cookie's key."""
    return hashlib.sha256((key or "").encode()).hexdigest()[:40]


@Written
def _stored(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)[:1]


class SessionStore(Stored):
    """Django's own store with columns for whose session it is, from where, since when.

    `row` is the stored row, or None before the first save.
    """

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found = _stored.rows(stored_key(self.session_key), timezone.now())
        self.row = found[0] if found else None
        if self.row is None:
            self._session_key = None
        return self.row

    def save(self, must_create: bool = False) -> None:
        """Keep a database that fails apart from a session that somebody ended meanwhile."""
        try:
            super().save(must_create)
        except UpdateError as why:
            if isinstance(why.__context__, OperationalError):
                raise why.__context__ from None
            raise

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=stored_key(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        Session.objects.filter(session_key=stored_key(session_key or self.session_key)).delete()

    def create_model_instance(self, content: dict) -> Session:
        now, user_id = timezone.now(), int(content.get(SESSION_KEY) or 0) or None
        is_same = self.row is not None and self.row.user_id == user_id
        made = Session(
            session_key=stored_key(self._get_or_create_session_key()),
            session_data=self.encode(content),
            expire_date=self.get_expiry_date(),
            user_id=user_id,
            address=content.get("address", "")[:60],
            device=content.get("device", "")[:200],
            opened_at=self.row.opened_at if is_same else now,
            seen_at=self.row.seen_at if is_same else now,
        )
        self.row = made
        return made


def end_sessions(person: User, *, but: str | None = None) -> int:
    """Sign a person out everywhere at once, except in the session with the key `but`."""
    ended = Session.objects.filter(user=person)
    if but:
        ended = ended.exclude(session_key=stored_key(but))
    return ended.delete()[0]
