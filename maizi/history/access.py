"""What apps have to say about the entries on their own records."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

NOTHING: Mapping[str, object] = {}
_told: ContextVar[Mapping[str, object]] = ContextVar("told", default=NOTHING)


@dataclass(frozen=True)
class Circumstances:
    """How an app's records came to their changes.

    kind    of the records: "customers.customer"
    gather  (who, verb, ids) -> id -> name -> value, kept with new entries; asked once for all
            that are written together
    tell    (reader, entries) -> entry's id -> (words, address or "") of what was kept
    """

    kind: str
    gather: Callable[[object, str, Sequence[int]], Mapping[int, Mapping[str, object]]]
    tell: Callable[[object, Iterable], Mapping[int, Sequence[tuple[str, str]]]]


_declared: dict[str, Circumstances] = {}


def declare_circumstances(circumstances: Circumstances) -> None:
    """Have every new entry about a kind of record say how it came to it."""
    _declared[circumstances.kind] = circumstances


def circumstances_for(
    kind: str, *, by, verb: str, ids: Sequence[int]
) -> Mapping[int, Mapping[str, object]]:
    """What is to be kept with new entries; nothing for a kind nobody declared, or of no person."""
    found = _declared.get(kind)
    return found.gather(by, verb, ids) if found and by is not None else {}


def told_about(kind: str, reader, entries: Iterable) -> Mapping[int, Sequence[tuple[str, str]]]:
    """What entries tell a reader of how they came about, by the entry's id."""
    found = _declared.get(kind)
    return found.tell(reader, entries) if found else {}


@contextmanager
def told(**circumstances: object) -> Iterator[None]:
    """Have what `recorded` records in the block say how it came about: `with told(approval=5):`."""
    kept = _told.set({**_told.get(), **circumstances})
    try:
        yield
    finally:
        _told.reset(kept)


def told_now() -> Mapping[str, object]:
    """What the blocks around say of how it came about."""
    return _told.get()
