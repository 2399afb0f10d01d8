"""Reports of purchasing: what was bought from whom, how punctual, how good (I-5)."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from maizi.kernel.money import ratio
from maizi.kernel.texts import N_

from ..models import OrderLine, PurchaseReturnLine, ReceiptLine
from ..terms import ReceiptState
from .suppliers import PLACED, promised_lines

ZERO = Decimal(0)
MOST_POINTS = 400
# code: label, what receipt lines, return lines and order lines are grouped by
REPORTS: dict[str, tuple[str, tuple[str, str, str]]] = {
    "supplier": (N_("按供应商"), ("receipt__supplier", "document__supplier", "order__supplier")),
    "product": (N_("按商品"), ("product", "product", "product")),
    "category": (N_("按商品类别"), ("product__category",) * 3),
    "month": (N_("按月"), ("receipt__received_on", "document__returned_on", "promised_on")),
    "buyer": (N_("按采购员"), ("receipt__order__buyer", "document__receipt__order__buyer",
                            "order__buyer")),
}  # fmt: skip
NAMES = {
    "supplier": "receipt__supplier__name", "product": "product__name",
    "category": "product__category__path_name", "buyer": "receipt__order__buyer__name",
}  # fmt: skip


@dataclass(slots=True)
class Row:
    """One line of a report.

    key  of what is drilled into: an id, or "2026-03" of a month
    """

    key: str
    name: str = ""
    delivered: Decimal = ZERO
    accepted: Decimal = ZERO
    rejected: Decimal = ZERO
    received_yuan: Decimal = ZERO
    returned_yuan: Decimal = ZERO
    due: int = 0
    in_time: int = 0

    @property
    def net_yuan(self) -> Decimal:
        """Received less what went back."""
        return self.received_yuan - self.returned_yuan

    @property
    def on_time(self) -> Decimal | None:
        """Share of promised lines that were all in by the day first promised."""
        return ratio(self.in_time, self.due) if self.due else None

    @property
    def reject_rate(self) -> Decimal | None:
        """Rejected ÷ delivered, by quantity."""
        return ratio(self.rejected, self.delivered) if self.delivered else None


@dataclass(slots=True)
class Report:
    """The rows of a report with their sum."""

    code: str
    rows: list[Row] = field(default_factory=list)
    total: Row = field(default_factory=lambda: Row(""))


def report(code: str, starts_on: date, ends_on: date, **narrowed) -> Report:
    """Purchases between two days, both included; the greatest first, months in their order.

    narrowed  supplier, product, category, buyer: ids
    Three queries. Left out: goods that wait for inspection.
    """
    group = REPORTS[code][1]
    key = _month if code == "month" else _plain
    rows: dict[str, Row] = defaultdict(lambda: Row(""))
    days = (starts_on, ends_on)
    _add_receipts(
        rows,
        code,
        key,
        _narrow(
            ReceiptLine.objects.filter(
                receipt__state=ReceiptState.POSTED, receipt__received_on__range=days
            ),
            narrowed,
            0,
        ),
    )
    _add_returns(
        rows,
        group[1],
        key,
        _narrow(PurchaseReturnLine.objects.filter(document__returned_on__range=days), narrowed, 1),
    )
    promised = _narrow(promised_lines(starts_on, ends_on), narrowed, 2)
    for value, wanted, by_then in promised.values_list(group[2], "quantity", "by_then"):
        row = rows[key(value)]
        row.due += 1
        row.in_time += by_then >= wanted
    found = Report(code)
    for id_, row in rows.items():
        row.key = id_
        row.name = row.name or (id_ if code == "month" else "")
        _sum_up(found.total, row)
    order = (lambda r: r.key) if code == "month" else (lambda r: (-r.net_yuan, r.name))
    found.rows = sorted(rows.values(), key=order)
    _name(found, code)
    return found


def _plain(value) -> str:
    return "" if value is None else str(value)


def _month(value: date | None) -> str:
    return f"{value:%Y-%m}" if value else ""


def _narrow(rows, narrowed: dict, place: int):
    wanted = {REPORTS[name][1][place]: id_ for name, id_ in narrowed.items() if id_}
    return rows.filter(**wanted)


def _add_receipts(rows: dict[str, Row], code: str, key: Callable, lines) -> None:
    group = REPORTS[code][1][0]
    names = [NAMES[code]] if code in NAMES else []
    sums = lines.values_list(group, *names).annotate(
        Sum("delivered"), Sum("accepted"), Sum("rejected"), Sum("amount_yuan")
    )
    for value, *rest in sums.order_by():
        row = rows[key(value)]
        row.name = row.name or (rest[0] or "" if names else "")
        delivered, accepted, rejected, amount = rest[-4:]
        row.delivered += delivered
        row.accepted += accepted
        row.rejected += rejected
        row.received_yuan += amount


def _add_returns(rows: dict[str, Row], group: str, key: Callable, lines) -> None:
    for value, amount in lines.values_list(group).annotate(Sum("amount_yuan")).order_by():
        rows[key(value)].returned_yuan += amount


def _sum_up(total: Row, row: Row) -> None:
    for name in ("delivered", "accepted", "rejected", "received_yuan", "returned_yuan", "due",
                 "in_time"):  # fmt: skip
        setattr(total, name, getattr(total, name) + getattr(row, name))


def _name(found: Report, code: str) -> None:
    """Names of rows that only promises or returns made. One query, where there are any."""
    nameless = [row for row in found.rows if row.key and not row.name]
    if not nameless or code not in NAMES:
        return
    model = {
        "supplier": OrderLine._meta.get_field("order").related_model._meta.get_field("supplier"),
        "buyer": OrderLine._meta.get_field("order").related_model._meta.get_field("buyer"),
        "product": OrderLine._meta.get_field("product"),
        "category": OrderLine._meta.get_field("product").related_model._meta.get_field("category"),
    }[code].related_model
    known = model._default_manager.in_bulk([int(row.key) for row in nameless])
    for row in nameless:
        row.name = str(known.get(int(row.key), ""))


def price_history(*, product: int | None = None, supplier: int | None = None) -> list[dict]:
    """What was agreed in placed orders, newest first: day, supplier, product, price. One query."""
    rows = OrderLine.objects.filter(order__state__in=PLACED)
    if product:
        rows = rows.filter(product=product)
    if supplier:
        rows = rows.filter(order__supplier=supplier)
    names = ("order", "order__no", "order__ordered_on", "order__supplier__name", "product__name",
             "product", "quantity", "price_yuan")  # fmt: skip
    return list(rows.order_by("-order__ordered_on", "-id").values(*names)[:MOST_POINTS])
