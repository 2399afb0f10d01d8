"""A print layout: plain lines that a company writes, read into blocks that our own program draws.

# 标题                      the title
## 小节                     a heading
| 客户名称 | {{客户名称}} |    a row of a bordered grid: label, value, label, value …
[[联系人：姓名，职务，手机]]   a list as a table with these columns
[[签章]]  [[二维码]]  [[分页]]   the seal, the code that leads to the record, a new page
anything else               a paragraph
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, say

from .placeholders import Names, Values, faults_in, filled, refuse

MARK = re.compile(r"\[\[(.+)\]\]")
SEAL, CODE, BREAK = "签章", "二维码", "分页"
ENDS = ("seal", "code")
NARROWEST, WIDEST, PADDING = 6, 40, 3  # of a column, in half characters
PAGE = 90  # what fits beside each other, in half characters
WORD = re.compile(r"[\x21-\u2e80]+")  # what is not broken between two lines
MOST_LINES, LONGEST_LINE, MOST_CELLS, MOST_ROWS = 500, 1_000, 8, 5_000


@dataclass(frozen=True)
class Line:
    """One block of a layout.

    kind   title, section, text, row, table, seal, code, break
    texts  its texts: one, the cells of a row, or the columns of a table
    table  which list a table shows
    """

    kind: str
    texts: tuple[str, ...] = ()
    table: str = ""


def parse_layout(text: str, names: Names) -> list[Line]:
    """The blocks of a layout. Raises Refused that names the lines that are wrong."""
    lines, faults, found = text.replace("\r\n", "\n").split("\n"), [], []
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise Refused(
            N_("版式最多 {lines} 行，每行最多 {length} 个字。"),
            lines=MOST_LINES, length=LONGEST_LINE, field="file",
        )  # fmt: skip
    for number, text_of_line in enumerate(lines, 1):
        place = say(N_("第 {line} 行"), line=number)
        line = _line(text_of_line.strip())
        faults += _faults(line, names, place)
        found.append(line)
    refuse(faults)
    if not any(line.kind != "text" or line.texts[0] for line in found):
        raise Refused(N_("版式是空的。请至少写一个标题和一行内容。"), field="file")
    return found


def fill_layout(lines: list[Line], values: Values) -> list[dict]:
    """The blocks with the values of one record, as the drawing program reads them."""
    blocks: list[dict] = []
    for line in lines:
        if line.kind == "row":
            cells = [filled(text, values) for text in line.texts]
            if blocks and blocks[-1]["kind"] == "grid" and blocks[-1]["width"] == len(cells):
                blocks[-1]["rows"].append(cells)
            else:
                blocks.append({"kind": "grid", "width": len(cells), "rows": [cells]})
        elif line.kind == "table":
            rows = [[str(r.get(c, "")) for c in line.texts] for r in _rows(values, line.table)]
            shares = _shares([list(line.texts), *rows])
            blocks.append(
                {"kind": "table", "columns": list(line.texts), "rows": rows, "shares": shares}
            )
        elif line.kind in ENDS:
            if not blocks or blocks[-1]["kind"] != "end":
                blocks.append({"kind": "end", "seal": False, "code": False})
            blocks[-1][line.kind] = True
        elif line.kind != "text" or line.texts[0]:
            blocks.append({"kind": line.kind, "text": filled("".join(line.texts), values)})
    return blocks


def _rows(values: Values, table: str) -> list[Mapping[str, str]]:
    return list(values.get(table, []))[:MOST_ROWS]


def _shares(rows: list[list[str]]) -> list[int]:
    """How wide the columns of a table are to each other: as their longest texts, within reason.

    Where the page is too narrow for that, what can be broken gives way to what cannot: a date, a
    number.
    """
    columns = [*zip(*rows, strict=True)]
    wide = [min(max(*map(_width, texts), NARROWEST), WIDEST) for texts in columns]
    least = [
        min(max(_width(word) for text in texts for word in WORD.findall(text) or [""]), most)
        for texts, most in zip(columns, wide, strict=True)
    ]
    room = PAGE - PADDING * len(columns)
    if room <= sum(least) or room >= sum(wide):
        return [width + PADDING for width in wide]
    part = (room - sum(least)) / (sum(wide) - sum(least))
    pairs = zip(least, wide, strict=True)
    return [int(low + (most - low) * part) + PADDING for low, most in pairs]


def _width(text: str) -> int:
    """In half characters: a Chinese one is two."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def _line(text: str) -> Line:
    if text.startswith("## "):
        return Line("section", (text[3:].strip(),))
    if text.startswith("# "):
        return Line("title", (text[2:].strip(),))
    if text.startswith("|"):
        return Line("row", tuple(cell.strip() for cell in text.strip("|").split("|")))
    if mark := MARK.fullmatch(text):
        words = mark[1].strip()
        if words in (SEAL, CODE, BREAK):
            return Line({SEAL: "seal", CODE: "code", BREAK: "break"}[words])
        table, _, columns = words.replace(":", "：").partition("：")
        asked = re.split(r"[,，、]", columns) if columns else []
        return Line("table", tuple(c.strip() for c in asked if c.strip()), table.strip())
    return Line("text", (text,))


def _faults(line: Line, names: Names, place: Said) -> list[Said]:
    if line.kind == "table":
        return _table_faults(line, names, place)
    found = [fault for text in line.texts for fault in faults_in(text, names, place)]
    if line.kind == "row" and len(line.texts) > MOST_CELLS:
        found.append(say(N_("{place}：一行最多 {most} 格。"), place=place, most=MOST_CELLS))
    return found


def _table_faults(line: Line, names: Names, place: Said) -> list[Said]:
    if line.table not in names.tables:
        known = [SEAL, CODE, BREAK, *names.tables]
        return [say(N_("{place}：没有“{name}”。方括号里可以写：{known}。"), place=place,
                    name=line.table[:24], known=known)]  # fmt: skip
    columns = names.tables[line.table]
    wrong = [c for c in line.texts if c not in columns]
    if wrong or not line.texts:
        return [say(N_("{place}：“{table}”的列可以写：{columns}。"), place=place, table=line.table,
                    columns=list(columns))]  # fmt: skip
    return []
