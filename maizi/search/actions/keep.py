"""Put records into the index, take them out, and build it anew.

On SQLite the tokens lie in a full-text table without contents, which forgets a row only when
its old tokens are named again; they follow from the entry. On PostgreSQL they are an array.
"""

import time
from collections.abc import Collection, Iterable
from itertools import islice

from django.db import connection, transaction

from ..access import kind_of
from ..models import SearchEntry
from ..rules import VERSION, lines_of, tokens_of
from ..terms import Document

BATCH = 1_000
PAUSE_SECONDS = 0.02  # between two batches others get to write


@transaction.atomic
def index(kind: str, ids: Collection[int], *, by=None) -> None:
    """Bring the entries of these records up to date; in the caller's transaction."""
    ids = list(ids)
    if ids:
        drop(ids)
        index_many(kind, kind_of(kind).documents(ids))


@transaction.atomic
def index_many(kind: str, documents: Iterable[Document], *, by=None) -> int:
    """Add entries of records that are not in the index yet; gives how many."""
    count, source = 0, iter(documents)
    while batch := list(islice(source, BATCH)):
        _write(kind, batch)
        count += len(batch)
    return count


@transaction.atomic
def drop(ids: Collection[int], *, by=None) -> None:
    """Take records out of the index; those not in it are passed over."""
    entries = SearchEntry.objects.filter(pk__in=list(ids))
    if connection.vendor == "sqlite":
        old = entries.values_list("id", "kind", "lines", "facets", "version")
        words = [
            (id_, _words(kind, lines.split("\n"), facets.split()))
            for id_, kind, lines, facets, _v in old
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words(search_words, rowid, words) VALUES('delete', %s, %s)",
                words,
            )
    entries.delete()


def rebuild(kind: str, *, by=None) -> int:
    """Index every record of a kind anew, a batch at a time; gives how many."""
    found, count, last = kind_of(kind), 0, 0
    _forget(kind)
    while True:
        ids = list(
            found.model._default_manager.filter(pk__gt=last)
            .order_by("pk")
            .values_list("pk", flat=True)[:BATCH]
        )
        if not ids:
            return count
        index_many(kind, found.documents(ids))
        count, last = count + len(ids), ids[-1]
        time.sleep(PAUSE_SECONDS)


def _forget(kind: str) -> None:
    while ids := list(SearchEntry.objects.filter(kind=kind).values_list("pk", flat=True)[:BATCH]):
        drop(ids)


def _write(kind: str, documents: list[Document]) -> None:
    entries = []
    for document in documents:
        lines = lines_of(document)
        entries.append((document.id, kind, lines, document.facets))
    if connection.vendor == "postgresql":
        _copy(entries)
    else:
        _insert(entries)


def _insert(entries: list[tuple]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_searchentry(id, kind, lines, facets, version)"
            " VALUES(%s, %s, %s, %s, %s)",
            [
                (id_, kind, "\n".join(lines), " ".join(facets), VERSION)
                for id_, kind, lines, facets in entries
            ],
        )
        cursor.executemany(
            "INSERT INTO search_words(rowid, words) VALUES(%s, %s)",
            [(id_, _words(kind, lines, facets)) for id_, kind, lines, facets in entries],
        )


def _copy(entries: list[tuple]) -> None:
    statement = "COPY search_searchentry(id, kind, lines, facets, version, tokens) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for id_, kind, lines, facets in entries:
            tokens = sorted(tokens_of(lines, (f"@{kind}", *facets)))
            copy.write_row((id_, kind, "\n".join(lines), " ".join(facets), VERSION, tokens))


def _words(kind: str, lines: list[str], facets: Iterable[str]) -> str:
    return " ".join(sorted(tokens_of(lines, (f"@{kind}", *facets))))
