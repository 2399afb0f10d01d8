"""Quotes and orders of a customer, as a tab on its page; what it bought so far (S004 财务资料)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.money import ratio, show_yuan, yuan
from maizi.kernel.texts import N_

from .. import access
from ..models import Order, OrderLine
from ..terms import COUNTED

MOST_SHOWN = 20
ON_PAPER = {
    "今年订单数": "12", "今年数量": "86", "今年金额": "312,500.00",
    "今年单价范围": "75.00–5,980.00", "首次订单": "2019-03-05", "最近订单": "2026-11-10",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bought:
    """What confirmed orders say of a customer; cancelled ones are left out.

    average_yuan  None without orders
    """

    count: int = 0
    amount_yuan: Decimal = Decimal(0)
    first_on: date | None = None
    last_on: date | None = None

    @property
    def average_yuan(self) -> Decimal | None:
        """Mean value of an order, undefined without any."""
        mean = ratio(self.amount_yuan, self.count)
        return None if mean is None else yuan(mean)


def bought_by(customer: Customer) -> Bought:
    """First and last order, how many, how much, of all the company's orders (I-4). One query."""
    found = Order.objects.filter(customer=customer, state__in=COUNTED).aggregate(
        count=Count("pk"), amount=Sum("amount_yuan"), first=Min("ordered_on"),
        last=Max("ordered_on"),
    )  # fmt: skip
    return Bought(found["count"], yuan(found["amount"] or 0), found["first"], found["last"])


def trade_of(user, customer: Customer) -> dict | None:
    """The latest visible orders and quotes, and the sums. Three queries."""
    may_quote, may_order = access.may_quote(user, "view"), access.may(user, "view")
    if not (may_quote or may_order):
        return None
    orders = access.visible_orders(user).filter(customer=customer)
    quotes = access.visible_quotes(user).filter(customer=customer)
    return {
        "customer": customer,
        "orders": orders.select_related("owner")[:MOST_SHOWN],
        "quotes": quotes.select_related("owner")[:MOST_SHOWN],
        "bought": bought_by(customer) if may_order else None,
        "may_quote": access.may_quote(user, "add"),
        "may_order": access.may(user, "add"),
    }


def _on_paper(user, customer: Customer) -> dict[str, str]:
    """What it bought this year and ever, in visible orders (L-1). Two queries."""
    if not access.may(user, "view"):
        return dict.fromkeys(ON_PAPER, "")
    orders = access.visible_orders(user).filter(customer=customer, state__in=COUNTED)
    year = timezone.localdate().replace(month=1, day=1)
    lines = OrderLine.objects.filter(document__in=orders.filter(ordered_on__gte=year))
    ever = orders.aggregate(
        first=Min("ordered_on"), last=Max("ordered_on"),
        count=Count("pk", filter=Q(ordered_on__gte=year)),
        amount=Sum("amount_yuan", filter=Q(ordered_on__gte=year)),
    )  # fmt: skip
    now = lines.aggregate(pieces=Sum("quantity"), low=Min("price_yuan"), high=Max("price_yuan"))
    prices = [show_yuan(one) for one in (now["low"], now["high"]) if one is not None]
    told = [str(ever["count"]), f"{Decimal(now['pieces'] or 0).normalize():f}",
            show_yuan(ever["amount"] or 0), "–".join(dict.fromkeys(prices)),
            str(ever["first"] or ""), str(ever["last"] or "")]  # fmt: skip
    return dict(zip(ON_PAPER, told, strict=True))


CARD_FACTS = customers.CardFacts(ON_PAPER, _on_paper, access.ORDER.code)
TRADE = customers.Panel(
    code="sales.trade",
    label=N_("订单与报价"),
    place=PanelPlace.TAB,
    template="sales/customer_trade.html",
    context=trade_of,
    is_offered=lambda user, customer: access.may(user, "view") or access.may_quote(user, "view"),
    position=20,
)
