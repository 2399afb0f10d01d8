"""Whether a purpose was given, and who looked at what for what."""

import hashlib
from datetime import datetime

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from ..models import ListedPerson, Opening


def is_open_for(user, *, row: Model, topic: str, session: str, now: datetime | None = None) -> bool:
    """Whether the person said for what he opens this, in this session, not too long ago."""
    given = Opening.objects.filter(
        user=user.pk, kind=row._meta.label_lower, object_id=row.pk, topic=topic,
        session=hashlib.sha256(session.encode()).hexdigest() if session else "",
        until__gt=now or timezone.now(),
    )  # fmt: skip
    return given.exists()


def purpose_question(user, *, row: Model, topic: str, session: str, onward: str) -> str:
    """The address at which a person says for what he opens this; empty when he did lately.

    onward  where he goes from there
    """
    if is_open_for(user, row=row, topic=topic, session=session):
        return ""
    ask = reverse("privacy:open_for", args=[topic, row._meta.label_lower, row.pk])
    return f"{ask}?{urlencode({'next': onward})}"


def list_of(row: Model) -> QuerySet[ListedPerson]:
    """The access list of a record."""
    rows = ListedPerson.objects.filter(kind=row._meta.label_lower, object_id=row.pk)
    return rows.select_related("user", "by")


def openings_of(row: Model) -> QuerySet[Opening]:
    """Who opened a record for what, newest first."""
    rows = Opening.objects.filter(kind=row._meta.label_lower, object_id=row.pk)
    return rows.select_related("user")
