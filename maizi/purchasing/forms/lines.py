"""Lines of an order or a request as they were typed, or pasted from a spreadsheet."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.sheets.amounts import read_number
from maizi.kit.sheets.dates import read_date

from ..actions import NewLine
from ..models import Supplier
from ..queries import Typed, found_products

NAMES = ("product", "quantity", "price", "expected_on", "note", "request_line")
MOST_ROWS = 500


class Lines:
    """What a person typed into the grid: shown again as it was, and read into lines.

    rows   every line as shown, with what is wrong with it
    lines  those that could be read; asked only when `is_valid`
    """

    def __init__(self, user, given, *, supplier: Supplier | None = None, prices: bool = True):
        self.user, self.supplier, self.prices = user, supplier, prices
        rows = [*_typed(given), *_pasted(given.get("pasted", ""), prices=prices)]
        rows = [row for row in rows if any((row.product, row.quantity, row.price))][:MOST_ROWS]
        self.rows: list[Typed] = []
        self.lines: list[NewLine] = []
        self.found = found_products(user, [row.product for row in rows], supplier)
        for row in rows:
            self._read(row)

    @property
    def is_valid(self) -> bool:
        return not any(row.errors for row in self.rows)

    def _read(self, row: Typed) -> None:
        errors, products = [], self.found[row.product].products if row.product else ()
        if not row.product:
            errors.append(_("请填写商品。"))
        elif not products:
            errors.append(_("没有找到“%s”。请填商品编号、条码、供应商货号或名称。") % row.product)
        elif len(products) > 1:
            told = _("、").join(f"{p.no} {p.name}" for p in products[:4])
            errors.append(_("“%(typed)s”有几种：%(told)s。请填编号。") % {
                "typed": row.product, "told": told})  # fmt: skip
        pieces = self._number(row.quantity, _("数量"), errors)
        if not row.quantity:
            errors.append(_("请填写数量。"))
        elif pieces is not None and pieces <= 0:
            errors.append(_("数量必须大于 0。"))
        price = self._number(row.price, _("单价"), errors) if self.prices else None
        if price is not None and price < 0:
            errors.append(_("单价不能是负数。"))
        day = self._day(row.expected_on, errors)
        product = products[0] if len(products) == 1 else None
        shown = replace(row, errors=tuple(errors))
        if product:
            shown = replace(shown, product=product.no, name=product.name, unit=product.unit)
        self.rows.append(shown)
        if not errors:
            line = NewLine(product, pieces, price, expected_on=day, note=row.note)
            self.lines.append(line)

    def _number(self, text: str, label: str, errors: list) -> Decimal | None:
        if not text:
            return None
        found = read_number(text)
        if found is None:
            errors.append(_("%(label)s“%(text)s”不是数字。") % {"label": label, "text": text})
        return found

    def _day(self, text: str, errors: list) -> date | None:
        if not text:
            return None
        found = read_date(text).moment
        if found is None:
            errors.append(_("日期“%s”看不懂，请写成 2026-12-01。") % text)
            return None
        return found.date()

    def tied(self, request_lines: dict) -> list[NewLine]:
        """The lines with the request lines they came from, as far as they are the same product."""
        ids = [number_in(row.request_line) for row in self.rows if not row.errors]
        found = []
        for line, id_ in zip(self.lines, ids, strict=True):
            asked = request_lines.get(id_)
            is_same = asked is not None and asked.product_id == line.product.pk
            found.append(replace(line, request_line=asked) if is_same else line)
        return found

    def add(self, refusal: Refused) -> None:
        """Say of the lines as a whole what an action refused."""
        self.refusal = refusal


def _typed(given) -> list[Typed]:
    columns = {name: [v.strip()[:200] for v in given.getlist(name)] for name in NAMES}
    count = min(len(columns["product"]), MOST_ROWS)
    rows = []
    for at in range(count):
        values = {n: column[at] if at < len(column) else "" for n, column in columns.items()}
        rows.append(Typed(**values))
    return rows


def _pasted(text: str, *, prices: bool) -> list[Typed]:
    """商品 数量 单价 交期 说明, one line each, as a spreadsheet gives it to the clipboard."""
    names = [n for n in NAMES[:5] if prices or n != "price"]
    rows = []
    for line in text.splitlines()[:MOST_ROWS]:
        cells = [cell.strip()[:200] for cell in line.split("\t" if "\t" in line else ",")]
        row = Typed(**dict(zip(names, cells, strict=False)))
        is_head = not rows and row.quantity and read_number(row.quantity) is None
        if row.product and not is_head:
            rows.append(row)
    return rows
