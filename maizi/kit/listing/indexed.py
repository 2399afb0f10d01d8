"""Lists that the search index answers: newest first, by text, properties and the person's scope."""

from dataclasses import dataclass

from maizi.search.access import kind_of
from maizi.search.queries import capped_count, match_ids

from .conditions import facets_of
from .counts import FEW, Total


@dataclass(frozen=True)
class Answered:
    """A list's question in the words of the index.

    groups  of each group a row has at least one facet
    """

    kind: str
    user: object
    text: str
    groups: tuple[frozenset[str], ...]

    def ids(self, *, after: int | None, size: int) -> list[int]:
        """Up to `size` ids of visible rows, newest first, older than `after`."""
        return match_ids(
            self.kind, user=self.user, text=self.text, facets=self.groups, after=after, limit=size
        )

    def total(self) -> Total:
        """How many there are, exact up to a thousand."""
        number = capped_count(
            self.kind, user=self.user, text=self.text, facets=self.groups, cap=FEW + 1
        )
        return Total(min(number, FEW), is_open=number > FEW)


def sees_all(listing) -> bool:
    """Whether nothing of the table lies out of the person's sight, as far as the index knows."""
    kind = listing.pages.kind
    return bool(kind) and kind_of(kind).scope(listing.user) is None


def asked(listing) -> Answered | None:
    """The list as a question to the index, or None when the database itself answers better.

    The index knows some columns only, and it is no help where somebody who sees everything
    asks for everything.
    """
    pages, facets = listing.pages, getattr(listing.pages.model, "facets", {})
    if not pages.kind or not facets:
        return None
    groups = [facets_of(c, facets, listing.user) for c in listing.conditions]
    if any(group is None for group in groups):
        return None
    if listing.matches_any and groups:
        groups = [set().union(*groups)]
    if sees_all(listing) and not groups and not listing.text:
        return None
    return Answered(pages.kind, listing.user, listing.text, tuple(map(frozenset, groups)))
