"""What goods cost, and what the stock of them is worth (H-20, H-11)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from maizi.catalog.models import Product
from maizi.kernel.money import ratio, yuan
from maizi.stock.models import StockMovement
from maizi.stock.queries import levels_on
from maizi.stock.terms import MovementKind

from .facts import once_a_person, sold_products
from .rows import month_number

ZERO = Decimal(0)


def unit_costs(days: tuple[date, date]) -> dict[int, Decimal]:
    """Product -> what one piece cost: as it left the stock in the window, else as it is kept.

    Products whose cost nobody knows are left out. Two queries.
    """
    known = Product.objects.filter(cost_yuan__gt=0)
    found = dict(known.order_by().values_list("pk", "cost_yuan"))
    moved = StockMovement.objects.filter(
        document__kind=MovementKind.SALES_OUT, on__range=days
    ).order_by().values_list("product").annotate(Sum("value_yuan"), Sum("quantity"))  # fmt: skip
    for product, value, pieces in moved:
        cost = ratio(abs(Decimal(str(value or 0))), abs(Decimal(str(pieces or 0))))
        if cost:
            found[product] = cost
    return found


@once_a_person
def gross_profits(user, days) -> tuple[dict[tuple[int, int], tuple[Decimal, Decimal]], int]:
    """(customer, product) -> (net sales, cost of the goods); how many products have no cost."""
    costs, unknown = unit_costs(days), set()
    found = {}
    for (customer, product), (pieces, net) in sold_products(user, days).items():
        if product not in costs:
            unknown.add(product)
        found[customer, product] = net, yuan(pieces * costs.get(product, ZERO))
    return found, len(unknown)


def inventory(days: tuple[date, date]) -> dict[int, list[tuple[Decimal, Decimal]]]:
    """Product -> (opening, closing) of each month of the window, at cost (H-11).

    One query for each month.
    """
    ends = _month_ends(*days)
    worth = [_worth(day) for day in ends]
    products = {product for level in worth for product in level}
    return {
        product: [
            (a.get(product, ZERO), b.get(product, ZERO))
            for a, b in zip(worth, worth[1:], strict=False)
        ]
        for product in products
    }


def _worth(day: date) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for level in levels_on(day):
        sums[level.product_id] += level.value_yuan
    return sums


def _month_ends(first: date, last: date) -> list[date]:
    """The day before the window, the end of each of its months, its last day."""
    ends, month = [date.fromordinal(first.toordinal() - 1)], month_number(f"{first:%Y-%m}") + 1
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        ends.append(date.fromordinal(day.toordinal() - 1))
        month += 1
    return [*ends, last]
