"""What goods cost, and what the stock of them is worth (H-20, H-11)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from maizi.catalog.models import Product
from maizi.kernel.money import ratio, yuan
from maizi.stock.models import StockMovement
from maizi.stock.queries import levels_on
from maizi.stock.terms import MovementKind

from ..rules.columns import half_up
from .facts import goods_of_each
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


class Sold:
    """What each customer bought of each product in the window, and what it cost.

    Goes through it once, some thousand at a time: columns (customer, product, net cents, cents of
    the cost), all of a customer together. `unknown` are the products met that have no cost.
    """

    def __init__(self, user, days: tuple[date, date]):
        self.user, self.days, self.unknown = user, days, set()

    def __iter__(self) -> Iterator[list]:
        """4 queries."""
        import numpy as np

        costs = unit_costs(self.days)
        for customers, products, parts, cents in goods_of_each(self.user, self.days):
            known, place = np.unique(products, return_inverse=True)
            self.unknown.update(one for one in known.tolist() if one not in costs)
            each = [costs.get(one, ZERO) for one in known.tolist()]
            yield [customers, products, cents, _cost(parts, place, each)]


def _cost(parts, place, each: list[Decimal]):
    """Cents of ten-thousandths of pieces, each cell half up as money is."""
    import numpy as np

    def exact(n: int) -> int:
        return int(yuan(Decimal(int(parts[n])).scaleb(-4) * each[place[n]]).scaleb(2))

    return half_up(parts * np.array(each, float)[place] / 100, exact)


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
