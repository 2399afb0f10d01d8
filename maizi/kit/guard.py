"""How people are watched over as they see and take out personal values: asked by the pages here,
answered by the app above that knows the company's rules (`install`)."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leaving:
    """One export as somebody asks for it.

    source     model label of the rows
    query      conditions and order, as the list's address says them
    picks      ids of the rows that were chosen; empty: all that fit
    columns    names of the columns, in their order
    digest     hash of the ids, so that the same rows can be known again
    contacts   whether contact fields come out whole
    sensitive  whether sensitive fields come out
    grant      what the person holds that allows it, "" for nothing
    """

    source: str
    label: str
    query: str
    picks: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    digest: str
    contacts: bool
    sensitive: bool
    reason: str
    grant: str = ""


@dataclass(frozen=True)
class Guard:
    """The rules in force.

    reveals_a_day  user -> how many masked values he may have shown
    mark           user -> the words of his watermark, or "" for none
    let_go         (user, Leaving) -> "" when the export may leave now, else the page that tells
                   what it waits for; raises Refused for what must not leave
    """

    reveals_a_day: Callable[[object], int] = lambda user: 50  # N-4
    mark: Callable[[object], str] = lambda user: ""
    let_go: Callable[[object, Leaving], str] = lambda user, leaving: ""


_guard = Guard()


def install(guard: Guard) -> None:
    """Make these the rules; called once, when the site starts."""
    global _guard
    _guard = guard


def guard() -> Guard:
    """The rules in force."""
    return _guard
