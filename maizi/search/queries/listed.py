"""What lists ask of the index: rows by text and properties, newest first, and their number."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models.expressions import RawSQL

from ..access import SearchKind, kind_of
from ..rules import NOTHING, All, Need, Query, all_of, any_of, lines_in, parse, rank
from .find import scope_of
from .newest import Ask, engine, newest

FEW = 500
ALL = 1 << 62
Groups = Sequence[Collection[str]]  # of each group a record has at least one facet


def fitting(code: str, text: str, user) -> list[int] | RawSQL:
    """For `pk__in`: the records of a kind that fit a text and lie in the person's scope.

    Up to 500 are given as exact ids, more as a query by tokens. The list puts its own
    visibility on top.
    """
    ask, asked = _ask(code, user, text)
    rows = newest(ask, FEW)
    if len(rows) < FEW:
        return [row[0] for row in rows if asked.fits(row)]
    return RawSQL(*engine().fitting(ask, ALL))


def match_ids(
    code: str, *, user, text: str = "", facets: Groups = (), after: int | None = None,
    limit: int = 50,
) -> list[int]:  # fmt: skip
    """Ids of visible records that fit the text and have a facet of every group, newest first.

    after  the last id of the page before
    """
    ask, asked = _ask(code, user, text, facets)
    pages = _pages(ask if after is None else replace(ask, before=after), asked, user, limit)
    return [id_ for page in pages for id_ in page][:limit]


def capped_count(
    code: str, *, user, text: str = "", facets: Groups = (), cap: int = 1_001
) -> int:  # fmt: skip
    """How many visible records fit, counted up to `cap`.

    Two queries where the tokens alone tell, as for properties and words of two characters.
    """
    ask, asked = _ask(code, user, text, facets)
    if asked.is_exact and ask.need not in (NOTHING, All(())):
        some = RawSQL(*engine().fitting(ask, cap))
        number = ask.kind.visible(user).filter(pk__in=some).count()
        if number == cap or engine().how_many(ask, cap) < cap:
            return number
    return len(match_ids(code, user=user, text=text, facets=facets, limit=cap))


def _ask(code: str, user, text: str, facets: Groups = ()) -> tuple[Ask, "Asked"]:
    kind = kind_of(code)
    sorts = kind.sorts(user)
    query = parse(text, sorts) if text.strip() else None
    asked = Asked(query, {sort.value for sort in sorts}, [frozenset(group) for group in facets])
    return Ask(kind, all_of([asked.need, scope_of(kind, user)])), asked


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

    @property
    def is_exact(self) -> bool:
        """Whether whatever has the tokens fits."""
        words = self.query.words if self.query else ()
        return all(len(word) == 2 and not word.isascii() for word in words)

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
