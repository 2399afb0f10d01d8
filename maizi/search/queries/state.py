"""Whether the index is what the records say."""

from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

from ..access import kind_of, kinds
from ..models import SearchEntry
from ..rules import VERSION, all_of, tokens_of
from .newest import Ask, newest

BLOCK = 1_000
SAMPLE = 200


@dataclass(frozen=True, slots=True)
class IndexState:
    """What is wrong with the entries of one kind: numbers of records and entries."""

    kind: str
    entries: int
    missing: int
    orphaned: int
    outdated: int

    @property
    def is_good(self) -> bool:
        return not (self.missing or self.orphaned or self.outdated)


def is_outdated() -> bool:
    """True when entries were made by another version of the tokeniser: rebuild them all."""
    return SearchEntry.objects.exclude(version=VERSION).exists()


def index_states() -> list[IndexState]:
    """The state of every kind; walks all ids, so for `maizi doctor`, not for a page."""
    return [index_state(kind.code) for kind in kinds()]


def index_state(code: str) -> IndexState:
    """Compare ids of records and entries; of the newest 200 entries also what they are found by."""
    entries = SearchEntry.objects.filter(kind=code)
    records = kind_of(code).model._default_manager.all()
    ours, theirs = _ids(entries), _ids(records)
    old = entries.exclude(version=VERSION).count()
    return IndexState(
        code, len(ours), len(theirs - ours), len(ours - theirs), old or _unfindable(code)
    )


def is_sound() -> bool:
    """The database's own check of where the tokens lie."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words) VALUES('integrity-check')")
    except DatabaseError:
        return False
    return True


def _ids(rows) -> set[int]:
    return set(rows.values_list("pk", flat=True).iterator(chunk_size=BLOCK))


def _unfindable(code: str) -> int:
    kind, lost = kind_of(code), 0
    rows = SearchEntry.objects.filter(kind=code).order_by("-id")[:SAMPLE]
    for id_, lines, facets in rows.values_list("id", "lines", "facets"):
        tokens = tokens_of(lines.split("\n"), facets.split())
        found = newest(Ask(kind, all_of(sorted(tokens)), id_ + 1), 1)
        lost += not found or found[0][0] != id_
    return lost
