"""Three years of trade of the demo company's customers, so that analyses have something to say."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog.models import Product
from maizi.customers.actions import log_activity
from maizi.customers.models import Activity, Customer
from maizi.customers.terms import ContactChannel, PartyType, ValueClass
from maizi.insight import actions
from maizi.insight.queries import Asked, find
from maizi.insight.terms import Code

from .books import bring

HEAD = "订单号,下单日期,客户编号,客户名称,商品编号,商品名称,数量,金额"
MOST_CUSTOMERS, MOST_ORDERS, YEARS = 150, 14, 3
YEAR = 365
# Every so many customers one is sold to below cost, and is much visited.
BELOW_COST, MUCH_VISITED, VISITS, NEWCOMERS = 9, 14, 5, 10
WITH_TAX = Decimal("1.13")
SMALL = 900  # yuan a line, so that the targets of this year stay as they are


def build_insight(people: dict[str, User]) -> None:
    """Orders of three years for as many companies as there are, visits that do not pay."""
    dice, today = Random(20261129), timezone.localdate()
    shelf = list(Product.objects.filter(
        is_active=True, list_price_yuan__gte=60, list_price_yuan__lte=4_000, cost_yuan__gt=0,
        bundle_sort="",
    ).order_by("id"))  # fmt: skip
    buyers = list(Customer.objects.filter(
        party_type=PartyType.ENTERPRISE, owner__is_active=True, archived_at=None
    ).select_related("owner").order_by("id")[:MOST_CUSTOMERS])  # fmt: skip
    rows = [row for at, buyer in enumerate(buyers)
            for row in _history(buyer, at=at, shelf=shelf, dice=dice, today=today)]  # fmt: skip
    if not rows:
        return
    bring("\n".join([HEAD, *rows]), name="三年历史订单.csv", by=people["boss"])
    for at, buyer in enumerate(buyers):
        if at % MUCH_VISITED == 3:
            _visit(buyer, dice, today)
    actions.lay_all()
    _decide(buyers, people["boss"], today)


def _history(
    buyer: Customer, *, at: int, shelf: list[Product], dice: Random, today: date
) -> Iterator[str]:
    """What one customer bought: some stay, some stop, some were sold to below cost."""
    gap = dice.gammavariate(2, 55)
    day = today - timedelta(YEAR * YEARS - dice.randrange(1, 500))
    if at % NEWCOMERS == 6:
        day = today - timedelta(dice.randrange(20, 340))
    stop = dice.betavariate(0.9, 7)
    size = dice.lognormvariate(0, 0.9)
    for number in range(MOST_ORDERS):
        if day >= today - timedelta(2):
            return
        is_recent = day > today - timedelta(YEAR)
        product = dice.choice(shelf)
        is_dear = at % BELOW_COST == 4
        worth = SMALL if is_recent and not is_dear else 6_000 * size
        pieces = max(1, round(worth / float(product.list_price_yuan)))
        price = product.list_price_yuan * Decimal(dice.randrange(86, 101)) / 100
        if is_dear:
            price = product.cost_yuan * WITH_TAX * Decimal("0.9")
        amount = (price * pieces).quantize(Decimal("0.01"))
        yield (f"LS{at:03}{number:02},{day},{buyer.no},{buyer.name},{product.no},{product.name},"
               f"{pieces},{amount}")  # fmt: skip
        if dice.random() < stop:
            return
        day += timedelta(max(6, int(dice.expovariate(1 / gap))))


def _visit(buyer: Customer, dice: Random, today: date) -> None:
    for _n in range(VISITS):
        day = today - timedelta(dice.randrange(3, 300))
        at = timezone.make_aware(datetime.combine(day, time(10, 30)))
        told = Activity(customer=buyer, channel=ContactChannel.VISIT, at=at,
                        content="上门看现场，客户暂时没有采购计划。")  # fmt: skip
        log_activity(told, by=buyer.owner)


def _decide(buyers: list[Customer], boss: User, today: date) -> None:
    """Two classes set by hand, and a kept result of a quarter ago to compare with."""
    actions.set_class(
        buyers[5:7], value_class=ValueClass.B, until=today + timedelta(180), by=boss, today=today,
        reason="新厂投产，明年采购量会翻倍",
    )  # fmt: skip
    last = today - timedelta(92)
    asked = Asked(Code.RFM, last - timedelta(YEAR - 1), last)
    found = find(boss, asked)
    if not found.is_thin:
        actions.keep_result(found, asked, by=boss)
