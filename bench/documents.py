"""A 50-page PDF from a layout, beside typst alone over the same rows in the same run."""

import json
import random
import re

from .ground import company_name, person_name
from .measure import Row, timed

LINES, PAGES = 1_965, 50
COLUMNS = ("序号", "客户", "联系人", "日期", "金额（元）")
AIM = 1.5
LAYOUT = (
    "# 往来明细\n客户：{{客户}}\n[[明细：序号，客户，联系人，日期，金额（元）]]\n合计：{{合计}}\n"
)
ALONE = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: (x: 20mm, top: 20mm, bottom: 22mm), footer: context counter(
  page).display("1 / 1", both: true))
#set text(font: data.fonts, size: 10.5pt, lang: "zh", region: "cn")
#set table(stroke: 0.5pt + luma(150), inset: (x: 6pt, y: 6pt))
= #data.title
#table(columns: data.shares.map(share => share * 1fr), table.header(..data.columns),
  ..data.rows.flatten())
"""


def run(size: int) -> list[Row]:
    """Layout text to PDF/A, and typst over rows that are there already."""
    import typst
    from django.utils import timezone

    from maizi.fields.access import STANDARD
    from maizi.fields.actions import drawing
    from maizi.fields.rules.layouts import fill_layout, parse_layout
    from maizi.fields.rules.placeholders import Names

    dice, now, pages = random.Random(20261122), timezone.now(), []
    names = Names.of({"客户": "", "合计": "", "明细": [dict.fromkeys(COLUMNS, "")]})

    def ours(_: int) -> None:
        values = {**STANDARD, "客户": company_name(dice), "合计": "1,234.50", "明细": _rows(dice)}
        blocks = fill_layout(parse_layout(LAYOUT, names), values)
        pdf = drawing.draw_pdf(blocks, title="往来明细", values=values, now=now)
        pages.append(int(re.search(rb"/Count (\d+)", pdf)[1]))

    def alone(_: int) -> None:
        rows = [list(row.values()) for row in _rows(dice)]
        told = {"title": company_name(dice), "fonts": drawing.FONTS, "columns": COLUMNS,
                "rows": rows, "shares": [9, 33, 11, 13, 13]}  # fmt: skip
        typst.compile(
            ALONE.encode(), sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
            format="pdf", font_paths=drawing.fonts(),
        )  # fmt: skip

    note = f"{LINES:,} 行，{PAGES} 页"
    made = timed("PDF/A，从版式和数据", work=ours, times=12, warm=2, note=note)
    limit = timed("typst 单独", work=alone, times=12, warm=2, note=note)
    assert set(pages) == {PAGES}, pages
    return [(made, limit, AIM), (limit, None, None)]


def _rows(dice: random.Random) -> list[dict[str, str]]:
    return [
        dict(zip(COLUMNS, (str(number), company_name(dice), person_name(dice), "2026-11-22",
                           f"{dice.randrange(10**6):,}.00"), strict=True))
        for number in range(1, LINES + 1)
    ]  # fmt: skip
