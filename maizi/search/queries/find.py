"""Find records by what somebody typed: best first, and only what he may see."""

from collections.abc import Sequence
from dataclasses import replace

from ..access import SearchKind, kinds
from ..rules import Need, Query, all_of, any_of, is_loose, lines_in, parse, rank, starting
from ..terms import Group
from .newest import Ask, newest

CANDIDATES = 100  # the newest that are ranked, for each way of reading the text


def find(text: str, *, user, only: Sequence[str] = (), limit: int = 20) -> list[Group]:
    """Groups of hits per kind, best first; groups without hits are left out.

    Ranked are the newest 100 that fit, together with the newest 100 that begin with the text
    and, where words may be initials, the newest 100 of those. Queries per kind: one to three
    of the index and one of the records.
    """
    asked = [kind for kind in kinds() if not only or kind.code in only]
    groups = (_group(kind, text, user, limit) for kind in asked)
    return [group for group in groups if group.hits]


def scope_of(kind: SearchKind, user):
    """What a record must have to lie in the person's sight."""
    scope = kind.scope(user)
    return all_of([]) if scope is None else any_of(scope)


def _group(kind: SearchKind, text: str, user, limit: int) -> Group:
    sorts = kind.sorts(user)
    query, letters = parse(text, sorts), {sort.value for sort in sorts}
    found, is_open = _ranked(Ask(kind, scope_of(kind, user)), query, letters, limit)
    if not found:
        return Group(kind.code, kind.label)
    hits = {h.id: h for h in kind.describe(user, kind.visible(user).filter(pk__in=list(found)))}
    best = sorted(hits, key=lambda id_: (found[id_], -id_))[:limit]
    return Group(kind.code, kind.label, [hits[id_] for id_ in best], len(hits), is_open)


def _ranked(sight: Ask, query: Query, letters: set[str], limit: int) -> tuple[dict[int, int], bool]:
    """Rank by id of what fits, and whether there may be more."""
    found, is_open = _look(sight, query, letters, query.strict)
    if is_open and (first := starting(query)):
        found |= _look(sight, query, letters, first)[0]
    if is_loose(query) and len(found) < limit:
        more, has_more = _look(sight, query, letters, query.loose)
        found, is_open = more | found, is_open or has_more
    return found, is_open


def _look(sight: Ask, query: Query, letters: set[str], need: Need) -> tuple[dict[int, int], bool]:
    """The same for one reading of the text."""
    rows = newest(replace(sight, need=all_of([need, sight.need])), CANDIDATES)
    found = {}
    for id_, lines, _facets in rows:
        place = rank(lines_in(lines, letters), query.words, is_loose=need is query.loose)
        if place is not None:
            found[id_] = place
    return found, len(rows) == CANDIDATES
