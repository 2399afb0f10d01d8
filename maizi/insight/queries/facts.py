"""The facts of trade that analyses begin with, kept once for a page (H-1 … H-34).

Grouped by the database: from what was laid beside the orders where it is complete and somebody
sees all of it, else from the orders themselves. Both give the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import wraps
from heapq import merge
from itertools import chain

from ..rules.columns import starts_of
from .columns import (
    ByCustomer,
    amounts,
    blocks,
    gathered,
    joined,
    numbered_days,
    summed,
    whole_customers,
)
from .laid import Laid, is_laid, may_read
from .live import Live
from .rows import hundredths, month_number, ten_thousandths

ZERO = Decimal(0)


@dataclass(slots=True)
class Buys:
    """What one customer bought in the window; net of returns, without tax."""

    net_yuan: Decimal = ZERO
    days: int = 0
    last_on: date | None = None


def once_a_person(ask: Callable) -> Callable:
    """Ask the database once for what several parts of a page want; kept on the user object.

    What was found is shared, so nobody changes it.
    """

    @wraps(ask)
    def found(user, *given):
        kept = getattr(user, "_insight_facts", None)
        if kept is None:
            kept = user._insight_facts = {}
        key = (ask.__module__, ask.__name__, *given)
        if key not in kept:
            kept[key] = ask(user, *given)
        return kept[key]

    return found


@once_a_person
def source(user) -> Live | Laid:
    """Where the facts of a page come from. 1 query."""
    return Laid(user) if may_read(user) and is_laid() else Live(user)


@once_a_person
def buys_of(user, days: tuple[date, date]) -> ByCustomer:
    """Customer -> what it bought; those with returns alone are in it without days. 3 queries."""
    net = net_of(user, days)
    bought = ByCustomer(*gathered(source(user).bought(days), 3, day=2), made=tuple)
    columns = net.columns[0], bought.of(net.ids), bought.of(net.ids, 1)
    return ByCustomer(net.ids, *columns, made=_buys)


def _buys(cents: int, days: int, last: int) -> Buys:
    return Buys(hundredths(cents), days, date.fromordinal(last) if days else None)


@once_a_person
def net_of(user, days) -> ByCustomer:
    """Customer -> net sales less returns, of the window. 2 queries."""
    back = ((customer, -amount) for customer, amount in source(user).returned(days))
    rows = chain(blocks(source(user).sold(days)), blocks(back))
    return amounts(*summed(*joined(rows, 2)))


def goods_of_each(user, days) -> Iterator[list]:
    """Columns (customer, product, ten-thousandths of pieces, cents), less what came back: some
    thousand rows at a time, all of a customer together. 2 queries.
    """
    import numpy as np

    back = ((*ids, -pieces, -cents)
            for *ids, pieces, cents in source(user).returned_products(days))  # fmt: skip
    rows = merge(source(user).sold_products(days), back)
    for customers, products, *sums in whole_customers(blocks(rows)):
        starts = starts_of(customers, products)
        added = (np.add.reduceat(one, starts) for one in sums)
        yield [customers[starts], products[starts], *added]


def days_bought(user, days) -> Iterator[list]:
    """Columns (customer, number of the day) of every day in the window with an order it kept: some
    thousand rows at a time, all of a customer together. 1 query.
    """
    return whole_customers(blocks(source(user).days_in(days), day=1))


def days_ever(user, last: date) -> Iterator[list]:
    """The same of all days up to one. 1 query."""
    return whole_customers(blocks(source(user).days(last), day=1))


@once_a_person
def net_by_month(user, days) -> dict[int, Decimal]:
    """Month as a whole number -> net sales. 2 queries."""
    sums = dict(source(user).sold_by_month(days))
    for month, amount in source(user).returned_by_month(days):
        sums[month] = sums.get(month, 0) - amount
    return {month_number(month): hundredths(amount) for month, amount in sums.items()}


@once_a_person
def products_by_month(user, days) -> dict[int, dict[int, Decimal]]:
    """Product -> month -> pieces sold. 1 query."""
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for product, month, pieces in source(user).pieces_by_month(days):
        found[product][month_number(month)] = ten_thousandths(pieces)
    return dict(found)


@once_a_person
def first_days(user, last: date) -> ByCustomer:
    """Customer -> the day of its first order ever, up to a day. 1 query."""
    return numbered_days(*gathered(source(user).first(last), 2, day=1))


def amounts_ever(user, last: date) -> Iterator[list]:
    """Columns (customer, number of the day, cents) of every day with purchases up to one, returns
    left aside: some thousand rows at a time, all of a customer together. 1 query.
    """
    return whole_customers(blocks(source(user).amounts(last), day=1))
