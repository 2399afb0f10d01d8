"""Entries as they are stored, with the tokens that follow from them."""

from collections.abc import Collection
from dataclasses import dataclass

from ..access import kind_of
from ..models import SearchEntry
from ..rules import VERSION, tokens_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of SearchEntry."""

    id: int
    kind: str
    lines: str
    facets: str
    version: int = VERSION

    @property
    def tokens(self) -> list[str]:
        """What it is found by, behind the mark of its kind."""
        mark = kind_of(self.kind).mark
        found = tokens_of(self.lines.split("\n") if self.lines else (), self.facets.split())
        return [mark + token for token in found]

    @property
    def row(self) -> tuple:
        """The values of the columns id, kind, lines, facets, version."""
        return self.id, self.kind, self.lines, self.facets, self.version


def stored(ids: Collection[int]) -> dict[int, Entry]:
    """The entries of these records, by id. One query."""
    rows = SearchEntry.objects.filter(pk__in=ids)
    columns = ("id", "kind", "lines", "facets", "version")
    return {row[0]: Entry(*row) for row in rows.values_list(*columns)}
