"""One shape for every part of a board, so that screen, paper and mail show the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from maizi.jobs.queries import Ready

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
    """What a part has to show; `more` leads to all of it, `count` is how many there are.

    states  how that stands which jobs prepare for it
    """

    numbers: list[Number] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    more: str = ""
    count: int = 0
    states: list[Ready] = field(default_factory=list)

    @property
    def at(self) -> datetime | None:
        """When the oldest of its numbers was counted, where that was not just now."""
        return min((state.at for state in self.states if state.at), default=None)

    @property
    def is_coming(self) -> bool:
        """Whether newer numbers come by themselves."""
        return any(state.is_coming for state in self.states)

    @property
    def is_failed(self) -> bool:
        """Whether something could not be counted."""
        return any(state.is_failed for state in self.states)


@dataclass(frozen=True)
class Part:
    """One part: its name, for whom, and how it is filled."""

    code: str
    label: str
    icon: str
    may: Callable[[object], bool]
    fill: Callable[[object, date], Filled]
