"""What a calendar sheet must look like, and how it differs from the days stored (0.4)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import DayKind

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_ROWS = 5_000
NAME_LENGTH = 40
HEADING_ROWS = 1
MARKS, SPACES = re.compile(r"\s*[,，、;\t]\s*"), re.compile(r"\s+")
WRITTEN_DATE = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Day:
    """One date that differs from the plain week."""

    date: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What to write so that the stored days become the wanted ones."""

    added: tuple[Day, ...]
    changed: tuple[Day, ...]
    removed: tuple[date, ...]


def read_days(
    rows: Iterable[Mapping[str, str]], *, first_row: int = 1 + HEADING_ROWS
) -> list[Day]:  # fmt: skip
    """The days of a sheet with the columns date, kind and name.

    date       2026-10-01, or a date
    kind       a value or a Chinese label of DayKind
    first_row  how people count the first of these rows: below a heading it is 2

    Raises Refused, naming the row.
    """
    found: dict[date, tuple[int, Day]] = {}
    for number, row in enumerate(rows, start=first_row):
        if number >= MOST_ROWS + first_row:
            raise Refused(N_("一次最多导入 {most} 天。请分几次导入。"), most=MOST_ROWS)
        day = _day(number, row)
        if day.date in found:
            raise Refused(
                N_("第 {row} 行与第 {earlier} 行是同一天 {date}，请只保留一行。"),
                row=number, earlier=found[day.date][0], date=day.date,
            )  # fmt: skip
        found[day.date] = number, day
    if not found:
        raise Refused(N_("表中没有任何日期。请至少填写一行：日期、类型、节日名。"))
    return [day for _, day in sorted(found.values(), key=lambda pair: pair[1].date)]


def rows_in(text: str) -> list[dict[str, str]]:
    """The rows of a pasted text: on each line a date, a kind and a name.

    They are apart by commas or tabs where a line has any, else by spaces.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    split = [(MARKS if MARKS.search(line) else SPACES).split(line, maxsplit=2) for line in lines]
    return [dict(zip(("date", "kind", "name"), parts, strict=False)) for parts in split]


def difference(stored: Iterable[Day], wanted: Iterable[Day]) -> Difference:
    """What separates the stored days from the wanted ones."""
    old = {day.date: day for day in stored}
    new = {day.date: day for day in wanted}
    return Difference(
        added=tuple(day for on, day in new.items() if on not in old),
        changed=tuple(day for on, day in new.items() if on in old and old[on] != day),
        removed=tuple(on for on in old if on not in new),
    )


def _day(number: int, row: Mapping[str, str]) -> Day:
    name = str(row.get("name") or "").strip()
    if len(name) > NAME_LENGTH:
        raise Refused(
            N_("第 {row} 行：节日名最多 {most} 个字，请缩短。"), row=number, most=NAME_LENGTH
        )
    return Day(_date(number, row.get("date")), _kind(number, row.get("kind")), name)


def _date(number: int, value: object) -> date:
    text = str(value or "").strip()
    parts = WRITTEN_DATE.fullmatch(text)
    try:
        day = date(*map(int, parts.groups() if parts else ()))
    except (TypeError, ValueError):
        raise Refused(
            N_("第 {row} 行：看不懂日期“{text}”，请写成 2026-10-01 的样子。"), row=number, text=text
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(
            N_("第 {row} 行：日期 {date} 不在 {first} 年到 {last} 年之间，请核对。"),
            row=number, date=day, first=FIRST_YEAR, last=LAST_YEAR,
        )  # fmt: skip
    return day


def _kind(number: int, value: object) -> DayKind:
    text = str(value or "").strip()
    for kind in DayKind:
        if text in (kind.value, kind.chinese, str(kind.label)):
            return kind
    raise Refused(
        N_("第 {row} 行：没有“{text}”这种类型，请填写 {kinds} 之一。"),
        row=number, text=text, kinds=[kind.label for kind in DayKind],
    )  # fmt: skip
