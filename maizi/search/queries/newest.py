"""The newest entries that have what is needed: the one read both databases must answer alike."""

from dataclasses import dataclass

from django.db import connection

from ..access import SearchKind
from ..rules import NOTHING, All, Need
from . import postgres, sqlite

NEWER_THAN_ALL = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the index.

    need    tokens, without the mark of the kind
    before  only records older than this id
    """

    kind: SearchKind
    need: Need
    before: int = NEWER_THAN_ALL


def newest(ask: Ask, most: int) -> list[tuple[int, str, str]]:
    """(id, lines, facets) of at most `most` entries, newest first.

    A superset of what fits: a token says that a text may be there, `rank` whether it is.
    One query; on PostgreSQL up to six where common tokens rarely meet.
    """
    if ask.need == NOTHING:
        return []
    if ask.need == All(()):
        return _of_kind(ask, most)
    return engine().newest(ask, most)


def engine():
    """The module that reads from the database in use."""
    return postgres if connection.vendor == "postgresql" else sqlite


def _of_kind(ask: Ask, most: int) -> list[tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, lines, facets FROM search_searchentry WHERE kind = %s AND id < %s"
            " ORDER BY id DESC LIMIT %s",
            [ask.kind.code, ask.before, most],
        )
        return cursor.fetchall()
