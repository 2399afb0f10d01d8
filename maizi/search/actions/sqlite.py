"""SQLite: a full-text table without contents, which forgets a row when its words are repeated."""

from django.db import connection

from ..models import SearchEntry
from ..rules import VERSION
from .entries import Entry

FORGET = "INSERT INTO search_words(search_words, rowid, words) VALUES('delete', %s, %s)"
INSERT = (
    "INSERT INTO search_searchentry(id, kind, lines, facets, version) VALUES(%s, %s, %s, %s, %s)"
)
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


def settle() -> None:
    """Nothing to do after much writing."""
