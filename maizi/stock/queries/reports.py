"""Reports of the stock on any day: by warehouse, by category, by product, and what lies idle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max

from maizi.catalog.models import Product
from maizi.kernel.money import ratio

from .. import access
from ..models import StockMovement, Warehouse
from .levels import Level, levels_on

ZERO = Decimal(0)
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line: what it is about, how much, worth how much, and its part of the whole.

    idle_days  days since the last issue, or since the first receipt of what never left
    id         of the warehouse or product it is about, 0 for a category
    """

    label: str
    hint: str
    kinds: int
    quantity: Decimal | None
    value_yuan: Decimal
    share: Decimal | None
    idle_days: int | None = None
    id: int = 0


def report_lines(
    user, *, by: str, on: date, warehouse: Warehouse | None = None, slow_days: int = 90
) -> list[ReportLine]:
    """The lines of one report, greatest value first. Three or four queries."""
    if not access.may(user, "view"):
        return []
    levels = [level for level in levels_on(on, warehouse=warehouse) if level.quantity]
    if by == "warehouse":
        return _by_warehouse(levels)
    products = _products(levels)
    if by == "category":
        return _by_category(levels, products)
    idle = _idle(levels, on) if by == "slow" else {}
    if by == "slow":
        levels = [level for level in levels if idle.get(_key(level), 0) >= slow_days]
    return _by_product(levels, products, idle)


def _key(level: Level) -> int:
    return level.product_id


def _by_warehouse(levels: list[Level]) -> list[ReportLine]:
    places = Warehouse.objects.in_bulk({level.warehouse_id for level in levels})
    groups = _grouped(levels, lambda level: level.warehouse_id)
    return _sorted(
        (places[id_].name, places[id_].code, rows, id_)
        for id_, rows in groups.items()
    )  # fmt: skip


def _by_category(levels: list[Level], products: dict[int, Product]) -> list[ReportLine]:
    groups = _grouped(levels, lambda level: products[level.product_id].category_id)
    found = []
    for rows in groups.values():
        category = products[rows[0].product_id].category
        found.append((category.path_name if category else "—", "", rows, 0))
    return _sorted(found)


def _by_product(levels: list[Level], products: dict[int, Product], idle: dict) -> list[ReportLine]:
    groups = _grouped(levels, _key)
    return _sorted(
        ((products[id_].name, products[id_].no, rows, id_) for id_, rows in groups.items()),
        idle=idle, counts=True,
    )  # fmt: skip


def _grouped(levels: list[Level], key) -> dict:
    groups: dict = {}
    for level in levels:
        groups.setdefault(key(level), []).append(level)
    return groups


def _sorted(groups: Iterable[tuple], *, idle: dict | None = None, counts: bool = False):
    groups = list(groups)
    total = sum((level.value_yuan for group in groups for level in group[2]), ZERO)
    found = []
    for label, hint, rows, id_ in groups:
        worth = sum((level.value_yuan for level in rows), ZERO)
        pieces = sum((level.quantity for level in rows), ZERO) if counts else None
        kinds = len({level.product_id for level in rows})
        days = (idle or {}).get(rows[0].product_id)
        found.append(ReportLine(label, hint, kinds, pieces, worth, ratio(worth, total), days, id_))
    return sorted(found, key=lambda line: (-line.value_yuan, line.label))[:MOST_ROWS]


def _products(levels: list[Level]) -> dict[int, Product]:
    ids = {level.product_id for level in levels}
    return Product.objects.select_related("category").in_bulk(list(ids))


def _idle(levels: list[Level], on: date) -> dict[int, int]:
    """Product id -> days since it last left, or since it last came where it never left."""
    rows = StockMovement.objects.filter(on__lte=on).order_by()
    left = dict(rows.filter(quantity__lt=0).exclude(document__kind="transfer")
                .values_list("product").annotate(Max("on")))  # fmt: skip
    came = dict(rows.filter(quantity__gt=0).values_list("product").annotate(Max("on")))
    ids = {level.product_id for level in levels}
    return {id_: (on - (left.get(id_) or came[id_])).days for id_ in ids}
