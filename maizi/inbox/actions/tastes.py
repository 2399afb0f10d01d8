"""What a person says about how he wants to hear of things."""

from collections.abc import Iterable
from datetime import time

from django.db import transaction

from .. import access
from ..models import Preference, Taste
from ..terms import Way


@transaction.atomic
def prefer(
    person,
    *,
    wanted: Iterable[tuple[str, str]],
    quiet: tuple[time | None, time | None] = (None, None),
    digest_at: time | None = None,
    by,
) -> None:
    """Store what a person wants: (event, way) pairs that are on, all others are off.

    quiet      from and until, on the clock of the company; both or neither
    digest_at  when collected mail goes out; None for at once
    """
    wanted = set(wanted)
    rows = [
        Preference(user=person, event=event.code, way=way, is_on=(event.code, way) in wanted)
        for event in access.event_kinds()
        for way in (Way.SCREEN, Way.MAIL)
    ]
    Preference.objects.filter(user=person).delete()
    Preference.objects.bulk_create(rows)
    quiet_from, quiet_until = quiet if None not in quiet else (None, None)
    Taste.objects.update_or_create(
        user=person,
        defaults={"quiet_from": quiet_from, "quiet_until": quiet_until, "digest_at": digest_at},
    )
