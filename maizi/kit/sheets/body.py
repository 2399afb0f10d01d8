"""The rows of a sheet on disk: one CSV line a row, its number first, cells already tidy."""

import csv
from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from maizi.kit.sheets.archive import Unsafe

ZONE_ROWS = 40
LONGEST_STORED = 100_000  # csv.reader stops at 131,072
WIDE_ROWS_KEPT = 1_000


class BodyWriter:
    """Writes rows and keeps the few facts that later need the whole sheet."""

    def __init__(self, out: TextIO):
        self._write = csv.writer(out, lineterminator="\n").writerow
        self._zone_widths: Counter[int] = Counter()
        self._usual_width = 0
        self._empty_columns: set[int] = set()
        self._width_seen = 0
        self.rows = 0
        self.wide_rows: list[tuple[int, int]] = []

    def add(self, number: int, cells: Sequence[str]) -> None:
        """One row with something in it. Raises Unsafe for a cell that could not be read back."""
        if sum(map(len, cells)) > LONGEST_STORED and max(map(len, cells)) > LONGEST_STORED:
            raise Unsafe("long_line", row=number)
        self._write((number, *cells))
        self.rows += 1
        width = len(cells)
        if self.rows <= ZONE_ROWS:
            self._zone_widths[width] += 1
            self._usual_width = self._zone_widths.most_common(1)[0][0]
            return
        if width > self._usual_width and len(self.wide_rows) < WIDE_ROWS_KEPT:
            self.wide_rows.append((number, width))
        if width > self._width_seen:
            self._empty_columns.update(range(self._width_seen, width))
            self._width_seen = width
        if self._empty_columns:
            self._note_filled(cells, width)

    def filled_columns(self) -> list[int]:
        """Columns, from 0, with something in them below the zone where a heading is looked for."""
        return [at for at in range(self._width_seen) if at not in self._empty_columns]

    def _note_filled(self, cells: Sequence[str], width: int) -> None:
        filled = {at for at in self._empty_columns if at < width and cells[at]}
        self._empty_columns -= filled
