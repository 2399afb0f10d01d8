"""What one person has in his hands, kind by kind: the list that is empty when he goes (C-70)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

# Verbs that whoever is about to leave has no more, whatever his roles grant (C-70).
FROZEN = frozenset({"export", "delete", "merge", "import", "release", "claim"})


@dataclass(frozen=True, slots=True)
class Held:
    """One thing somebody has.

    region, unit, grade  what successors are chosen by; empty where it has none
    is_key               asks for a written note, and both confirm (C-70)
    """

    id: int
    title: str
    url: str = ""
    region: str = ""
    unit: str = ""
    grade: str = ""
    is_key: bool = False


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One kind of thing people have; declared from the ready() of the app that owns it.

    code      "customers"; in addresses
    label     Chinese message id
    kind      model label of the things, "customers.customer"
    count     person -> how many he has now; 0 lets him go
    held      person -> all of them
    give      (ids, *, giver, taker, by, reason, until) -> id -> why it stays: gives them to a
              successor; `until` is the day to which the giver goes on seeing them, None for not
    end       (ids, *, giver, by, reason) -> the same: ends them without a successor
    note      what to do where neither is possible
    """

    code: str
    label: str
    kind: str
    count: Callable[[Any], int]
    held: Callable[[Any], list[Held]]
    give: Callable[..., Mapping[int, str]] | None = None
    end: Callable[..., Mapping[int, str]] | None = None
    note: str = ""
    position: int = 50
