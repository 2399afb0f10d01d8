"""Prices as pages show them: list prices through time, the lists a product is in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from .. import access
from ..models import ListPrice, PriceList, PriceRow, Product

MOST_SHOWN = 200
WIDTH, HEIGHT, EDGE = 640, 150, 14


@dataclass(frozen=True, slots=True)
class Chart:
    """A stepped line of prices, in the units of its own drawing.

    line    "x,y x,y …" of the steps
    points  (x, y, day, price) of each change
    """

    line: str
    points: list[tuple[float, float, date, Decimal]]
    lowest: Decimal
    highest: Decimal
    width: int = WIDTH
    height: int = HEIGHT


def history_of(product: Product, *, today: date) -> tuple[list[ListPrice], Chart | None]:
    """List prices newest first, and their picture when there are at least two. One query."""
    rows = list(product.list_prices.select_related("set_by")[:MOST_SHOWN])
    return rows, chart_of([(row.starts_on, row.price_yuan) for row in reversed(rows)], today)


def chart_of(steps: list[tuple[date, Decimal]], today: date) -> Chart | None:
    """The picture of prices in order of days; None when there is nothing to compare."""
    if len(steps) < 2:
        return None
    first, last = steps[0][0], max(today, steps[-1][0])
    days = max((last - first).days, 1)
    prices = [price for _, price in steps]
    low, high = min(prices), max(prices)
    span = float(high - low) or 1.0
    points = []
    for day, price in steps:
        x = EDGE + (WIDTH - 2 * EDGE) * (day - first).days / days
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * float(price - low) / span
        points.append((round(x, 1), round(y, 1), day, price))
    corners = [(points[0][0], points[0][1])]
    for x, y, _, _ in points[1:]:
        corners += [(x, corners[-1][1]), (x, y)]
    corners.append((WIDTH - EDGE, corners[-1][1]))
    return Chart(" ".join(f"{x},{y}" for x, y in corners), points, low, high)


def lists_with(user, product: Product) -> QuerySet[PriceRow]:
    """Rows of visible price lists for one product, by list and quantity. One query."""
    rows = PriceRow.objects.filter(product=product, list__in=access.visible_price_lists(user))
    return rows.select_related("list", "list__customer").order_by("list__kind", "list", "least")[
        :MOST_SHOWN
    ]


def rows_of(sheet: PriceList) -> QuerySet[PriceRow]:
    """The rows of one price list with their products, by name and quantity. One query."""
    return sheet.rows.select_related("product").order_by("product__sort_name", "least", "id")


def price_rows_seen(user) -> QuerySet[PriceRow]:
    """Rows of visible price lists."""
    rows = PriceRow.objects.filter(list__in=access.visible_price_lists(user))
    return rows.select_related("list", "product")


def list_prices_seen(user) -> QuerySet[ListPrice]:
    """List prices of visible products."""
    rows = ListPrice.objects.filter(product__in=access.visible_products(user))
    return rows.select_related("product")
