"""What the sellers of the demo company sold in a year, brought in from their old books."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.core.files.base import ContentFile
from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog.models import Product
from maizi.customers.models import Customer
from maizi.customers.terms import PartyType
from maizi.kit.imports import flow, passes
from maizi.kit.imports.here import Here
from maizi.kit.imports.shown import usual_options
from maizi.kit.imports.terms import ImportMode, ImportState
from maizi.sales.pages import IMPORTS

# seller, target of an even month in yuan, how much of it he reaches
SELLERS = (
    ("chenmo", 60_000, 112), ("xuqing", 45_000, 94), ("luoyi", 50_000, 103),
    ("jiangnan", 55_000, 81), ("mengfei", 40_000, 118), ("zengrou", 35_000, 66),
)  # fmt: skip
SEASON = (8, 6, 10, 10, 10, 9, 9, 8, 10, 11, 11, 8)  # spring festival and late autumn
MONTHS, ORDERS, MOST_CUSTOMERS = 11, 4, 14
WITH_TAX = Decimal("1.13")
HEAD = "订单号,下单日期,客户编号,客户名称,商品编号,数量,金额"


def build_books(people: dict[str, User]) -> None:
    """A sheet of orders for each seller: most of a year, this month as far as it has come."""
    dice = Random(20261128)
    goods = Product.objects.filter(
        is_active=True, list_price_yuan__gte=100, list_price_yuan__lte=12_000, bundle_sort=""
    )
    shelf = list(goods.order_by("id"))
    for username, even, reaches in SELLERS:
        seller = people[username]
        rows = list(_book(seller, even * reaches // 100, shelf, dice))
        if rows:
            bring("\n".join([HEAD, *rows]), name=f"{seller.name}历史订单.csv", by=people["boss"])


def _book(seller: User, even: int, shelf: list[Product], dice: Random) -> Iterator[str]:
    """Lines of one seller's book, oldest first."""
    mine = Customer.objects.filter(owner=seller, party_type=PartyType.ENTERPRISE, archived_at=None)
    buyers, number = list(mine.order_by("id")[:MOST_CUSTOMERS]), 0
    if not buyers:  # a small demo has not a company for everybody
        return
    for first, last, passed in _months():
        month = even * SEASON[first.month - 1] * dice.uniform(0.85, 1.15) / 10
        budget = Decimal(int(month * passed)) * WITH_TAX
        for place in range(ORDERS):
            day = first + timedelta((last - first).days * (place + 1) // ORDERS)
            buyer, number = dice.choice(buyers), number + 1
            for product in dice.sample(shelf, 2):
                pieces = max(1, round(budget / ORDERS / 2 / product.list_price_yuan))
                amount = (product.list_price_yuan * pieces).quantize(Decimal("0.01"))
                yield (
                    f"{seller.username[:2].upper()}{first:%y%m}{number:03},{day},{buyer.no},"
                    f"{buyer.name},{product.no},{pieces},{amount}"
                )


def _months() -> Iterator[tuple[date, date, float]]:
    """(first day, last day that has come, how much of it has passed) of each month."""
    today = timezone.localdate()
    first = today.replace(day=1)
    for _ in range(MONTHS - 1):
        first = (first - timedelta(1)).replace(day=1)
    while first <= today:
        following = (first + timedelta(32)).replace(day=1)
        last = min(following - timedelta(1), today)
        yield first, last, ((last - first).days + 1) / (following - first).days
        first = following


def bring(text: str, *, name: str, by: User) -> None:
    """Put one book in, as the wizard would; its orders go to who keeps the customers."""
    file = ContentFile(text.encode(), name=name)
    run = flow.begin(IMPORTS, file, by=by, in_place=True)
    run = flow.choose(
        run, places=[column["target"] for column in run.columns], by=by, mode=ImportMode.ADD,
        options=usual_options(IMPORTS, by, run),
    )  # fmt: skip
    passes.bring_in(flow.open_pass(run, ImportState.IMPORTING, by=by).pk, Here(by))
