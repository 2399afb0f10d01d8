"""A table in a web page, which many systems send under the name of .xls."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from maizi.kit.sheets.archive import CHUNK_BYTES, Unsafe
from maizi.kit.sheets.cells import tidy
from maizi.kit.sheets.encodings import Encoding
from maizi.kit.sheets.limits import LONGEST_CELL, Limits

WIDEST_SPAN = 200


class TableParser(HTMLParser):
    """Collects the rows of the first table that has any; a table inside a cell is its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._tables = 0
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = 1
        self._has_rows = False
        self.is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._tables += 1
        if self.is_over or self._tables != 1:
            return
        if tag == "tr":
            self._end_row()
            self._row = []
        elif tag in ("td", "th"):
            self._end_cell()
            self._cell = []
            span = dict(attrs).get("colspan") or ""
            self._span = min(int(span), WIDEST_SPAN) if span.isdecimal() else 1
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._tables = max(0, self._tables - 1)
            if not self._tables:
                self._end_row()
                self.is_over = self._has_rows
        elif self._tables == 1 and tag == "tr":
            self._end_row()
        elif self._tables == 1 and tag in ("td", "th"):
            self._end_cell()

    def handle_data(self, text: str) -> None:
        if self._cell is not None and not self.is_over:
            self._cell.append(text)

    def close(self) -> None:
        super().close()
        self._end_row()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        if self._row is None:
            self._row = []
        text = " ".join("".join(self._cell).split())
        self._row.append(tidy(text)[:LONGEST_CELL])
        self._row.extend([""] * (max(self._span, 1) - 1))
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self.rows.append(self._row)
            self._has_rows = True
        self._row = None


def records_of(path: Path, encoding: Encoding, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) of the first table. Raises Unsafe when there is none."""
    number = 0
    for number, cells in enumerate(_rows(path, encoding), 1):
        if number > limits.rows:
            raise Unsafe("rows", count=number)
        if any(cells):
            yield number, cells
    if not number:
        raise Unsafe("no_table")


def _rows(path: Path, encoding: Encoding) -> Iterator[list[str]]:
    parser = TableParser()
    with path.open(encoding=encoding.name, errors=encoding.errors) as file:
        for text in iter(lambda: file.read(CHUNK_BYTES), ""):
            parser.feed(text)
            yield from parser.rows
            parser.rows = []
    parser.close()
    yield from parser.rows
