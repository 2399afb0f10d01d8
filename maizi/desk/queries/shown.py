"""One shape for every part of a board, so that screen, paper and mail show the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from .numbers import Number

MOST_ROWS = 8


@dataclass(frozen=True)
class Row:
    """One line of a part: what it is about, a remark, and how it stands."""

    text: str
    address: str = ""
    note: str = ""
    badge: str = ""
    tone: str = ""


@dataclass
class Filled:
    """What a part has to show; `more` leads to all of it, `count` is how many there are."""

    numbers: list[Number] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    more: str = ""
    count: int = 0


@dataclass(frozen=True)
class Part:
    """One part: its name, for whom, and how it is filled."""

    code: str
    label: str
    icon: str
    may: Callable[[object], bool]
    fill: Callable[[object, date], Filled]
