"""The grid as it was typed, and targets out of a sheet put into it."""

import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit.sheets.amounts import read_number
from maizi.kit.sheets.dates import read_date
from maizi.kit.sheets.open import open_sheet

from ..queries import Grid, GridRow, grid_of, names_in
from ..terms import Span

MOST_ROWS, MOST_BYTES = 5_000, 5_000_000
NAMES = ("姓名", "人员", "业务员", "销售员", "部门", "单位", "区域", "name", "unit", "员工")
QUARTERS = [
    {
        f"Q{n}",
        *(f"{w}{tail}" for w in (n, c) for tail in ("季度", "季")),
        f"第{n}季度",
        f"第{c}季度",
    }
    for n, c in zip("1234", "一二三四", strict=True)
]  # fmt: skip


class GridForm:
    """The cells somebody typed: read into amounts, or shown again as they were.

    rows     every row as shown, with what is wrong with it
    amounts  (person or unit id, first day) -> amount, None for an emptied cell
    """

    def __init__(self, user, grid: Grid, given=None):
        self.grid = grid
        self.rows: list[GridRow] = grid_of(user, grid)
        self.amounts: dict[tuple[int, date], Decimal | None] = {}
        for row in self.rows if given is not None else ():
            self._read(row, given)

    @property
    def is_valid(self) -> bool:
        return not any(row.errors for row in self.rows)

    def _read(self, row: GridRow, given) -> None:
        row.total = Decimal(0)
        for at, day in enumerate(self.grid.columns):
            text = given.get(f"cell-{row.subject.pk}-{at}")
            if text is None:
                continue
            row.cells[at] = text.strip()[:30]
            amount = read_number(row.cells[at]) if row.cells[at] else None
            if row.cells[at] and (amount is None or amount < 0):
                row.errors.append(_("%(month)s：“%(text)s”不是 0 或更大的数。") % {
                    "month": f"{day:%Y-%m}", "text": row.cells[at]})  # fmt: skip
                continue
            self.amounts[row.subject.pk, day] = amount
            row.total += amount or 0


class SheetForm(forms.Form):
    """A sheet of targets: a column of names, and one for each month, quarter or the year."""

    file = forms.FileField(label=gettext_lazy("目标表格"))

    def fill(self, user, form: GridForm) -> tuple[int, list[str]]:
        """Put the sheet's numbers into the grid; (rows put in, what was not understood).

        Raises Refused for a file without a column of names or of months.
        """
        grid, missed, done = form.grid, [], 0
        rows = {row.subject.pk: row for row in form.rows}
        known = names_in(user, grid)
        headers, lines = _read_sheet(self.cleaned_data["file"])
        name_at = next((i for i, h in enumerate(headers) if h.strip().lower() in NAMES), None)
        places = {i: at for i, h in enumerate(headers) if (at := _place(h, grid)) is not None}
        if name_at is None or not places:
            raise Refused(
                N_(
                    "没有认出表格里的姓名（或部门）一列和月份各列。第一行请写“姓名”和“1月”“2月”等。"
                ),
                field="file",
            )
        for number, cells in lines:
            subject = known.get(cells[name_at].strip())
            if subject is None:
                missed.append(_("第 %(row)s 行：没有找到“%(name)s”。") % {
                    "row": number, "name": cells[name_at]})  # fmt: skip
                continue
            for i, at in places.items():
                if cells[i].strip():
                    rows[subject.pk].cells[at] = cells[i].strip()[:30]
            done += 1
        return done, missed


def _read_sheet(upload) -> tuple[list[str], list[tuple[int, list[str]]]]:
    if upload.size > MOST_BYTES:
        raise Refused(N_("表格太大。请只留目标这一张表。"), field="file")
    with tempfile.NamedTemporaryFile(suffix=Path(upload.name).suffix[:8]) as place:
        for chunk in upload.chunks():
            place.write(chunk)
        place.flush()
        sheet = open_sheet(Path(place.name), name=upload.name)
        lines = []
        for number, cells in sheet.rows():
            lines.append((number, list(cells)))
            if len(lines) >= MOST_ROWS:
                break
        return list(sheet.headers), lines


def _place(header: str, grid: Grid) -> int | None:
    """Which column of the grid a head means: 3月, 三月, 2026-03, Q2, 二季度, 2026年."""
    text = header.strip().replace(" ", "").upper()
    digits = "".join(c for c in text if c.isdigit())
    if grid.span is Span.YEAR:
        return 0 if text in (str(grid.year), f"{grid.year}年", "全年", "年度目标", "目标") else None
    if grid.span is Span.QUARTER:
        return next((at for at, words in enumerate(QUARTERS) if text in words), None)
    chinese = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
    if text.endswith(("月", "月份")) and text.rstrip("份").rstrip("月") in chinese:
        return chinese.index(text.rstrip("份").rstrip("月"))
    if digits and len(digits) <= 2 and 1 <= int(digits) <= 12 and "季" not in text:
        return int(digits) - 1
    found = read_date(text).moment
    return found.month - 1 if found is not None and found.year == grid.year else None
