"""A person's to-dos as a calendar under an address that nobody guesses."""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maizi.history.actions import record
from maizi.kernel.texts import N_

from .. import queries
from ..models import CalendarFeed
from ..rules.calendar import Entry, calendar_text

RENEWED, REVOKED = N_("生成日历地址"), N_("停用日历地址")
TOKEN_BYTES = 32


@transaction.atomic
def renew_feed(person, *, by) -> str:
    """Give a person a fresh calendar address and end the old one; the token, shown once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed, _made = CalendarFeed.objects.update_or_create(
        user=person, defaults={"token_hash": hash_of(token), "made_at": timezone.now()}
    )
    record(feed, verb=RENEWED, by=by)
    return token


@transaction.atomic
def revoke_feed(person, *, by) -> None:
    """End a person's calendar address at once."""
    feed = CalendarFeed.objects.filter(user=person).first()
    if feed:
        record(feed, verb=REVOKED, by=by)
        feed.delete()


def feed_for(token: str, *, now: datetime | None = None) -> str | None:
    """The calendar behind a token, as its person may read it today; None for no such address.

    Three queries, rights and one for each kind of record.
    """
    feed = CalendarFeed.objects.select_related("user").filter(token_hash=hash_of(token)).first()
    if feed is None or not feed.user.is_active:
        return None
    now = now or timezone.now()
    with translation.override(feed.user.language or settings.LANGUAGE_CODE):
        shown = queries.shown_rows(feed.user, queries.dated(feed.user, now=now))
        return calendar_text(
            [_entry(one) for one in shown],
            name=_("麦子待办"), host=(settings.SITE_ADDRESS or "//maizi").partition("//")[2],
            now=now,
        )  # fmt: skip


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _entry(shown: queries.Shown) -> Entry:
    row = shown.row
    return Entry(
        id=row.pk, title=shown.title, changed_at=row.changed_at,
        due_at=None if row.due_on else row.due_at, due_on=row.due_on,
        url=queries.site_link(shown.url),
    )  # fmt: skip
