"""Where the column names stand, when a sheet begins with titles, two header lines or none."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from maizi.kit.sheets.vocabulary import is_column_word

SEARCHED_ROWS = 20
COMPARED_ROWS = 20
LONG_TEXT = 40

NUMBER = re.compile(r"[-+(]?[¥￥$€]? ?-?\d[\d,]*(\.\d+)?(E[-+]?\d+)? ?[%％)]?")
DATE = re.compile(r"(\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?|\d{1,2}/\d{1,2}/\d{2,4})([ T].*)?")
CODE = re.compile(r"(?=.*\d.*\d.*\d)[A-Za-z0-9][-A-Za-z0-9_./]*")
HANZI = re.compile("[\u3400-\u9fff]")

Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Merge:
    """One merged range; rows and columns count from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The rows that name the columns (none, one or two) and the names by column."""

    rows: tuple[int, ...]
    names: tuple[str, ...]
    rows_above: tuple[int, ...] = ()


def find_heading(zone: Rows, merges: Sequence[Merge] = (), *, wanted: int | None = None) -> Heading:
    """The heading of a sheet from its first rows.

    wanted  the row a person chose, 0 for none; None: find it
    """
    if wanted == 0 or not zone:
        return Heading((), ())
    at = _index_of(zone, wanted) if wanted else _best_row(zone)
    if at is None:
        return Heading((), ())
    return _heading_at(zone, at, merges)


def _index_of(zone: Rows, number: int) -> int | None:
    return next((at for at, (row, _) in enumerate(zone) if row == number), None)


def _best_row(zone: Rows) -> int | None:
    widths = Counter(_filled(cells) for _, cells in zone)
    usual = max(widths, key=lambda width: (widths[width] * min(width, 3), width))
    enough = max(1, usual * 0.5) if usual < 3 else max(2, usual * 0.5)
    for at, (_, cells) in enumerate(zone[:SEARCHED_ROWS]):
        if _filled(cells) >= enough:
            return _settle(zone, at)
    return None


def _settle(zone: Rows, first: int) -> int | None:
    """The first wide row, or one soon after with more column words; None when it reads as data."""
    known = [_words(cells) for _, cells in zone[first : first + 6]]
    most = max(known)
    if most >= 2:
        return first + known.index(most)
    cells = zone[first][1]
    below = [row for _, row in zone[first + 1 : first + 1 + COMPARED_ROWS]]
    if known[0] and not _same_kind(cells, below):
        return first
    if _filled(cells) == 1:
        return first if known[0] or _differs_alone(cells, below) else None
    same = _same_kind(cells, below)
    return None if same and same >= 0.2 * _filled(cells) else first


def _heading_at(zone: Rows, at: int, merges: Sequence[Merge]) -> Heading:
    number, cells = zone[at]
    above = tuple(row for row, _ in zone[:at])
    if at + 1 < len(zone) and zone[at + 1][0] == number + 1:
        names = _two_lines(number, cells, zone[at + 1][1], merges)
        if names:
            return Heading((number, number + 1), names, above)
    return Heading((number,), tuple(map(one_line, cells)), above)


def _two_lines(
    number: int, top: Sequence[str], bottom: Sequence[str], merges: Sequence[Merge]
) -> tuple[str, ...]:
    """Names from a line of groups over a line of columns; nothing if the lower one is data."""
    width = max(len(top), len(bottom))
    upper = [*top, *[""] * (width - len(top))]
    lower = [*bottom, *[""] * (width - len(bottom))]
    grouped = _grouped_columns(number, upper, lower, merges)
    if not any(lower[at] for at in grouped):
        return ()
    for at in range(width):
        is_own = at not in grouped and lower[at] not in ("", upper[at])
        if is_own or _kind(lower[at])[:1] in ("n", "d"):
            return ()
    names = []
    for at in range(width):
        group = grouped.get(at, upper[at])
        parts = [group, lower[at]] if lower[at] != group else [group]
        names.append(" ".join(one_line(part) for part in parts if part))
    return tuple(names)


def _grouped_columns(
    number: int, upper: list[str], lower: list[str], merges: Sequence[Merge]
) -> dict[int, str]:
    """Columns under a wide group cell → its text: merged in a workbook, followed by gaps in CSV."""
    grouped: dict[int, str] = {}
    for merge in merges:
        if merge.top == merge.bottom == number and merge.right > merge.left:
            for at in range(merge.left - 1, min(merge.right, len(upper))):
                grouped[at] = upper[merge.left - 1]
    if grouped or merges:
        return grouped
    for at in range(1, len(upper)):
        if not upper[at] and lower[at] and lower[at - 1]:
            start = at - 1
            grouped.setdefault(start, upper[start])
            grouped[at] = grouped[start]
    return grouped


def one_line(text: str) -> str:
    """A column name without line breaks."""
    if "\n" not in text:
        return text
    return ("" if HANZI.search(text) else " ").join(part.strip() for part in text.split("\n"))


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell)


def _words(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell and is_column_word(cell))


def _kind(cell: str) -> str:
    """A coarse shape: numbers with their length, dates, codes, addresses; plain text is empty."""
    if not cell or len(cell) > LONG_TEXT:
        return ""
    if NUMBER.fullmatch(cell):
        return f"n{len(cell.split('.')[0])}"
    if DATE.fullmatch(cell):
        return "d"
    if "@" in cell:
        return "@"
    return "c" if CODE.fullmatch(cell) else ""


def _usual_kind(below: Sequence[Sequence[str]], at: int) -> str:
    kinds = Counter(_kind(row[at]) for row in below if at < len(row) and row[at])
    return kinds.most_common(1)[0][0] if kinds else ""


def _same_kind(cells: Sequence[str], below: Sequence[Sequence[str]]) -> int:
    """How many cells look like the values under them."""
    if not below:
        return sum(1 for cell in cells if _kind(cell)[:1] in ("n", "d", "@"))
    kinds = [(_kind(cell), _usual_kind(below, at)) for at, cell in enumerate(cells)]
    return sum(1 for kind, usual in kinds if kind and kind == usual)


def _differs_alone(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """The only cell is plain text, and nearly all under it are numbers, dates or codes."""
    at = next(at for at, cell in enumerate(cells) if cell)
    kinds = [_kind(row[at]) for row in below if at < len(row) and row[at]]
    return not _kind(cells[at]) and sum(map(bool, kinds)) > 0.8 * max(1, len(kinds))
