"""What orders and returns say themselves: which count, and how much each brings (H-1, 0.3).

Sales are lines of orders that count, without tax, on the day they were ordered; returns reduce the
day they were asked on. Whoever asks gets the orders he sees of the customers he sees.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)  # fmt: skip
from django.db.models.functions import Cast, Round

from maizi.customers.access import visible_customers
from maizi.sales import access as sales
from maizi.sales.models import Order, OrderLine, Return, ReturnLine
from maizi.sales.terms import COUNTED, OrderState, ReturnSort, ReturnState

from .rows import cents, month_of, parts, rows_of

BACK = (ReturnState.RECEIVED, ReturnState.SETTLED)
MONEY = DecimalField(max_digits=18, decimal_places=6)
NET = ExpressionWrapper(F("amount_yuan") - F("tax_yuan"), output_field=MONEY)
# Of an order that was closed short only what was delivered counts, rounded line by line: first to
# six places, so that a half that floats miss by a hair is a half on every engine.
PART = ExpressionWrapper(
    (F("amount_yuan") - F("tax_yuan")) * Cast("delivered", FloatField()) / F("quantity"),
    output_field=FloatField(),
)  # fmt: skip
SHORT = OrderState.CLOSED_SHORT
IS_SHORT = Q(document__state=SHORT)
PART_NET = Round(Round(Cast(PART, MONEY), 6), 2)
SOLD = Case(When(IS_SHORT, then=PART_NET), default=NET, output_field=MONEY)
PIECES = Case(When(IS_SHORT, then=F("delivered")), default=F("quantity"), output_field=MONEY)
# The same of a whole order: its lines are looked at only when it was closed short.
DELIVERED = (
    OrderLine.objects.filter(document=OuterRef("pk"))
    .order_by()
    .values("document")
    .annotate(part=Sum(PART_NET))
    .values("part")
)
ORDER_NET = Case(
    When(state=SHORT, then=Subquery(DELIVERED, output_field=MONEY)),
    default=F("net_yuan"),
    output_field=MONEY,
)


def seen_orders(user) -> QuerySet[Order]:
    """The orders that count, of visible customers; fully returned ones too."""
    seen = visible_customers(user).values("pk")
    return counting(sales.visible_orders(user).filter(customer__in=seen))


def counting(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Those of some orders that count as business done."""
    return orders.filter(state__in=COUNTED).order_by()


def kept(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Some orders without those that came back whole (H-1).

    An order of which nothing was given back is kept without a look at its lines.
    """
    lines = OrderLine.objects.filter(document=OuterRef("pk"))
    has_kept = lines.filter(
        Q(returned__lt=F("quantity")) & ~IS_SHORT | IS_SHORT & Q(returned__lt=F("delivered"))
    )
    untouched = ~Q(state=SHORT) & ~Exists(Return.objects.filter(order=OuterRef("pk")))
    return orders.filter(untouched | Exists(has_kept))


def back(orders: QuerySet[Order]) -> QuerySet[ReturnLine]:
    """The lines of some orders that came back; exchanges do not count."""
    rows = ReturnLine.objects.filter(document__order__in=orders, document__state__in=BACK)
    return rows.exclude(document__sort=ReturnSort.EXCHANGE).order_by()


class Live:
    """The facts as the orders and returns give them now, for one person; a query each."""

    def __init__(self, user):
        self._user = user

    def _orders(self, days) -> QuerySet[Order]:
        rows = seen_orders(self._user)
        return rows.filter(ordered_on__range=days) if days else rows

    def _lines(self, days) -> QuerySet[OrderLine]:
        return OrderLine.objects.filter(document__in=self._orders(days)).order_by()

    def _back(self, days) -> QuerySet[ReturnLine]:
        return back(self._orders(None)).filter(document__asked_on__range=days)

    def sold(self, days) -> Iterator[tuple]:
        """(customer, cents)."""
        grouped = self._orders(days).values_list("customer")
        return rows_of(grouped.annotate(net=cents(ORDER_NET)))

    def returned(self, days) -> Iterator[tuple]:
        """(customer, cents) of what came back."""
        grouped = self._back(days).values_list("document__order__customer")
        return rows_of(grouped.annotate(net=cents(NET)))

    def bought(self, days) -> Iterator[tuple]:
        """(customer, days with orders it kept, the last of them)."""
        grouped = kept(self._orders(days)).values_list("customer")
        return rows_of(grouped.annotate(Count("ordered_on", distinct=True), Max("ordered_on")))

    def sold_products(self, days) -> Iterator[tuple]:
        """(customer, product, ten-thousandths of pieces, cents), in order."""
        grouped = self._lines(days).values_list("document__customer_id", "product_id")
        rows = grouped.annotate(moved=parts(PIECES), net=cents(SOLD))
        return rows_of(rows.order_by("document__customer_id", "product_id"))

    def returned_products(self, days) -> Iterator[tuple]:
        """The same of what came back."""
        who, what = "document__order__customer_id", "line__product_id"
        rows = self._back(days).values_list(who, what)
        return rows_of(rows.annotate(moved=parts("quantity"), net=cents(NET)).order_by(who, what))

    def days_in(self, days) -> Iterator[tuple]:
        """(customer, day) of every day in the window with an order it kept, in order."""
        rows = kept(self._orders(days)).values_list("customer_id", "ordered_on").distinct()
        return rows_of(rows.order_by("customer_id", "ordered_on"))

    def sold_by_month(self, days) -> Iterator[tuple]:
        """(month, cents)."""
        grouped = self._orders(days).values_list(month_of("ordered_on"))
        return rows_of(grouped.annotate(net=cents(ORDER_NET)))

    def returned_by_month(self, days) -> Iterator[tuple]:
        """(month, cents) of what came back."""
        grouped = self._back(days).values_list(month_of("document__asked_on"))
        return rows_of(grouped.annotate(net=cents(NET)))

    def pieces_by_month(self, days) -> Iterator[tuple]:
        """(product, month, ten-thousandths of pieces sold)."""
        grouped = self._lines(days).values_list("product", month_of("document__ordered_on"))
        return rows_of(grouped.annotate(moved=parts(PIECES)))

    def first(self, last: date) -> Iterator[tuple]:
        """(customer, the day of its first order up to a day)."""
        rows = kept(self._orders(None)).filter(ordered_on__lte=last)
        return rows_of(rows.values_list("customer").annotate(Min("ordered_on")))

    def days(self, last: date) -> Iterator[tuple]:
        """(customer, day) of every day with an order it kept, in order."""
        rows = kept(self._orders(None)).filter(ordered_on__lte=last)
        rows = rows.values_list("customer", "ordered_on").distinct()
        return rows_of(rows.order_by("customer", "ordered_on"))

    def amounts(self, last: date) -> Iterator[tuple]:
        """(customer, day, cents) of the same days."""
        rows = kept(self._orders(None)).filter(ordered_on__lte=last)
        rows = rows.values_list("customer", "ordered_on").annotate(net=cents(ORDER_NET))
        return rows_of(rows.order_by("customer", "ordered_on"))
