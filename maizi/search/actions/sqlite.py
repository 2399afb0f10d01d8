"""SQLite: a full-text table without contents, which forgets a row when its words are repeated."""

from django.db import connection

from ..models import SearchEntry
from ..rules import VERSION
from .entries import Entry

FORGET = "INSERT INTO search_words(search_words, rowid, words) VALUES('delete', %s, %s)"
INSERT = (
    "INSERT INTO search_searchentry(id, kind, lines, facets, version) VALUES(%s, %s, %s, %s, %s)"
)
MERGE = "INSERT INTO search_words(search_words, rank) VALUES('merge', %s)"
MERGED_PAGES = 500
REMEMBER = "INSERT INTO search_words(rowid, words) VALUES(%s, %s)"


def write(entries: list[Entry]) -> None:
    """Add entries that are not there."""
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [entry.row for entry in entries])
        cursor.executemany(REMEMBER, [(e.id, " ".join(e.tokens)) for e in entries])


def erase(entries: list[Entry]) -> None:
    """Remove entries; the words of one made by an older tokeniser stay until all is rebuilt."""
    known = [(e.id, " ".join(e.tokens)) for e in entries if e.version == VERSION]
    with connection.cursor() as cursor:
        cursor.executemany(FORGET, known)
    SearchEntry.objects.filter(pk__in=[e.id for e in entries]).delete()


def erase_all() -> None:
    """Empty the index."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words(search_words) VALUES('delete-all')")
        cursor.execute("DELETE FROM search_searchentry")


def forget_some(*, is_first: bool) -> bool:
    """Merge some pages of the index, so that words of erased entries leave it; whether to go on.

    A full-text table keeps erased words beside their tombstones until its segments are merged.
    """
    with connection.cursor() as cursor:
        before = connection.connection.total_changes
        cursor.execute(MERGE, [-MERGED_PAGES if is_first else MERGED_PAGES])
        return connection.connection.total_changes - before >= 2


def settle() -> None:
    """Nothing to do after much writing."""
