"""A document as it is typed: its head, and rows that nobody has to fill in order."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maizi.catalog.access import visible_products
from maizi.kernel.ids import number_in

from .. import access
from ..actions import Line
from ..terms import MovementKind, StockStatus

MOST_ROWS = 500
SHOWN_ROWS = 6
COLUMNS = ("product", "quantity", "unit", "price", "batch", "expires_on", "serials", "status",
           "to_status", "side", "note")  # fmt: skip


class HeadForm(forms.Form):
    """Where, when, with whom."""

    warehouse = forms.ModelChoiceField(None, label=gettext_lazy("仓库"))
    other = forms.ModelChoiceField(None, label=gettext_lazy("调入仓库"), required=False)
    on = forms.DateField(label=gettext_lazy("业务日期"))
    partner = forms.CharField(label=gettext_lazy("往来单位"), max_length=120, required=False)
    note = forms.CharField(label=gettext_lazy("备注"), max_length=300, required=False)
    token = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, kind: MovementKind, **options):
        super().__init__(*args, **options)
        rows = access.visible_warehouses(user).filter(is_active=True)
        self.fields["warehouse"].queryset = rows
        self.fields["other"].queryset = rows
        if kind is MovementKind.TRANSFER:
            self.fields["warehouse"].label = _("调出仓库")
            self.fields["other"].required = True
        else:
            del self.fields["other"]


@dataclass(slots=True)
class Row:
    """One row as it was typed, with what is wrong with it."""

    typed: dict = field(default_factory=dict)
    product: object = None
    error: str = ""

    def line(self, kind: MovementKind) -> Line:
        """The row as a line of a document; notes what is wrong with it."""
        typed = self.typed
        quantity = self._number("quantity", _("数量"))
        serials = tuple(typed["serials"].replace("，", " ").replace(",", " ").split())
        if quantity is None and serials:
            quantity = Decimal(len(serials))
        if self.product is None or quantity is None:
            self.error = self.error or (_("请选择商品。") if self.product is None
                                        else _("请填写数量。"))  # fmt: skip
            return None
        return Line(
            self.product, quantity, unit=typed["unit"].strip(), price_yuan=self._number(
                "price", _("单价")), status=_status(typed["status"]) or StockStatus.GOOD,
            to_status=_status(typed["to_status"]), batch=typed["batch"],
            expires_on=self._day("expires_on"), serials=serials, note=typed["note"],
            is_made=typed["side"] == "made",
        )  # fmt: skip

    def _number(self, name: str, label: str) -> Decimal | None:
        text = self.typed[name].replace(",", "").strip()
        try:
            number = Decimal(text) if text else None
        except InvalidOperation:
            number = Decimal("NaN")
        if number is not None and (not number.is_finite() or abs(number) > 10**12):
            self.error = _("%s不是数字。") % label
            return None
        return number

    def _day(self, name: str) -> date | None:
        text = self.typed[name].strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.error = _("有效期请写成 2027-03-31。")
            return None


def read_rows(post, user) -> list[Row]:
    """The rows that have something in them. One query."""
    columns = {name: post.getlist(name)[:MOST_ROWS] for name in COLUMNS}
    count = max(len(values) for values in columns.values())
    found = []
    for n in range(count):
        typed = {name: _at(values, n) for name, values in columns.items()}
        if any(typed[name].strip() for name in ("product", "quantity", "serials", "batch")):
            found.append(Row(typed))
    ids = {number_in(row.typed["product"]) for row in found}
    products = visible_products(user).in_bulk([id_ for id_ in ids if id_])
    for row in found:
        row.product = products.get(number_in(row.typed["product"]))
    return found


def blank_rows(rows: list[Row]) -> list[Row]:
    """The rows and some empty ones after them."""
    empty = dict.fromkeys(COLUMNS, "")
    more = max(SHOWN_ROWS - len(rows), 1)
    return [*rows, *(Row(dict(empty)) for _n in range(more))]


def _at(values: list[str], n: int) -> str:
    return values[n][:2000] if n < len(values) else ""


def _status(text: str) -> StockStatus | None:
    return StockStatus(text) if text in set(StockStatus) else None


def today() -> date:
    """The day a document is from when nobody says otherwise."""
    return timezone.localdate()
