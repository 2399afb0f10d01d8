"""Find records by what somebody typed, best first, and only what he may see."""

from collections.abc import Sequence

from django.db import connection

from ..access import SearchKind, kind_of, kinds
from ..rules import All, Any, Need, Query, all_of, allowed, any_of, is_loose, parse, rank
from ..terms import Group

CANDIDATES = 500  # the newest that are ranked
MOST_IN_LIST = 2_000


def find(text: str, *, user, only: Sequence[str] = (), limit: int = 20) -> list[Group]:
    """Groups of hits per kind, best first; groups without hits are left out.

    Per kind one query to the index (two where initials may find more), one for visibility and
    those of its description. Ranked are the newest 500 that fit.
    """
    asked = [kind for kind in kinds() if not only or kind.code in only]
    groups = (_group(kind, text, user, limit) for kind in asked)
    return [group for group in groups if group.hits]


def fitting(code: str, text: str, user) -> list[int]:
    """Ids of the newest records of a kind that fit a text and lie in the person's scope.

    For lists, which put their own visibility on top. One or two queries.
    """
    kind = kind_of(code)
    sorts = kind.sorts(user)
    query = parse(text, sorts)
    return [id_ for id_, _ in _ranked(kind, query, user, MOST_IN_LIST)]


def _group(kind: SearchKind, text: str, user, limit: int) -> Group:
    query = parse(text, kind.sorts(user))
    ranked = _ranked(kind, query, user, CANDIDATES)
    visible = set(
        kind.visible(user).filter(pk__in=[i for i, _ in ranked]).values_list("pk", flat=True)
    )
    best = [id_ for id_, _ in sorted(ranked, key=lambda found: found[1]) if id_ in visible]
    hits = kind.describe(user, best[:limit]) if best else []
    return Group(kind.code, kind.label, hits, len(best), len(ranked) >= CANDIDATES)


def _ranked(kind: SearchKind, query: Query, user, most: int) -> list[tuple[int, int]]:
    """(id, rank) of entries that really fit, newest first."""
    letters = {sort.value for sort in kind.sorts(user)}
    found = _checked(_entries(kind, query.strict, user, most), query, letters, loose=False)
    if is_loose(query) and len(found) < most:
        found |= (
            _checked(_entries(kind, query.loose, user, most), query, letters, loose=True) | found
        )
    return sorted(found.items(), reverse=True)


def _checked(entries, query: Query, letters: set[str], *, loose: bool) -> dict[int, int]:
    found = {}
    for id_, lines in entries:
        place = rank(allowed(lines, letters), query.words, is_loose=loose)
        if place is not None:
            found[id_] = place
    return found


def _entries(kind: SearchKind, need: Need, user, most: int) -> list[tuple[int, str]]:
    scope = kind.scope(user)
    whole = all_of([need, f"@{kind.code}", *([any_of(scope)] if scope is not None else [])])
    if whole == Any(()) or whole == All(()):
        return []
    with connection.cursor() as cursor:
        cursor.execute(*_statement(whole, most))
        return cursor.fetchall()


def _statement(need: Need, most: int) -> tuple[str, list]:
    """The newest entries that have what is needed."""
    from .conditions import condition, matching

    if connection.vendor == "sqlite":
        return (
            "SELECT e.id, e.lines FROM search_words w CROSS JOIN search_searchentry e"
            " ON e.id = w.rowid WHERE w.search_words MATCH %s ORDER BY w.rowid DESC LIMIT %s",
            [matching(need), most],
        )
    sql, values = condition(need)
    return (
        f"SELECT e.id, e.lines FROM search_searchentry e WHERE {sql} ORDER BY e.id DESC LIMIT %s",
        [*values, most],
    )
