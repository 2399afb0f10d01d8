"""From rows on disk to a sheet: find the heading, choose the columns, note what is odd."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from maizi.kernel.texts import N_, Said, say
from maizi.kit.sheets.body import WIDE_ROWS_KEPT, ZONE_ROWS
from maizi.kit.sheets.encodings import Encoding
from maizi.kit.sheets.heading import Heading, Merge, find_heading
from maizi.kit.sheets.refusals import refusal
from maizi.kit.sheets.sheet import Facts, Sheet

MOST_RAGGED_RATIO = 0.2
LINES_SHOWN = 40
LOST = frozenset("?？\ufffd")

Zone = Sequence[tuple[int, list[str]]]


@dataclass(slots=True)
class Source:
    """What a reader of one format found; see Facts for the rest."""

    name: str
    format: str
    rows: int
    filled_columns: list[int]
    wide_rows: list[tuple[int, int]] = field(default_factory=list)
    is_ragged: bool = False
    merges: Sequence[Sequence[int]] = ()
    names: tuple[str, ...] = ()
    encoding: Encoding | None = None
    worksheet: str = ""
    worksheets: tuple[str, ...] = ()
    warnings: list[Said] = field(default_factory=list)


def assemble(source: Source, body: Path, *, header_row: int | None = None) -> Sheet:
    """The sheet of these rows. Raises Refused when there are none."""
    zone = _zone(body)
    if not zone:
        raise refusal("empty", source.name)
    if source.names:
        heading = Heading((), source.names)
    else:
        merges = [Merge(*corners) for corners in source.merges]
        heading = find_heading(zone, merges, wanted=header_row)
    first_row = heading.rows[-1] + 1 if heading.rows else 1
    below = [(number, cells) for number, cells in zone if number >= first_row]
    row_count = source.rows - (len(zone) - len(below))
    if not row_count:
        raise refusal("no_rows", source.name)
    width = _width(source, heading, below)
    broken = _broken_rows(source, below, width, row_count)
    headers, columns = _columns(heading, below, source.filled_columns, width)
    facts = Facts(
        name=source.name,
        format=source.format,
        headers=headers,
        columns=columns,
        row_count=row_count,
        header_rows=heading.rows,
        first_row=first_row,
        encoding=source.encoding.name if source.encoding else "",
        confidence=source.encoding.confidence if source.encoding else 1.0,
        worksheet=source.worksheet,
        worksheets=source.worksheets,
        warnings=(
            *source.warnings,
            *_warnings(source, heading=heading, zone=zone, headers=headers, broken=broken),
        ),
        broken=broken,
    )
    return Sheet(facts, body, is_temporary=True)


def _zone(body: Path) -> list[tuple[int, list[str]]]:
    with body.open(encoding="utf-8", newline="") as lines:
        return [(int(line[0]), line[1:]) for line in islice(csv.reader(lines), ZONE_ROWS)]


def _width(source: Source, heading: Heading, below: Zone) -> int:
    """How many cells a proper row may have."""
    widths = Counter(len(cells) for _, cells in below)
    named = len(heading.names)
    if not source.is_ragged:
        return max([named, *widths, *(at + 1 for at in source.filled_columns[-1:])])
    usual = widths.most_common(1)[0][0] if widths else 0
    return max(named, usual)


def _broken_rows(source: Source, below: Zone, width: int, row_count: int) -> dict[int, Said]:
    """Rows of a text file with more cells than there are columns. Raises Refused for too many."""
    if not source.is_ragged:
        return {}
    near = [(number, len(cells)) for number, cells in below]
    wide = [(number, cells) for number, cells in near + source.wide_rows if cells > width]
    if len(wide) >= WIDE_ROWS_KEPT or len(wide) > max(3, row_count * MOST_RAGGED_RATIO):
        raise refusal("ragged", source.name, row=wide[0][0])
    return {
        number: say(
            N_("这一行有 {count} 格，表头只有 {width} 列：多半是内容里有未加引号的分隔符。"),
            count=cells,
            width=width,
        )
        for number, cells in wide
    }


def _columns(
    heading: Heading, below: Zone, filled_columns: Sequence[int], width: int
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Unique names and places of the columns that have a name or something in them."""
    filled = {at for at in filled_columns if at < width}
    for _, cells in below:
        filled.update(at for at, cell in enumerate(cells[:width]) if cell)
    names = [*heading.names, *[""] * (width - len(heading.names))]
    columns = [at for at in range(width) if names[at] or at in filled]
    headers: list[str] = []
    taken: Counter[str] = Counter()
    for at in columns:
        header = names[at] or f"第 {at + 1} 列"
        taken[header] += 1
        while taken[header] > 1 and f"{header} ({taken[header]})" in names:
            taken[header] += 1
        headers.append(header if taken[header] == 1 else f"{header} ({taken[header]})")
    return tuple(headers), tuple(columns)


def _warnings(
    source: Source,
    *,
    heading: Heading,
    zone: Zone,
    headers: Sequence[str],
    broken: dict[int, Said],
) -> Iterator[Said]:
    if heading.rows_above:
        texts = dict(zone)
        first = next(cell for cell in texts[heading.rows_above[0]] if cell)
        yield say(
            N_("表头在第 {row} 行；它上面的 {count} 行（“{first}”等）没有当作数据。"),
            row=heading.rows[0],
            count=len(heading.rows_above),
            first=first[:LINES_SHOWN],
        )
    if not heading.rows and not source.names:
        yield say(N_("没有找到表头，各列按“第 1 列、第 2 列…”命名，第一行起都当作数据。"))
    if any(header and set(header) <= LOST for header in heading.names):
        yield say(N_("表头里的文字在导出时已经丢失，只剩问号。请对照内容逐列指定。"))
    unnamed = [name for name in headers if name not in heading.names and name.startswith("第 ")]
    if heading.rows and unnamed:
        yield say(N_("{columns}有内容但没有列名。"), columns=unnamed[:5])
    if broken:
        yield say(
            N_("第 {rows} 行等 {count} 行的格数多于列数，这些行会被挑出来请您修改。"),
            rows=list(broken)[:5],
            count=len(broken),
        )
