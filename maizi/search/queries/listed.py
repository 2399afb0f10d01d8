"""What lists ask of the index: rows by text and properties, newest first, and their number."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from django.db import connection
from django.db.models.expressions import RawSQL

from ..access import SearchKind, kind_of
from ..rules import Query, all_of, any_of, lines_in, parse, rank
from . import postgres, sqlite
from .find import scope_of
from .newest import NEWER_THAN_ALL, Ask, newest

FEW = 500
Groups = Sequence[Collection[str]]  # of each group a record has at least one facet


def fitting(code: str, text: str, user) -> list[int] | RawSQL:
    """For `pk__in`: the records of a kind that fit a text and lie in the person's scope.

    Up to 500 are given as exact ids, more as a query by tokens. The list puts its own
    visibility on top.
    """
    kind = kind_of(code)
    query = parse(text, kind.sorts(user))
    ask = Ask(kind, all_of([query.loose, scope_of(kind, user)]))
    rows = newest(ask, FEW)
    if len(rows) < FEW:
        letters = {sort.value for sort in kind.sorts(user)}
        return [row[0] for row in rows if _fits(row, query, letters, ())]
    engine = postgres if connection.vendor == "postgresql" else sqlite
    return RawSQL(*engine.fitting(ask))


def match_ids(
    code: str, *, user, text: str = "", facets: Groups = (), after: int | None = None,
    limit: int = 50,
) -> list[int]:  # fmt: skip
    """Ids of visible records that fit the text and have a facet of every group, newest first.

    after  the last id of the page before
    """
    return [i for page in _pages(code, user, text, facets, after, limit) for i in page][:limit]


def capped_count(code: str, *, user, text: str = "", facets: Groups = (), cap: int = 1_001) -> int:
    """How many visible records fit, counted up to `cap`."""
    return len(match_ids(code, user=user, text=text, facets=facets, limit=cap))


def _pages(code, user, text, facets, after, limit) -> Iterator[list[int]]:
    """Visible ids, a block at a time, until there are enough or no more."""
    kind, wanted = kind_of(code), limit
    sorts = kind.sorts(user)
    query = parse(text, sorts) if text.strip() else None
    letters = {sort.value for sort in sorts}
    groups = [frozenset(group) for group in facets]
    needs = [any_of(group) for group in groups] + ([query.loose] if query else [])
    ask = Ask(kind, all_of([*needs, scope_of(kind, user)]), after or NEWER_THAN_ALL)
    while wanted > 0:
        rows = newest(ask, wanted)
        ids = [row[0] for row in rows if _fits(row, query, letters, groups)]
        seen = _seen(kind, user, ids)
        yield seen
        if len(rows) < wanted:
            return
        ask, wanted = replace(ask, before=rows[-1][0]), wanted - len(seen)


def _fits(row: tuple, query: Query | None, letters: Collection[str], groups) -> bool:
    _id, lines, facets = row
    if groups:
        own = facets.split(" ")
        if any(group.isdisjoint(own) for group in groups):
            return False
    return not query or rank(lines_in(lines, letters), query.words, is_loose=True) is not None


def _seen(kind: SearchKind, user, ids: list[int]) -> list[int]:
    if not ids:
        return []
    visible = set(kind.visible(user).filter(pk__in=ids).values_list("pk", flat=True))
    return [id_ for id_ in ids if id_ in visible]
