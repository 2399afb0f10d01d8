"""Let go of contents whose time is over; the rows stay and say so."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..models import StoredFile
from ..rules.limits import short_stay_ends, unattached_stay_ends
from ..storage import storage
from ..terms import Retention

SLICE = 500


def sweep(*, by=None, now: datetime | None = None) -> int:
    """Mark files past their stay as dropped and remove contents nobody uses; how many contents.

    Runs any number of times, beside uploads, and after having been killed anywhere.
    """
    now = now or timezone.now()
    over = Q(retention=Retention.SHORT, at__lt=short_stay_ends(now)) | Q(
        retention=Retention.WITH_RECORD, at__lt=unattached_stay_ends(now), attachments=None
    )
    ids = list(StoredFile.objects.filter(over, dropped_at=None).values_list("pk", flat=True))
    for first in range(0, len(ids), SLICE):
        _mark_dropped(ids[first : first + SLICE], over, now)
    place = storage()
    place.tidy()
    unused = [digest for digest in place.digests() if not _is_used(digest)]
    return sum(place.drop(d, is_used=partial(_is_used, d)) for d in unused)


@transaction.atomic
def _mark_dropped(ids: list[int], over: Q, now: datetime) -> None:
    """Lock first, look again then: somebody may just have attached one of them."""
    list(StoredFile.objects.select_for_update().filter(pk__in=ids).values_list("pk"))
    still = StoredFile.objects.filter(over, pk__in=ids).values_list("pk", flat=True)
    StoredFile.objects.filter(pk__in=list(still)).update(dropped_at=now)


def _is_used(digest: str) -> bool:
    return StoredFile.objects.filter(sha256=digest, dropped_at=None).exists()
