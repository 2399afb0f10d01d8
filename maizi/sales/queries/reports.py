"""What was sold: by month, customer, place, product, category or salesperson (I-4, I-11).

Orders count by the day they were placed, returns by the day they were asked for. A cancelled
order does not count; of one that was closed short, what was delivered does.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from maizi.accounts.models import User
from maizi.catalog.models import Category, Product
from maizi.customers.models import Customer
from maizi.kernel.money import ratio, yuan
from maizi.kernel.texts import N_

from .. import access
from ..models import OrderLine, ReturnLine
from ..terms import COUNTED, OrderState, ReturnSort, ReturnState

ZERO = Decimal(0)
MOST_ROWS = 500
# code: label, what lines of orders and of returns are grouped by
REPORTS: dict[str, tuple[str, str, str]] = {
    "month": (N_("按月"), "document__ordered_on", "document__asked_on"),
    "customer": (N_("按客户"), "document__customer", "document__customer"),
    "province": (N_("按地区"), "document__customer__province", "document__customer__province"),
    "product": (N_("按商品"), "product", "line__product"),
    "category": (N_("按商品类别"), "product__category", "line__product__category"),
    "seller": (N_("按业务员"), "document__owner", "document__order__owner"),
}
HEADS = {
    "month": N_("月份"), "customer": N_("客户"), "province": N_("地区"), "product": N_("商品"),
    "category": N_("商品类别"), "seller": N_("业务员"),
}  # fmt: skip
NAMES = {"customer": Customer, "product": Product, "category": Category, "seller": User}
BACK = (ReturnState.RECEIVED, ReturnState.SETTLED)


@dataclass(slots=True)
class Sold:
    """One line of the report.

    key  of what is drilled into: an id, a province, or "2026-03" of a month
    """

    key: str
    name: str = ""
    orders: int = 0
    sold_yuan: Decimal = ZERO
    tax_yuan: Decimal = ZERO
    returned_yuan: Decimal = ZERO
    invoiced_yuan: Decimal = ZERO

    @property
    def net_yuan(self) -> Decimal:
        """Sold less what came back, with tax."""
        return self.sold_yuan - self.returned_yuan

    @property
    def return_rate(self) -> Decimal | None:
        """Came back ÷ sold, by amount; nothing when nothing was sold."""
        return ratio(self.returned_yuan, self.sold_yuan) if self.sold_yuan else None


@dataclass(slots=True)
class Report:
    """The rows, the greatest first (months in their order), with the sum of all of them."""

    code: str
    rows: list[Sold] = field(default_factory=list)
    total: Sold = field(default_factory=lambda: Sold(""))

    @property
    def is_cut(self) -> bool:
        """Whether smaller rows than the last are left out; the sum has them."""
        return len(self.rows) > MOST_ROWS


def report(user, code: str, days: tuple[date, date], narrowed: Mapping[str, str]) -> Report:
    """What a person may see of the sales between two days, both included. Five queries.

    narrowed  code of a report -> key of one of its rows
    """
    _label, group, group_back = REPORTS[code]
    key = _month if code == "month" else _plain
    rows: dict[str, Sold] = defaultdict(lambda: Sold(""))
    lines = sold_lines(user, days, narrowed)
    whole = lines.exclude(document__state=OrderState.CLOSED_SHORT).order_by()
    sums = whole.values_list(group).annotate(
        Count("document", distinct=True), Sum("amount_yuan"), Sum("tax_yuan"),
        Sum("invoiced_yuan"),
    )  # fmt: skip
    for value, orders, sold, tax, invoiced in sums:
        _add(rows[key(value)], orders=orders, sold_yuan=sold, tax_yuan=tax, invoiced_yuan=invoiced)
    _add_short(rows, lines, group, key)
    back = _back(user, days, narrowed).values_list(group_back).annotate(Sum("amount_yuan"))
    for value, amount in back.order_by():
        rows[key(value)].returned_yuan += amount
    found = Report(code)
    for id_, row in rows.items():
        row.key = id_
        _add(found.total, **{name: getattr(row, name) for name in SUMMED})
    found.total.orders = lines.order_by().values("document").distinct().count()
    order = (lambda r: r.key) if code == "month" else (lambda r: (-r.net_yuan, r.key))
    found.rows = sorted(rows.values(), key=order)
    _name(found.rows[:MOST_ROWS], code)
    return found


def sold_lines(user, days: tuple[date, date], narrowed: Mapping[str, str]) -> QuerySet[OrderLine]:
    """Lines of visible orders that count, newest first."""
    rows = OrderLine.objects.filter(
        document__in=access.visible_orders(user), document__state__in=COUNTED,
        document__ordered_on__range=days,
    )  # fmt: skip
    return _narrow(rows, narrowed, 1).order_by("-document__ordered_on", "-id")


def names_of(narrowed: Mapping[str, str]) -> dict[str, str]:
    """What the keys of a narrowed report are called. One query for each."""
    found = {}
    for code, key in narrowed.items():
        model = NAMES.get(code)
        row = model.objects.filter(pk=key).first() if model else key
        if row is not None:
            found[code] = str(row)
    return found


SUMMED = ("orders", "sold_yuan", "tax_yuan", "returned_yuan", "invoiced_yuan")


def _back(user, days: tuple[date, date], narrowed: Mapping[str, str]) -> QuerySet[ReturnLine]:
    rows = ReturnLine.objects.filter(
        document__order__in=access.visible_orders(user), document__asked_on__range=days,
        document__state__in=BACK,
    ).exclude(document__sort=ReturnSort.EXCHANGE)  # fmt: skip
    return _narrow(rows, narrowed, 2)


def _narrow(rows: QuerySet, narrowed: Mapping[str, str], place: int) -> QuerySet:
    return rows.filter(**{REPORTS[code][place]: key for code, key in narrowed.items()})


def _add_short(rows: dict[str, Sold], lines: QuerySet, group: str, key: Callable) -> None:
    """Of orders closed short, what was delivered: to the cent, so line by line."""
    short = lines.filter(document__state=OrderState.CLOSED_SHORT, delivered__gt=0).order_by()
    seen = set()
    columns = (group, "document", "quantity", "delivered", "amount_yuan", "tax_yuan",
               "invoiced_yuan")  # fmt: skip
    for value, document, ordered, gone, amount, tax, invoiced in short.values_list(
        *columns
    ).iterator(chunk_size=2_000):
        row, share = rows[key(value)], gone / ordered
        is_new = (key(value), document) not in seen
        seen.add((key(value), document))
        _add(row, orders=int(is_new), sold_yuan=yuan(amount * share), tax_yuan=yuan(tax * share),
             invoiced_yuan=invoiced)  # fmt: skip


def _add(row: Sold, **more) -> None:
    for name, value in more.items():
        setattr(row, name, getattr(row, name) + (value or 0))


def _plain(value) -> str:
    return "" if value is None else str(value)


def _month(value: date | None) -> str:
    return f"{value:%Y-%m}" if value else ""


def _name(rows: list[Sold], code: str) -> None:
    """The names of what the rows are about. One query."""
    model = NAMES.get(code)
    if model is None:
        for row in rows:
            row.name = row.key
        return
    known = model.objects.in_bulk([int(row.key) for row in rows if row.key])
    for row in rows:
        row.name = str(known.get(int(row.key), "")) if row.key else ""
