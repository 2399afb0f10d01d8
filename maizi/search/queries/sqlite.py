"""SQLite: the tokens are words of a full-text table whose row numbers are the records' ids."""

from django.db import connection

from ..rules import All, Need

NEWEST = (
    "SELECT e.id, e.lines, e.facets FROM search_words w"
    " CROSS JOIN search_searchentry e ON e.id = w.rowid"
    " WHERE w.search_words MATCH %s AND w.rowid < %s ORDER BY w.rowid DESC LIMIT %s"
)
FITTING = "SELECT rowid FROM search_words WHERE search_words MATCH %s LIMIT %s"
HOW_MANY = "SELECT count(*) FROM (SELECT 1 FROM search_words WHERE search_words MATCH %s LIMIT %s)"


def newest(ask, most: int) -> list[tuple[int, str, str]]:
    """As `newest.newest`; one query that stops as soon as it has enough."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [matching(ask.need, ask.kind.mark), ask.before, most])
        return cursor.fetchall()


def fitting(ask, most: int) -> tuple[str, list]:
    """A query of at most `most` ids, any of those that have what is needed, and its values."""
    return FITTING, [matching(ask.need, ask.kind.mark), most]


def how_many(ask, most: int) -> int:
    """How many have what is needed, counted up to `most`."""
    with connection.cursor() as cursor:
        cursor.execute(HOW_MANY, [matching(ask.need, ask.kind.mark), most])
        return cursor.fetchone()[0]


def matching(need: Need, mark: str) -> str:
    """The need in the language of the full-text search; tokens are quoted, quotes doubled."""
    if isinstance(need, str):
        return '"' + mark + need.replace('"', '""') + '"'
    word = " AND " if isinstance(need, All) else " OR "
    return "(" + word.join([matching(part, mark) for part in need.parts]) + ")"
