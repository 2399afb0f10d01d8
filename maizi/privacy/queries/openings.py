"""Whether a purpose was given, and who looked at what for what."""

import hashlib
from datetime import datetime

from django.db.models import Model, QuerySet
from django.utils import timezone

from ..models import ListedPerson, Opening


def is_open_for(user, *, row: Model, topic: str, session: str, now: datetime | None = None) -> bool:
    """Whether the person said for what he opens this, in this session, not too long ago."""
    given = Opening.objects.filter(
        user=user.pk, kind=row._meta.label_lower, object_id=row.pk, topic=topic,
        session=hashlib.sha256(session.encode()).hexdigest() if session else "",
        until__gt=now or timezone.now(),
    )  # fmt: skip
    return given.exists()


def list_of(row: Model) -> QuerySet[ListedPerson]:
    """The access list of a record."""
    rows = ListedPerson.objects.filter(kind=row._meta.label_lower, object_id=row.pk)
    return rows.select_related("user", "by")


def openings_of(row: Model) -> QuerySet[Opening]:
    """Who opened a record for what, newest first."""
    rows = Opening.objects.filter(kind=row._meta.label_lower, object_id=row.pk)
    return rows.select_related("user")
