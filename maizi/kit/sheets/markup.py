"""What calamine does not tell of a worksheet's XML: error cells, formulas without a result, reach.

Read in chunks with regular expressions, because the XML of 100,000 rows is 75 MB.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOST_REMEMBERED = 1_000
ROW_END = b"row>"
LONGEST_ROW_BYTES = 8 << 20
PREFIX_ZONE = 4096
LETTERS = re.compile(rb"[A-Z]*")
CELL_PLACE = re.compile(rb" r=[\"'][A-Z]*(\d{1,7})")
FILLED_CELL = re.compile(rb"<(?:\w+:)?c [^>]*?r=[\"']([A-Z]+)(\d+)[\"'][^>]*(?<!/)>")
FAILED_CELL = re.compile(
    rb"<(?:\w+:)?c (?=[^>]*\bt=[\"']e[\"'])[^>]*?\br=[\"']([A-Z]+)(\d+)[\"'][^>]*>"
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>(#[^<]{1,20})<",
    re.DOTALL,
)
FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c ([^>]*?)\br=[\"']([A-Z]+\d+)[\"']([^>]*)>"
    rb"\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(slots=True)
class Marks:
    """One worksheet's remarkable cells. Rows and columns count from 1."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 1
    failed: dict[tuple[int, int], str] = field(default_factory=dict)
    uncounted: list[str] = field(default_factory=list)
    uncounted_cells: int = 0


def marks_of(chunks: Iterable[bytes]) -> Marks:
    """Read a worksheet's XML once and note what stands out.

    The last row and column are those of each row's last cell: enough for every honest file.
    """
    marks = Marks()
    for text in whole_rows(chunks):
        is_prefixed = b":row" in text[:PREFIX_ZONE]
        marks.cells += text.count(b"<v>") + text.count(b"<is>")
        if is_prefixed:
            marks.cells += text.count(b":v>") // 2 + text.count(b":is>") // 2
        _note_reach(text.split(ROW_END), marks)
        if b't="e"' in text:
            _note_failed(text, marks)
        if b"<f" in text or is_prefixed:
            _note_uncounted(text, marks)
    return marks


def reach_of(chunks: Iterable[bytes]) -> tuple[int, int, int]:
    """Rows with a value, last row, last column: exact and slower, styled empty cells left out."""
    rows: set[int] = set()
    last_column = 0
    for text in whole_rows(chunks):
        for letters, row in FILLED_CELL.findall(text):
            rows.add(int(row))
            last_column = max(last_column, column_number(letters))
    return len(rows), max(rows, default=0), last_column


def whole_rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut where a row ends."""
    carried = b""
    for chunk in chunks:
        text = carried + chunk
        cut = text.rfind(ROW_END) + len(ROW_END)
        if cut < len(ROW_END) and len(text) > LONGEST_ROW_BYTES:
            cut = text.rfind(b"<c ")
        if cut < len(ROW_END):
            carried = text
            if len(text) > 2 * LONGEST_ROW_BYTES:
                carried = text[-64:]
            continue
        carried = text[cut:]
        yield text[:cut]
    yield carried


def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number


def _note_reach(rows: list[bytes], marks: Marks) -> None:
    """Each row's last column; the row number only of the chunk's last rows, for rows ascend."""
    ends = {row[at + 4 : at + 7] for row in rows if (at := row.rfind(b" r=")) >= 0}
    for letters in {LETTERS.match(end)[0] for end in ends}:
        marks.last_column = max(marks.last_column, column_number(letters))
    for row in rows[-2:]:
        place = CELL_PLACE.match(row, row.rfind(b" r="))
        if place:
            marks.last_row = max(marks.last_row, int(place[1]))


def _note_failed(text: bytes, marks: Marks) -> None:
    for letters, row, shown in FAILED_CELL.findall(text):
        if len(marks.failed) >= MOST_REMEMBERED * 100:
            return
        marks.failed[(int(row), column_number(letters))] = shown.decode("ascii", "replace")


def _note_uncounted(text: bytes, marks: Marks) -> None:
    for before, place, after, empty in FORMULA_CELL.findall(text):
        is_empty_text = b'"str"' in before + after and b"/v>" in empty and b"</" in empty
        if is_empty_text:
            continue
        marks.uncounted_cells += 1
        if len(marks.uncounted) < MOST_REMEMBERED:
            marks.uncounted.append(place.decode("ascii"))
