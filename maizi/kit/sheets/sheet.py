"""An opened sheet: named columns, numbered rows, and what a person should know about it."""

import csv
import json
import os
import shutil
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from itertools import islice
from operator import itemgetter
from pathlib import Path

from maizi.kernel.texts import Said, say

VERSION = 1

Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a sheet without reading its rows.

    headers      unique column names, in the order of the cells that rows() gives
    columns      where those columns stand in the file, from 0
    header_rows  rows they were read from: none, one or two
    row_count    rows below them that have something in them
    first_row    rows before it are not data
    confidence   of the encoding, 0–1; below 0.9 show the sample and ask
    broken       row number → why this row cannot be trusted, e.g. more cells than columns
    """

    name: str
    format: str
    headers: tuple[str, ...]
    columns: tuple[int, ...]
    row_count: int
    header_rows: tuple[int, ...] = ()
    first_row: int = 1
    encoding: str = ""
    confidence: float = 1.0
    worksheet: str = ""
    worksheets: tuple[str, ...] = ()
    warnings: tuple[Said, ...] = ()
    broken: dict[int, Said] = field(default_factory=dict)


class Sheet:
    """The rows of one table, read from a staged copy as often as wanted, never all at once."""

    def __init__(self, facts: Facts, body: Path, *, offset: int = 0, is_temporary: bool = False):
        self.facts = facts
        self._body = body
        self._offset = offset
        self._gone = weakref.finalize(self, body.unlink, missing_ok=True) if is_temporary else None

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.facts.name

    @property
    def headers(self) -> tuple[str, ...]:
        """Column names, each once."""
        return self.facts.headers

    @property
    def row_count(self) -> int:
        """Rows of data."""
        return self.facts.row_count

    @property
    def encoding(self) -> str:
        """Of a text file; empty for workbooks."""
        return self.facts.encoding

    @property
    def warnings(self) -> tuple[Said, ...]:
        """Sentences for the person who brought the file."""
        return self.facts.warnings

    def rows(self, after: int = 0) -> Iterator[Row]:
        """(row number as in the file, one text per header), those after row `after`."""
        start = max(after + 1, self.facts.first_row)
        columns = self.facts.columns
        last = max(columns) + 1
        pick = itemgetter(*(at + 1 for at in columns))
        if len(columns) == 1:
            pick = _alone(columns[0] + 1)
        for line in self._lines():
            number = int(line[0])
            if number < start:
                continue
            if len(line) <= last:
                line.extend([""] * (last + 1 - len(line)))
            yield number, pick(line)

    def sample(self, count: int = 20) -> list[Row]:
        """The first rows."""
        return list(islice(self.rows(), count))

    def stage(self, path: Path) -> "Sheet":
        """A lasting copy that `reopen` understands; written completely or not at all."""
        unfinished = path.with_name(f"{path.name}.part")
        with unfinished.open("wb") as out:
            out.write(json.dumps(_packed(self.facts), ensure_ascii=False).encode() + b"\n")
            with self._body.open("rb") as rows:
                rows.seek(self._offset)
                shutil.copyfileobj(rows, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
        return reopen(path)

    def close(self) -> None:
        """Throw the temporary copy away."""
        if self._gone:
            self._gone()

    def __enter__(self) -> "Sheet":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _lines(self) -> Iterator[list[str]]:
        with self._body.open("rb") as raw:
            raw.seek(self._offset)
            yield from csv.reader(line.decode() for line in raw)


def reopen(path: Path) -> Sheet:
    """A sheet that `Sheet.stage` wrote."""
    with path.open("rb") as file:
        head = file.readline()
    return Sheet(_unpacked(json.loads(head)), path, offset=len(head))


def _alone(at: int):
    def pick(line: list[str]) -> tuple[str]:
        return (line[at],)

    return pick


def _packed(facts: Facts) -> dict:
    packed = {one.name: getattr(facts, one.name) for one in fields(facts)}
    packed["version"] = VERSION
    packed["warnings"] = [[said.message, said.params] for said in facts.warnings]
    packed["broken"] = [[row, said.message, said.params] for row, said in facts.broken.items()]
    return packed


def _unpacked(packed: dict) -> Facts:
    if packed.pop("version") != VERSION:
        raise ValueError("staged by another version")
    for name in ("headers", "columns", "header_rows", "worksheets"):
        packed[name] = tuple(packed[name])
    packed["warnings"] = tuple(say(message, **params) for message, params in packed["warnings"])
    packed["broken"] = {row: say(message, **params) for row, message, params in packed["broken"]}
    return Facts(**packed)
