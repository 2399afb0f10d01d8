"""The rows of one worksheet, with the error cells and merged values that calamine leaves out.

Runs in the separate process of `child`.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from maizi.kit.sheets.archive import Directory, Unsafe, read_directory, xml_chunks
from maizi.kit.sheets.biff import failed_cells
from maizi.kit.sheets.body import ZONE_ROWS, BodyWriter
from maizi.kit.sheets.cells import SHOWN_BY_TYPE
from maizi.kit.sheets.limits import Limits
from maizi.kit.sheets.markup import Marks, marks_of, reach_of

NAMED_CELLS = 5
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKSHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")


@dataclass(slots=True)
class Report:
    """What the parent learns beside the rows; rows and columns count from 1."""

    refused: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    worksheet: str = ""
    worksheets: list[str] = field(default_factory=list)
    rows: int = 0
    filled_columns: list[int] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    merge_count: int = 0
    failed_count: int = 0
    uncounted: list[str] = field(default_factory=list)
    uncounted_count: int = 0


def read_workbook(order: dict, limits: Limits, report: Report, body: BodyWriter) -> None:
    """Check the file, choose a worksheet, write its rows. Raises Unsafe or CalamineError."""
    path = Path(order["path"])
    marks: dict[str, Marks] = {}
    if order["format"] != "xls":
        marks = inspect_archive(path, read_directory(path, limits), limits)
    workbook = CalamineWorkbook.from_path(path)
    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    report.worksheets = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible]
    sheet = choose_worksheet(workbook, sheets, order["worksheet"])
    report.worksheet = sheet.name
    found = marks.get(sheet.name, Marks())
    if order["format"] == "xls":
        found = Marks(failed=failed_cells(path, workbook.sheet_names.index(sheet.name)))
    report.failed_count = len(found.failed)
    report.uncounted = found.uncounted[:NAMED_CELLS]
    report.uncounted_count = found.uncounted_cells
    for line in lines_of(sheet, found, limits, report):
        if body.rows >= limits.rows + ZONE_ROWS:
            raise Unsafe("rows", count=sheet.height)
        body.add(line[0], line[1:])


def inspect_archive(path: Path, directory: Directory, limits: Limits) -> dict[str, Marks]:
    """Inflate every XML part once: true sizes, no entities, and what stands out by worksheet."""
    marks: dict[str, Marks] = {}
    small: dict[str, bytes] = {}
    with path.open("rb") as file:
        for member in directory.members:
            name = member.filename
            chunks = xml_chunks(file, member)
            if WORKSHEET_PART.fullmatch(name):
                marks[name] = marks_of(chunks)
                refuse_excess(marks[name], lambda one=member: xml_chunks(file, one), limits)
            elif name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
                small[name] = b"".join(chunks)
            elif name.endswith((".xml", ".rels")):
                deque(chunks, maxlen=0)
    return {name: marks[part] for name, part in worksheet_parts(small) if part in marks}


def refuse_excess(marks: Marks, again: Callable[[], Iterable[bytes]], limits: Limits) -> None:
    """Too many cells, or a few of them so far apart that the box around them is too large."""
    if marks.cells > limits.cells:
        raise Unsafe("cells", count=marks.cells)
    is_small = marks.last_row * marks.last_column <= limits.box_cells
    if is_small and marks.last_row <= limits.rows + ZONE_ROWS:
        return
    rows, last_row, last_column = reach_of(again())
    if rows > limits.rows + ZONE_ROWS:
        raise Unsafe("rows", count=rows)
    if last_row * last_column > limits.box_cells:
        raise Unsafe("sparse", rows=last_row, columns=last_column)


def worksheet_parts(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Worksheet names with the part of the archive that holds each."""
    try:
        book = ElementTree.fromstring(parts.get("xl/workbook.xml", b"<none/>"))
        links = ElementTree.fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    except ElementTree.ParseError as why:
        raise Unsafe("broken") from why
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in book.findall(".//{*}sheet"):
        target = targets.get(sheet.get(RELATION), "").removeprefix("/")
        yield sheet.get("name", ""), target if target.startswith("xl/") else f"xl/{target}"


def choose_worksheet(
    workbook: CalamineWorkbook, sheets: list[SheetMetadata], wanted: str
) -> CalamineSheet:
    """The wanted worksheet, else the first visible one that looks like a table."""
    if wanted:
        if wanted not in [sheet.name for sheet in sheets]:
            raise Unsafe("worksheet", worksheet=wanted)
        return workbook.get_sheet_by_name(wanted)
    fallback = None
    for metadata in sorted(sheets, key=lambda one: one.visible != SheetVisibleEnum.Visible):
        sheet = workbook.get_sheet_by_name(metadata.name)
        if sheet.end is None:
            continue
        if sheet.height >= 2 and sheet.width >= 2:
            return sheet
        fallback = fallback or sheet
    if fallback is None:
        raise Unsafe("empty")
    return fallback


def lines_of(sheet: CalamineSheet, marks: Marks, limits: Limits, report: Report) -> Iterator[list]:
    """[row number, cells…] of every row with something in it. Raises Unsafe for too large a box."""
    if sheet.start is None or sheet.end is None:
        raise Unsafe("empty")
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    if columns > limits.columns:
        raise Unsafe("columns", count=columns)
    if rows * columns > limits.box_cells:
        raise Unsafe("sparse", rows=rows, columns=columns)
    merges = sorted(sheet.merged_cell_ranges or [])
    report.merge_count = len(merges)
    report.merges = [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in merges
        if top < ZONE_ROWS
    ]
    lines = numbered_rows(sheet)
    if marks.failed:
        lines = with_failures(lines, marks.failed)
    tall = [merge for merge in merges if merge[1][0] > merge[0][0]]
    return with_merges(lines, tall) if tall else lines


def numbered_rows(sheet: CalamineSheet) -> Iterator[list]:
    """[row number, cells…] of every row in which calamine finds something."""
    padding = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [SHOWN_BY_TYPE[type(cell)](cell) for cell in row]
        if any(cells):
            yield [number, *padding, *cells]


def with_failures(lines: Iterable[list], failed: dict[tuple[int, int], str]) -> Iterator[list]:
    """The same rows with their error cells, which calamine leaves empty."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in failed.items():
        by_row.setdefault(row, []).append((column, text))
    for line in lines:
        for column, text in by_row.get(line[0], ()):
            if column < len(line):
                line[column] = text
        yield line


def with_merges(lines: Iterable[list], merges: list) -> Iterator[list]:
    """The value of a cell merged downwards repeated in each of its rows."""
    waiting = iter(merges)
    following = next(waiting, None)
    open_merges: list[list] = []
    for line in lines:
        row = line[0] - 1
        while following and following[0][0] <= row:
            (top, left), (bottom, _) = following
            value = line[left + 1] if top == row and left + 1 < len(line) else ""
            if value:
                open_merges.append([left + 1, bottom, value])
            following = next(waiting, None)
        open_merges = [one for one in open_merges if one[1] >= row]
        for column, _, value in open_merges:
            if not line[column]:
                line[column] = value
        yield line
