"""Make the index anew from the records, a block at a time, so that others can write between."""

import time
from collections.abc import Callable, Iterator

from django.db import transaction

from ..access import kind_of, kinds
from ..models import SearchEntry
from .keep import BLOCK, _engine, drop, index

PAUSE_SECONDS = 0.02


def rebuild(
    kind: str, *, by=None, pause_seconds: float = PAUSE_SECONDS, told: Callable | None = None
) -> int:
    """Bring every entry of a kind in step with its records; gives how many records there are.

    told  is called with the number of records looked at after each block
    """
    looked = 0
    for block in _blocks(kind_of(kind).model._default_manager.all()):
        index(kind, block)
        looked += len(block)
        if told:
            told(looked)
        time.sleep(pause_seconds)
    for block in _blocks(SearchEntry.objects.filter(kind=kind)):
        records = kind_of(kind).model._default_manager.filter(pk__in=block)
        drop(set(block) - set(records.values_list("pk", flat=True)))
    _engine().settle()
    return looked


def rebuild_all(*, by=None, told: Callable | None = None) -> int:
    """Empty the index and fill it again: after a new version of the tokeniser, or damage.

    Gives how many records there are. Until it ends, the search finds only part of them.
    """
    with transaction.atomic():
        _engine().erase_all()
    return sum(rebuild(kind.code, told=told) for kind in kinds())


def _blocks(rows) -> Iterator[list[int]]:
    """All ids, newest first, so that what people look for most is there first."""
    rows, last = rows.order_by("-pk").values_list("pk", flat=True), None
    while block := list(rows.filter(pk__lt=last)[:BLOCK] if last else rows[:BLOCK]):
        yield block
        last = block[-1]
