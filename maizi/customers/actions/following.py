"""What follows when a record changes: its quality, its classes."""

from collections.abc import Collection

from maizi.history.terms import Verb
from maizi.jobs.actions import enqueue
from maizi.kernel.asking import asking

from ..models import Customer
from .classify import reclassify
from .quality import groups_touched, refresh_quality

REFRESH = "customers.refresh"


def follow_record(row: Customer, stored: Customer | None, verb: str, *, by) -> None:
    """Bring what is derived from a record up to date, at once; of many rows in the background."""
    if verb == Verb.BULK_CHANGE:
        ask = asking.get()
        enqueue(
            REFRESH, by=by, key=f"{REFRESH}-{ask.request_id}", payload={"request": ask.request_id}
        )
        return
    refresh_quality([row.pk], by=by, touched=groups_touched(row, stored))
    reclassify([row.pk], by=by)


def follow_many(ids: Collection[int], *, by=None) -> None:
    """The same of many records, in a background job or a demo."""
    refresh_quality(ids, by=by)
    reclassify(ids, by=by)


def follow_import(first: int, last: int, *, by) -> None:
    """New records of an import, whose ids lie together."""
    enqueue(REFRESH, by=by, payload={"first": first, "last": last})
