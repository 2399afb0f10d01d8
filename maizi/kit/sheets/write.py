"""The only way rows leave as a file: xlsx, or CSV that Excel opens rightly, no cell a formula."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit.sheets.cells import FORMULA_STARTS, INVISIBLE, LINE_ENDS
from maizi.kit.sheets.kinds import Kind
from maizi.kit.sheets.limits import LONGEST_CELL

MOST_XLSX_ROWS = 1_048_575
EXACT_DIGITS = 15
FIRST_EXCEL_YEAR = 1900
LONGEST_SHEET_NAME = 31
LONGEST_FILE_NAME = 80
CHUNK_ROWS = 1_000

CSV_MARK = "\ufeff"
CALLABLE_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?|\+\d[\d ]*")
FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
FORBIDDEN_IN_FILE_NAME = re.compile(r'[\\/:*?"<>|]+')
RESERVED_NAMES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")

NUMBER_FORMATS = {
    Kind.DATE: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
    Kind.MONEY: "#,##0.00",
    Kind.INTEGER: "0",
    Kind.DECIMAL: "General",
}
WIDTHS = {
    Kind.TEXT: 18.0,
    Kind.MOBILE: 14.0,
    Kind.PHONE: 16.0,
    Kind.EMAIL: 24.0,
    Kind.USC_CODE: 22.0,
    Kind.RESIDENT_ID: 22.0,
    Kind.MOMENT: 18.0,
    Kind.MONEY: 14.0,
}
USUAL_WIDTH = 12.0


@dataclass(frozen=True, slots=True)
class OutColumn:
    """One column of an export: what stands above it and how its values are written."""

    label: str
    kind: Kind = Kind.TEXT


def write_xlsx(
    target: Path | BinaryIO,
    *,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[object]],
    sheet_name: str = "",
    mark: str = "",
) -> int:
    """A workbook of one worksheet; every text is a string cell, whatever it begins with.

    mark  a line above the head, across all columns

    Rows are taken one at a time. Returns how many there were.
    Raises Refused for more rows than Excel can hold.
    """
    from rustpy_xlsxwriter import Format, write_worksheet

    labels = unique_labels(columns)
    counted = Counted(rows)
    records = (dict(zip(labels, map(xlsx_cell, row), strict=True)) for row in counted)
    first = next(records, None)
    write_worksheet(
        chain([first or dict.fromkeys(labels)], records),
        str(target) if isinstance(target, Path) else target,
        sheet_name=safe_sheet_name(sheet_name),
        freeze_row=2 if mark else 1,
        header_row=1 if mark else 0,
        merge_ranges=[(0, 0, 0, max(len(labels) - 1, 1), mark)] if mark else None,
        header_format=Format().set_bold(),
        column_formats={
            label: Format().set_num_format(NUMBER_FORMATS.get(column.kind, "@"))
            for label, column in zip(labels, columns, strict=True)
        },
        column_widths=[WIDTHS.get(column.kind, USUAL_WIDTH) for column in columns],
    )
    return counted.count


class Counted:
    """Rows that count themselves as they pass. Raises Refused at the one too many for Excel."""

    def __init__(self, rows: Iterable[Sequence[object]]):
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[object]]:
        for row in self._rows:
            self.count += 1
            if self.count > MOST_XLSX_ROWS:
                raise Refused(
                    N_("超过 {most} 行，Excel 装不下。请先筛选，或导出为 CSV。"),
                    most=MOST_XLSX_ROWS,
                )
            yield row


def csv_chunks(columns: Sequence[OutColumn], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The bytes of a CSV file, to be streamed; with a mark, so that Excel sees UTF-8."""
    buffer = _Lines()
    writer = csv.writer(buffer, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    buffer.write(CSV_MARK)
    writer.writerow([guarded(column.label) for column in columns])
    for at, row in enumerate(rows, 1):
        writer.writerow([csv_cell(value) for value in row])
        if at % CHUNK_ROWS == 0:
            yield buffer.taken()
    yield buffer.taken()


def write_csv(target: Path, columns: Sequence[OutColumn], rows: Iterable[Sequence[object]]) -> None:
    """The same as a file."""
    with target.open("wb") as file:
        file.writelines(csv_chunks(columns, rows))


def xlsx_cell(value: object) -> object:
    """A value as it goes into a workbook: texts stay texts, numbers that fit are numbers."""
    return XLSX_CELLS.get(type(value), _xlsx_text)(value)


def csv_cell(value: object) -> object:
    """A value as one field of a CSV line."""
    return CSV_CELLS.get(type(value), _csv_text)(value)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula; numbers and +86… stay as they are.

    ASVS 1.2.10; the apostrophe is taken away again when the file is opened here.
    """
    text = _clean(text)
    bare = text.lstrip(" \t\n'")
    if bare[:1] in FORMULA_STARTS and not CALLABLE_NUMBER.fullmatch(text):
        return f"'{text.lstrip()}"
    return text


def unique_labels(columns: Sequence[OutColumn]) -> list[str]:
    """Labels as column names, each once."""
    labels: list[str] = []
    for column in columns:
        label = INVISIBLE.sub("", column.label) or " "
        number = 2
        while label in labels:
            label = f"{column.label} ({number})"
            number += 1
        labels.append(label)
    return labels


def safe_sheet_name(name: str) -> str:
    """A name that Excel allows for a worksheet."""
    name = FORBIDDEN_IN_SHEET_NAME.sub(" ", INVISIBLE.sub("", name)).strip(" '")
    return name[:LONGEST_SHEET_NAME].strip(" '") or "Sheet1"


def file_name(title: str, suffix: str) -> str:
    """A file name that every system accepts: 客户列表.xlsx."""
    name = FORBIDDEN_IN_FILE_NAME.sub("-", INVISIBLE.sub("", title))
    name = " ".join(name.split())[:LONGEST_FILE_NAME].strip(" .-")
    if not name or RESERVED_NAMES.match(name):
        name = f"_{name}" if name else "export"
    return f"{name}.{suffix}"


class _Lines:
    """Where csv writes; its bytes are taken away chunk by chunk."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.write = self._parts.append

    def taken(self) -> bytes:
        text = "".join(self._parts)
        self._parts.clear()
        return text.encode()


def _clean(value: object) -> str:
    text = str(value)
    if text.isprintable():
        return text
    return INVISIBLE.sub("", LINE_ENDS.sub("\n", text))


def _joined(values: Iterable[object]) -> str:
    return "；".join(map(str, values))


def _yes_no(value: bool) -> str:
    return "是" if value else "否"


def _xlsx_text(value: object) -> str:
    return _clean(value)[:LONGEST_CELL]


def _xlsx_number(value: Decimal | int) -> object:
    """A number, unless Excel would forget its last digits."""
    digits = len(value.as_tuple().digits) if isinstance(value, Decimal) else len(str(abs(value)))
    return float(value) if digits <= EXACT_DIGITS else str(value)


def _xlsx_date(value: date) -> object:
    return value if value.year >= FIRST_EXCEL_YEAR else value.isoformat()


def _xlsx_moment(value: datetime) -> object:
    value = value.replace(tzinfo=None)
    return value if value.year >= FIRST_EXCEL_YEAR else value.isoformat(" ", "seconds")


def _csv_text(value: object) -> str:
    return guarded(str(value))


def _csv_moment(value: datetime) -> str:
    return value.replace(tzinfo=None).isoformat(" ", "seconds")


XLSX_CELLS: dict[type, Callable] = {
    type(None): lambda _: None,
    str: _xlsx_text,
    bool: _yes_no,
    int: _xlsx_number,
    float: lambda value: value,
    Decimal: _xlsx_number,
    date: _xlsx_date,
    datetime: _xlsx_moment,
    tuple: lambda values: _xlsx_text(_joined(values)),
    list: lambda values: _xlsx_text(_joined(values)),
}
CSV_CELLS: dict[type, Callable] = {
    type(None): lambda _: "",
    str: guarded,
    bool: _yes_no,
    int: lambda value: value,
    float: lambda value: value,
    Decimal: lambda value: f"{value:f}",
    date: date.isoformat,
    datetime: _csv_moment,
    tuple: lambda values: guarded(_joined(values)),
    list: lambda values: guarded(_joined(values)),
}
