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
from itertools import groupby

from .laid import Laid, is_laid, may_read
from .live import Live
from .rows import day_of, hundredths, month_number, ten_thousandths

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
def buys_of(user, days: tuple[date, date]) -> dict[int, Buys]:
    """Customer -> what it bought; those with returns alone are in it without days. 3 queries."""
    found = {customer: Buys(net) for customer, net in net_of(user, days).items()}
    for customer, count, last in source(user).bought(days):
        one = found[customer]
        one.days, one.last_on = count, day_of(last)
    return found


@once_a_person
def net_of(user, days) -> dict[int, Decimal]:
    """Customer -> net sales less returns, of the window. 2 queries."""
    sums = dict(source(user).sold(days))
    for customer, amount in source(user).returned(days):
        sums[customer] = sums.get(customer, 0) - amount
    return {customer: hundredths(amount) for customer, amount in sums.items()}


@once_a_person
def sold_products(user, days) -> dict[tuple[int, int], tuple[Decimal, Decimal]]:
    """(customer, product) -> (pieces, net sales), less what came back. 2 queries."""
    found = {
        (customer, product): (ten_thousandths(pieces), hundredths(amount))
        for customer, product, pieces, amount in source(user).sold_products(days)
    }
    for customer, product, pieces, amount in source(user).returned_products(days):
        before = found.get((customer, product), (ZERO, ZERO))
        found[customer, product] = (
            before[0] - ten_thousandths(pieces), before[1] - hundredths(amount)
        )  # fmt: skip
    return found


@once_a_person
def months_bought(user, days) -> list[tuple[int, int]]:
    """(customer, month as a whole number) of every month with an order. 1 query."""
    number = {}
    return [
        (customer, number.get(month) or number.setdefault(month, month_number(month)))
        for customer, month in source(user).months(days)
    ]


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
def first_days(user, last: date) -> dict[int, date]:
    """Customer -> the day of its first order ever, up to a day. 1 query."""
    return {customer: day_of(day) for customer, day in source(user).first(last)}


def days_of_each(user, last: date) -> Iterator[tuple[int, list[date]]]:
    """(customer, its days with orders in order), one customer after the other. 1 query."""
    for customer, group in groupby(source(user).days(last), key=lambda row: row[0]):
        yield customer, [day_of(day) for _customer, day in group]


def amounts_of_each(user, last: date) -> Iterator[tuple[int, list[tuple[date, Decimal]]]]:
    """(customer, its days with what it bought on each), in order; returns left aside. 1 query."""
    for customer, group in groupby(source(user).amounts(last), key=lambda row: row[0]):
        yield customer, [(day_of(day), hundredths(amount)) for _customer, day, amount in group]
