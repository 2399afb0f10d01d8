"""Text tables: the delimiter found, quotes respected, every record with its row number."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from maizi.kit.sheets.archive import Unsafe
from maizi.kit.sheets.cells import tidy
from maizi.kit.sheets.encodings import Encoding
from maizi.kit.sheets.limits import Limits

SAMPLE_LINES = 200
SAMPLE_CHARACTERS = 200_000
LONGEST_LINE = 2_000_000
DELIMITERS = (",", "\t", ";", "|", "，")
NO_DELIMITER = "\x1f"
COLUMN_GAPS = re.compile(r"\s+")
FEWEST_GAPS = 3
LEAST_EVENNESS = 0.4
END_MARK = "\x1e\x1e"
NUMBER = re.compile(r"[-+]?\d[\d.,]*")
HINT = re.compile(r"sep=(.)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a line becomes cells. `delimiter` is empty when columns are aligned with spaces."""

    delimiter: str
    has_hint: bool = False

    @property
    def is_aligned(self) -> bool:
        return not self.delimiter


def lines_of(path: Path, encoding: Encoding) -> Iterator[str]:
    """Physical lines with their ends. Raises Unsafe for one without end."""
    with path.open(encoding=encoding.name, errors=encoding.errors, newline="") as file:
        for number, line in enumerate(iter(partial(file.readline, LONGEST_LINE), ""), 1):
            if len(line) == LONGEST_LINE:
                raise Unsafe("long_line", row=number)
            yield line


def dialect_of(lines: Iterable[str]) -> Dialect:
    """The delimiter that gives most records the same number of cells."""
    sample = _sample(lines)
    hint = HINT.fullmatch(sample[0]) if sample else None
    if hint:
        return Dialect(hint[1], has_hint=True)
    best, best_score = Dialect(NO_DELIMITER), 0.0
    for delimiter in DELIMITERS:
        score = _evenness(sample, delimiter)
        if score > best_score:
            best, best_score = Dialect(delimiter), score
    if best_score < 0.5 and _is_aligned(sample):
        return Dialect("")
    return best if best_score >= LEAST_EVENNESS else Dialect(NO_DELIMITER)


def records_of(
    lines: Iterator[str], dialect: Dialect, limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    """(row number, tidy cells) of every record with something in it.

    Raises Unsafe when a quote is never closed, or for more rows or columns than allowed.
    """
    if dialect.has_hint:
        next(lines, None)
    records = _aligned(lines) if dialect.is_aligned else _quoted(lines, dialect.delimiter)
    count = 0
    for number, cells in enumerate(records, 1):
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        count += 1
        if count > limits.text_rows:
            raise Unsafe("rows", count=number)
        if len(cells) > limits.columns:
            raise Unsafe("columns", count=len(cells))
        yield number, cells


class Watched:
    """Lines, and whether one since the last record needs tidying; most do not, and it costs."""

    def __init__(self, lines: Iterable[str], delimiter: str):
        self._lines = lines
        self._harmless = delimiter if delimiter == "\t" else ""
        self.is_untidy = False
        self.is_inside = False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            text = line.rstrip("\r\n")
            if self._harmless:
                text = text.replace(self._harmless, "")
            if self.is_inside or not text.isprintable() or " " in text or "'" in text:
                self.is_untidy = True
            self.is_inside = True
            yield line
        yield END_MARK  # where it lands tells whether all quotes were closed


def _quoted(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    watched = Watched(lines, delimiter)
    reader = csv.reader(watched, delimiter=delimiter, skipinitialspace=True)
    number = 1
    try:
        for record in reader:
            if record == [END_MARK]:
                return
            if record and record[-1].endswith(END_MARK):
                raise Unsafe("quote", row=number)
            yield [tidy(cell) for cell in record] if watched.is_untidy else record
            watched.is_untidy = watched.is_inside = False
            number += 1
    except csv.Error as why:
        raise Unsafe("quote", row=number) from why


def _aligned(lines: Iterable[str]) -> Iterator[list[str]]:
    for line in lines:
        yield [tidy(cell) for cell in COLUMN_GAPS.split(line.strip())]


def _sample(lines: Iterable[str]) -> list[str]:
    sample: list[str] = []
    characters = 0
    for line in islice(lines, SAMPLE_LINES):
        sample.append(line)
        characters += len(line)
        if characters > SAMPLE_CHARACTERS:
            break
    return sample


def _evenness(sample: list[str], delimiter: str) -> float:
    """Share of records that have the commonest number of cells above one, 0–1."""
    try:
        records = [r for r in csv.reader(sample, delimiter=delimiter, skipinitialspace=True) if r]
    except csv.Error:
        return 0.0
    widths = Counter(len(record) for record in records if any(record))
    several = [(count, width) for width, count in widths.items() if width > 1]
    if not several:
        return 0.0
    count, width = max(several)
    total = sum(widths.values())
    is_everywhere = sum(count for count, _ in several) > 0.95 * total and len(records[0]) > 1
    return max(count / total, LEAST_EVENNESS * is_everywhere) + min(width, 50) / 10_000


def _is_aligned(sample: list[str]) -> bool:
    """Columns of numbers set apart by spaces."""
    records = [COLUMN_GAPS.split(line.strip()) for line in sample if line.strip()]
    widths = Counter(map(len, records)).most_common(1)
    if not widths or widths[0][0] < FEWEST_GAPS or widths[0][1] < 0.9 * len(records):
        return False
    width = widths[0][0]
    rows = [record for record in records if len(record) == width]
    numeric = [sum(1 for row in rows if NUMBER.fullmatch(row[at])) for at in range(width)]
    return max(numeric) > 0.8 * len(rows)
