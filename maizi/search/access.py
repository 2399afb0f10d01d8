"""Which kinds of record can be searched, and how far each person's sight goes in them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from .terms import Document, Hit, Sort


@dataclass(frozen=True)
class SearchKind:
    """One kind of record in the index; the app that owns the records declares it.

    mark       one letter of its own, with which its tokens begin; the code's first by default
    documents  ids -> what the index keeps of them
    visible    user -> rows: the final word on who sees what
    scope      user -> facets of which a record must have one; None is all records
    sorts      user -> the sorts of text the person may search in
    describe   (user, visible rows) -> their hits, in any order; one query
    """

    code: str
    label: str
    model: type[Model]
    documents: Callable[[Collection[int]], Iterable[Document]]
    visible: Callable[[object], QuerySet]
    scope: Callable[[object], list[str] | None]
    sorts: Callable[[object], frozenset[Sort]]
    describe: Callable[[object, QuerySet], Iterable[Hit]]
    mark: str = ""

    def __post_init__(self):
        object.__setattr__(self, "mark", self.mark or self.code[0])


_kinds: dict[str, SearchKind] = {}


def declare(kind: SearchKind) -> None:
    """Make a kind of record searchable; no two kinds may share a mark."""
    twins = [k.code for k in _kinds.values() if k.mark == kind.mark and k.code != kind.code]
    if twins or len(kind.mark) != 1 or not kind.mark.isalnum():
        raise ValueError(f"{kind.code}: {kind.mark!r} is no mark of its own {twins}")
    _kinds[kind.code] = kind


def kinds() -> list[SearchKind]:
    """Every declared kind, in the order of declaration."""
    return list(_kinds.values())


def kind_of(code: str) -> SearchKind:
    """The kind with this code."""
    return _kinds[code]
