"""What lists ask of the index: rows by text and properties, newest first, and their number."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models.expressions import RawSQL

from ..access import SearchKind, kind_of
from ..rules import Need, Query, all_of, any_of, lines_in, parse, rank
from . import postgres, sqlite
from .find import scope_of
from .newest import Ask, newest

FEW = 500
Groups = Sequence[Collection[str]]  # of each group a record has at least one facet


def fitting(code: str, text: str, user) -> list[int] | RawSQL:
    """For `pk__in`: the records of a kind that fit a text and lie in the person's scope.

    Up to 500 are given as exact ids, more as a query by tokens. The list puts its own
    visibility on top.
    """
    kind = kind_of(code)
    sorts = kind.sorts(user)
    asked = Asked(parse(text, sorts), {sort.value for sort in sorts})
    ask = Ask(kind, all_of([asked.need, scope_of(kind, user)]))
    rows = newest(ask, FEW)
    if len(rows) < FEW:
        return [row[0] for row in rows if asked.fits(row)]
    engine = postgres if connection.vendor == "postgresql" else sqlite
    return RawSQL(*engine.fitting(ask))


def match_ids(
    code: str, *, user, text: str = "", facets: Groups = (), after: int | None = None,
    limit: int = 50,
) -> list[int]:  # fmt: skip
    """Ids of visible records that fit the text and have a facet of every group, newest first.

    after  the last id of the page before
    """
    sorts = kind_of(code).sorts(user)
    query = parse(text, sorts) if text.strip() else None
    asked = Asked(query, {sort.value for sort in sorts}, [frozenset(group) for group in facets])
    ask = Ask(kind_of(code), all_of([asked.need, scope_of(kind_of(code), user)]))
    pages = _pages(ask if after is None else replace(ask, before=after), asked, user, limit)
    return [id_ for page in pages for id_ in page][:limit]


def capped_count(code: str, *, user, text: str = "", facets: Groups = (), cap: int = 1_001) -> int:
    """How many visible records fit, counted up to `cap`."""
    return len(match_ids(code, user=user, text=text, facets=facets, limit=cap))


@dataclass(frozen=True)
class Asked:
    """What a row must fit: a text, as far as the person may search, and groups of facets."""

    query: Query | None
    letters: Collection[str]
    groups: Sequence[frozenset[str]] = ()

    @property
    def need(self) -> Need:
        """The tokens of it all."""
        text = [self.query.loose] if self.query else []
        return all_of([*map(any_of, self.groups), *text])

    def fits(self, row: tuple) -> bool:
        """Whether an entry that has the tokens really fits."""
        _id, lines, facets = row
        own = facets.split(" ") if self.groups else ()
        if any(group.isdisjoint(own) for group in self.groups):
            return False
        if not self.query:
            return True
        return rank(lines_in(lines, self.letters), self.query.words, is_loose=True) is not None


def _pages(ask: Ask, asked: Asked, user, wanted: int) -> Iterator[list[int]]:
    """Visible ids, a block at a time, until there are enough or no more."""
    while wanted > 0:
        rows = newest(ask, wanted)
        seen = _seen(ask.kind, user, [row[0] for row in rows if asked.fits(row)])
        yield seen
        if len(rows) < wanted:
            return
        ask, wanted = replace(ask, before=rows[-1][0]), wanted - len(seen)


def _seen(kind: SearchKind, user, ids: list[int]) -> list[int]:
    if not ids:
        return []
    visible = set(kind.visible(user).filter(pk__in=ids).values_list("pk", flat=True))
    return [id_ for id_ in ids if id_ in visible]
