"""The places in a template where a record's values go: `{{客户名称}}`, and nothing else.

A template is text with holes. There are no statements, no attributes and no expressions, so
there is nothing that it could execute.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, say

PLACE = re.compile(r"\{\{([^{}]{0,200})\}\}")
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
SHOWN, MOST_TOLD = 24, 8

Values = Mapping[str, "str | Sequence[Mapping[str, str]]"]


@dataclass(frozen=True)
class Names:
    """What a template may ask for.

    flat    names with one value
    tables  names of lists -> the columns of their lines
    """

    flat: frozenset[str] = frozenset()
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, sample: Values) -> "Names":
        """The names that a sample shows; a list needs one line to show its columns."""
        tables = {n: tuple(lines[0]) for n, lines in sample.items() if not isinstance(lines, str)}
        return cls(frozenset(sample) - set(tables), tables)

    def knows(self, name: str) -> bool:
        table, dot, column = name.partition(".")
        return column in self.tables.get(table, ()) if dot else name in self.flat

    def alike(self, name: str) -> str:
        """A known name that may have been meant, or ""."""
        known = [*self.flat, *(f"{t}.{c}" for t, columns in self.tables.items() for c in columns)]
        return next(iter(get_close_matches(name, sorted(known), 1, 0.5)), "")


def names_in(text: str) -> list[str]:
    """The names between braces, in order."""
    return [found.strip() for found in PLACE.findall(text)]


def faults_in(text: str, names: Names, place: Said, *, in_row: bool = False) -> list[Said]:
    """What is wrong with the places of one paragraph, cell or line.

    place   where it stands, in words: 第 3 段
    in_row  True inside a row of a table, which alone may ask for the lines of a list
    """
    found = [_fault(name, names, place, in_row) for name in names_in(text)]
    rest = PLACE.sub("", text)
    if LEFT_OVER.search(rest):
        found.append(
            say(N_("{place}“{text}”：占位要写成 {example}，不能有语句，也不能缺括号。"),
                place=place, text=_shortened(text), example="{{名称}}")
        )  # fmt: skip
    return [fault for fault in found if fault]


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its places filled; names were checked when the template came in."""
    return PLACE.sub(lambda found: str(values.get(found[1].strip(), "")), text)


def refuse(faults: Sequence[Said]) -> None:
    """Raise Refused that names the first few faults with their places, if there are any."""
    if faults:
        told = {f"fault{place}": fault for place, fault in enumerate(faults[:MOST_TOLD])}
        line = say(" ".join(f"{{{name}}}" for name in told), **told)
        if len(faults) == len(told):
            raise Refused(N_("模板有 {count} 处问题：{faults}"), count=len(faults), faults=line,
                          field="file")  # fmt: skip
        raise Refused(N_("模板有 {count} 处问题，前几处是：{faults}"), count=len(faults),
                      faults=line, field="file")  # fmt: skip


def _fault(name: str, names: Names, place: Said, in_row: bool) -> Said | None:
    shown = _shortened(name)
    if not names.knows(name):
        alike = names.alike(name)
        if alike:
            return say(N_("{place}：没有“{name}”这个占位，是不是“{alike}”？"),
                       place=place, name=shown, alike=alike)  # fmt: skip
        return say(N_("{place}：没有“{name}”这个占位。"), place=place, name=shown)
    if "." in name and not in_row:
        return say(N_("{place}：“{name}”是明细，只能写在表格的一行里。"), place=place, name=shown)
    return None


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
