"""PostgreSQL: the tokens of an entry are an array of numbers beside it."""

from django.db import connection

from ..models import SearchEntry
from ..rules import number_of
from .entries import Entry

FEW = 20  # rows, from which on COPY is quicker than INSERT
INSERT = (
    "INSERT INTO search_searchentry(id, kind, lines, facets, version, tokens)"
    " VALUES(%s, %s, %s, %s, %s, %s::int[])"
)
COPY = "COPY search_searchentry(id, kind, lines, facets, version, tokens) FROM STDIN"


def write(entries: list[Entry]) -> None:
    """Add entries that are not there."""
    rows = [(*e.row, "{" + ",".join([str(number_of(t)) for t in e.tokens]) + "}") for e in entries]
    with connection.cursor() as cursor:
        if len(rows) <= FEW:
            cursor.executemany(INSERT, rows)
            return
        with cursor.copy(COPY) as copy:
            for row in rows:
                copy.write_row(row)


def erase(entries: list[Entry]) -> None:
    """Remove entries."""
    SearchEntry.objects.filter(pk__in=[e.id for e in entries]).delete()


def erase_all() -> None:
    """Empty the index."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_searchentry")


def forget_some(*, is_first: bool) -> bool:
    """Nothing to do: the words of an erased entry are numbers in its row and went with it."""
    return False


def settle() -> None:
    """After much writing: renew the statistics that tell rare tokens from common ones."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_searchentry")
