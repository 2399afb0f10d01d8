"""Put records into the index, keep them in step, take them out, in the caller's transaction."""

from collections.abc import Collection, Iterable
from itertools import islice

from django.db import connection, transaction

from ..access import kind_of
from ..rules import lines_of
from ..terms import Document
from . import postgres, sqlite
from .entries import Entry, stored

BLOCK = 1_000


@transaction.atomic
def index(kind: str, ids: Collection[int], *, by=None) -> int:
    """Bring the entries of these records up to date; gives how many entries changed.

    An entry that would stay the same is not written; that of a record that is gone goes too.
    """
    ids, changed = list(ids), 0
    for at in range(0, len(ids), BLOCK):
        block = ids[at : at + BLOCK]
        old = stored(block)
        new = {d.id: _entry(kind, d) for d in kind_of(kind).documents(block)}
        stale = [entry for id_, entry in old.items() if entry != new.get(id_)]
        fresh = [entry for id_, entry in new.items() if entry != old.get(id_)]
        engine().erase(stale)
        engine().write(fresh)
        changed += len({entry.id for entry in (*stale, *fresh)})
    return changed


@transaction.atomic
def index_many(kind: str, documents: Iterable[Document], *, by=None) -> int:
    """Add records that are not in the index yet, in bulk; gives how many."""
    count, source = 0, iter(documents)
    while block := [_entry(kind, d) for d in islice(source, BLOCK)]:
        engine().write(block)
        count += len(block)
    return count


@transaction.atomic
def drop(ids: Collection[int], *, by=None) -> int:
    """Take records out of the index; gives how many were in it."""
    ids, gone = list(ids), 0
    for at in range(0, len(ids), BLOCK):
        old = stored(ids[at : at + BLOCK])
        engine().erase(list(old.values()))
        gone += len(old)
    return gone


@transaction.atomic
def forget_next(*, is_first: bool, by=None) -> bool:
    """One step of clearing the words of erased entries out of the index; whether to go on."""
    return engine().forget_some(is_first=is_first)


def _entry(kind: str, document: Document) -> Entry:
    facets = dict.fromkeys(document.facets)
    return Entry(document.id, kind, "\n".join(lines_of(document)), " ".join(facets))


def engine():
    """The module that writes to the database in use."""
    return postgres if connection.vendor == "postgresql" else sqlite
