"""Take personal values out of entries; the chain holds, and says that it happened."""

from collections.abc import Callable, Iterable

from django.db import transaction

from ..models import HistoryEntry
from ..rules import canonical
from ..terms import Verb
from .entries import record_many

Content = tuple[str, str, dict]  # title, reason, changes


@transaction.atomic
def erase(
    entries: Iterable[HistoryEntry],
    *,
    kept: Callable[[HistoryEntry], Content],
    by,
    reason: str = "",
) -> int:
    """Replace the content of entries by what `kept` leaves of it, for good; gives how many.

    Their salt goes too, so that nobody finds the old values by trying. For every record whose
    entries lose something one entry says who erased it and why: an erasure without one is a
    flaw of the history (`maizi audit verify`).
    """
    told: dict[str, dict[int | None, str]] = {}
    count = 0
    for entry in entries:
        title, why, changes = kept(entry)
        HistoryEntry.objects.filter(pk=entry.pk).exclude(salt="").update(
            salt="", title=title, reason=why, changes_json=canonical(changes)
        )
        told.setdefault(entry.kind, {})[entry.object_id] = title
        count += 1
    for kind, titles in told.items():
        lines = [(object_id, title, {}) for object_id, title in titles.items()]
        record_many(kind, lines=lines, verb=Verb.ERASE, by=by, reason=reason)
    return count
