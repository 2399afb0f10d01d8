"""The same facts from what was laid beside the orders: narrow rows, read in the order of an index.

For whoever sees the orders of all; what somebody may see of a few is quickly asked of the orders.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from maizi.accounts.access import rights_of
from maizi.customers.access import visible_customers

from ..models import FactState, LineFact, OrderFact
from .clickhouse import Seen
from .rows import month_of, rows_of


def is_laid() -> bool:
    """Whether every order has its facts: not before the first night of an old installation."""
    return FactState.objects.filter(is_laid=True).exists()


def may_read(user) -> bool:
    """Whether somebody sees the orders of everybody who is not shut away from him."""
    return rights_of(user).sight("order").everything


class Laid:
    """The facts as they were laid, for somebody who sees the orders of all; a query each."""

    def __init__(self, user):
        open_ones = Q(is_restricted=False) | Q(pool=None)
        self._seen = Seen(visible_customers(user).filter(open_ones))

    def _orders(self, days) -> QuerySet[OrderFact]:
        rows = OrderFact.objects.filter(self._seen.by("customer")).order_by()
        return rows.filter(on__range=days) if days else rows

    def _kept(self, last: date) -> QuerySet[OrderFact]:
        return self._orders(None).filter(is_kept=True, on__lte=last)

    def _lines(self, days, *, is_back: bool) -> QuerySet[LineFact]:
        seen = LineFact.objects.filter(self._seen.by("customer"), is_back=is_back)
        return seen.filter(on__range=days).order_by()

    def sold(self, days) -> Iterator[tuple]:
        """(customer, cents)."""
        return rows_of(self._orders(days).values_list("customer").annotate(Sum("net_cents")))

    def returned(self, days) -> Iterator[tuple]:
        """(customer, cents) of what came back."""
        rows = self._lines(days, is_back=True).values_list("customer")
        return rows_of(rows.annotate(Sum("net_cents")))

    def bought(self, days) -> Iterator[tuple]:
        """(customer, days with orders it kept, the last of them)."""
        rows = self._orders(days).filter(is_kept=True).values_list("customer")
        return rows_of(rows.annotate(Count("on", distinct=True), Max("on")))

    def sold_products(self, days) -> Iterator[tuple]:
        """(customer, product, ten-thousandths of pieces, cents), in order."""
        return self._products(days, is_back=False)

    def returned_products(self, days) -> Iterator[tuple]:
        """The same of what came back."""
        return self._products(days, is_back=True)

    def _products(self, days, *, is_back: bool) -> Iterator[tuple]:
        rows = self._lines(days, is_back=is_back).values_list("customer", "product")
        rows = rows.annotate(Sum("parts"), Sum("net_cents"))
        return rows_of(rows.order_by("customer", "product"))

    def days_in(self, days) -> Iterator[tuple]:
        """(customer, day) of every day in the window with an order it kept, in order."""
        rows = self._orders(days).filter(is_kept=True).values_list("customer", "on").distinct()
        return rows_of(rows.order_by("customer", "on"))

    def sold_by_month(self, days) -> Iterator[tuple]:
        """(month, cents)."""
        return rows_of(self._orders(days).values_list(month_of("on")).annotate(Sum("net_cents")))

    def returned_by_month(self, days) -> Iterator[tuple]:
        """(month, cents) of what came back."""
        rows = self._lines(days, is_back=True).values_list(month_of("on"))
        return rows_of(rows.annotate(Sum("net_cents")))

    def pieces_by_month(self, days) -> Iterator[tuple]:
        """(product, month, ten-thousandths of pieces sold)."""
        rows = self._lines(days, is_back=False).values_list("product", month_of("on"))
        return rows_of(rows.annotate(Sum("parts")))

    def first(self, last: date) -> Iterator[tuple]:
        """(customer, the day of its first order up to a day)."""
        return rows_of(self._kept(last).values_list("customer").annotate(Min("on")))

    def days(self, last: date) -> Iterator[tuple]:
        """(customer, day) of every day with an order it kept, in order."""
        rows = self._kept(last).values_list("customer", "on").distinct()
        return rows_of(rows.order_by("customer", "on"))

    def amounts(self, last: date) -> Iterator[tuple]:
        """(customer, day, cents) of the same days."""
        rows = self._kept(last).values_list("customer", "on").annotate(Sum("net_cents"))
        return rows_of(rows.order_by("customer", "on"))
