"""How a list may be looked at, and what one of its rows is."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class View:
    """A named way to look at a list: columns, conditions, order, grouping."""

    code: str
    label: str
    conditions: Sequence[str] = ()
    columns: Sequence[str] = ()
    sort: str = ""
    group: str = ""
    match: str = "all"
    is_own: bool = False  # saved by a person, not built in


class Row:
    """The selected values of one record, by attribute."""

    def __init__(self, values: dict):
        self.__dict__.update(values)
        self.pk = values["id"]
