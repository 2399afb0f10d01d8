"""Make the index anew from the records, a block at a time, so that others can write between."""

import time

from django.db import transaction

from maizi.jobs.actions import enqueue
from maizi.jobs.models import Job

from ..access import kind_of, kinds
from ..models import SearchEntry
from ..queries import is_outdated
from ..rules import VERSION
from .keep import drop, engine, index

BLOCK = 300  # records that others wait for
PAUSE_SECONDS = 0.02


def rebuild(kind: str, *, by=None, pause_seconds: float = PAUSE_SECONDS) -> int:
    """Bring every entry of a kind in step with its records; gives how many records there are."""
    looked = 0
    for step in (index_next, tidy_next):
        last = None
        while block := step(kind, last, by=by):
            looked += len(block) if step is index_next else 0
            last = block[-1]
            time.sleep(pause_seconds)
    engine().settle()
    return looked


def rebuild_all(*, by=None, pause_seconds: float = PAUSE_SECONDS) -> int:
    """Empty the index and fill it again; gives how many records there are.

    Until it ends, the search finds only part of them.
    """
    empty(by=by)
    return sum(rebuild(kind.code, by=by, pause_seconds=pause_seconds) for kind in kinds())


def renew(*, by=None) -> Job | None:
    """Have the index made anew in the background if an older tokeniser made it; once a version."""
    return enqueue("search.rebuild", by=by, key=f"search-{VERSION}") if is_outdated() else None


@transaction.atomic
def empty(*, by=None) -> None:
    """Take everything out of the index."""
    engine().erase_all()


def index_next(kind: str, last: int | None, *, by=None) -> list[int]:
    """Index the next few hundred records older than `last`; gives their ids, none at the end.

    Newest first, so that what people look for most is there first.
    """
    ids = _older(kind_of(kind).model._default_manager.all(), last)
    index(kind, ids, by=by)
    return ids


def tidy_next(kind: str, last: int | None, *, by=None) -> list[int]:
    """Of the next few hundred entries older than `last` drop those without a record."""
    ids = _older(SearchEntry.objects.filter(kind=kind), last)
    records = kind_of(kind).model._default_manager.filter(pk__in=ids)
    drop(set(ids) - set(records.values_list("pk", flat=True)), by=by)
    return ids


def _older(rows, last: int | None) -> list[int]:
    rows = rows.filter(pk__lt=last) if last else rows
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:BLOCK])
