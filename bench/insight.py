"""RFM, classes, whale curve, profit matrix and cohorts over ten lines a customer, from cold; beside
them the database that sums the same columns. Once from the orders and once from the facts beside
them, on SQLite once more with DuckDB, and from a copy of the facts in ClickHouse (chdb); all must
find the same. And what it takes to follow one order, to copy all and to carry one order over.
"""

import random
import resource
from datetime import date, timedelta
from decimal import Decimal

from .measure import Aim, Backends, Row, timed
from .ordering import goods

LINES_EACH, LINES_AN_ORDER, DAYS, BLOCK = 10, 2, 700, 4_000
AIM, MOST_MEGABYTES = Aim(ratio=3), 2_000
FOLLOWING, ORDERS = Aim(p95=20), 100
CODES = ("rfm", "abc", "whale", "matrix", "keeping")
CARRYING, COPY = Aim(p95=500), "ClickHouse，事实的副本"


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the aim)."""
    from scripts.provide_clickhouse import provide_clickhouse

    with provide_clickhouse() as server:
        Backends.watched.add(server.pid)
        rows = _measured(size, server.address)
        Backends.watched.clear()
    return rows


def _measured(size: int, address: str) -> list[Row]:
    from django.conf import settings
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.insight.actions import carry, lay_all
    from maizi.insight.models import FactState
    from maizi.insight.queries import Asked, find, usual_window
    from maizi.insight.queries.clickhouse import asking
    from maizi.insight.terms import Code
    from maizi.site.places import clickhouse

    today, boss = timezone.localdate(), User.objects.get(username="boss")
    _fill(size, today, boss)
    lay_all()
    days = usual_window(today)
    lines = size * LINES_EACH
    bare = timed(f"{lines:,} 行按客户、商品加总，裸 SQL", work=lambda n: _bare(days), times=2,
                 warm=1)  # fmt: skip
    settings.CLICKHOUSE = clickhouse(address)
    rows: list[Row] = [(bare, None, None), (_copying(), None, None)]
    for code in CODES:
        asked, found = Asked(Code(code), *days), {}
        for engine, from_lines, is_laid in _engines():
            settings.ENGINE_LINES = from_lines
            settings.CLICKHOUSE = clickhouse(address) if engine == COPY else None
            FactState.objects.update(is_laid=is_laid)

            def work(_number, asked=asked, found=found, engine=engine):
                found[engine] = find(_boss(), asked)

            name = f"{asked.code.label}（含所有行，{engine}）"
            rows.append((timed(name, work=work, times=2, warm=0), bare, AIM))
        first, *others = found.values()
        if any(other != first for other in others):
            raise SystemExit(f"{code}: {' and '.join(found)} do not find the same")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    last, limit, aim = rows[-1]
    told = f"内存最多 {peak:,.0f} MB，上限 {MOST_MEGABYTES:,}"
    rows[-1] = last.noted(told), limit, aim
    rows.append((_following(), None, FOLLOWING))
    carry()
    if asking._told:
        raise SystemExit(f"ClickHouse did not answer: {asking._told}")
    return [*rows, (_carrying(), None, CARRYING)]


def _following():
    """An order that begins to count, and one of which something comes back."""
    from maizi.insight.actions import follow
    from maizi.insight.models import LineFact
    from maizi.sales.models import Order

    ids = list(Order.objects.order_by("-pk").values_list("pk", flat=True)[:ORDERS])

    def work(number):
        LineFact.objects.filter(order=ids[number]).update(net_cents=0)
        assert follow([ids[number]]) == 1

    return timed("一张订单变了，事实跟上", work=work, times=ORDERS - 5, warm=5)


def _copying():
    """All facts to a ClickHouse that holds none."""
    from maizi.insight.actions import copy_all

    return timed("全部事实抄到 ClickHouse", work=lambda n: list(copy_all(is_forced=True)), times=1,
                 warm=0)  # fmt: skip


def _carrying():
    """One order that changed, its new facts in the copy."""
    from maizi.insight.actions import carry, note_changes
    from maizi.sales.models import Order

    ids = list(Order.objects.order_by("-pk").values_list("pk", flat=True)[:ORDERS])

    def work(number):
        note_changes([ids[number]])
        assert carry() == 1

    return timed("一张订单抄到 ClickHouse", work=work, times=ORDERS // 2, warm=5)


def _engines() -> list[tuple[str, int, bool]]:
    """(name, from how many lines on DuckDB is asked, whether from the facts) of what groups."""
    from django.db import connection

    from maizi.insight.queries.engine.running import is_installed

    if connection.vendor != "sqlite":
        found = [("PostgreSQL", 0)]
    else:
        found = [("SQLite", 0), *([("DuckDB", 1)] if is_installed() else [])]
    from_orders = [(f"{name}，订单", lines, False) for name, lines in found]
    of_facts = (f"{found[0][0]}，事实", 0, True)  # DuckDB leaves the facts to their index
    return [*from_orders, of_facts, (COPY, 0, True)]


def _boss():
    """As the next request sees him: what was found for one page is not there for the next."""
    from maizi.accounts.models import User

    return User.objects.get(username="boss")


def _bare(days: tuple[date, date]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.customer_id, l.product_id, max(o.ordered_on), count(DISTINCT o.ordered_on),"
            " sum(l.quantity), sum(l.amount_yuan - l.tax_yuan) FROM sales_orderline l"
            " JOIN sales_order o ON o.id = l.document_id WHERE o.ordered_on BETWEEN %s AND %s"
            " AND o.state IN ('confirmed', 'partly', 'delivered', 'completed', 'short')"
            " GROUP BY 1, 2",
            [day.isoformat() for day in days],
        )
        while cursor.fetchmany(BLOCK):
            pass


def _fill(size: int, today: date, boss) -> None:
    """Orders of two lines over two years for every customer with an owner; kept."""
    from maizi.catalog.models import Product
    from maizi.customers.models import Customer
    from maizi.kernel.ids import new_ids
    from maizi.sales.models import Order, OrderLine

    from .selling import fill_shelves

    wanted = size * LINES_EACH // LINES_AN_ORDER
    if Order.objects.filter(no__startswith="INSI").count() >= wanted:
        return
    fill_shelves(boss)
    products, dice = goods(), random.Random(12)
    Product.objects.filter(pk__in=[p.pk for p in products]).update(cost_yuan=Decimal(60))
    known = Customer.objects.filter(owner__isnull=False).order_by("id")
    buyers = list(known.values_list("pk", "owner", "org_unit"))
    for start in range(0, wanted, BLOCK):
        orders, lines = [], []
        for number, id_ in enumerate(new_ids(BLOCK), start):
            customer, owner, unit = buyers[int(len(buyers) * dice.random() ** 2)]
            day = today - timedelta(dice.randrange(1, DAYS))
            order = Order(
                id=id_, no=f"INSI{number}", customer_id=customer, owner_id=owner,
                org_unit_id=unit, created_by=boss, state="completed", ordered_on=day,
                amount_yuan=0, net_yuan=0, tax_yuan=0,
            )  # fmt: skip
            orders.append(order)
            for place in range(LINES_AN_ORDER):
                net = Decimal(dice.randrange(4_000, 40_000)) / 100
                tax = (net * Decimal("0.13")).quantize(Decimal("0.01"))
                product = dice.choice(products)
                order.net_yuan, order.tax_yuan = order.net_yuan + net, order.tax_yuan + tax
                order.amount_yuan = order.net_yuan + order.tax_yuan
                lines.append(OrderLine(
                    document_id=id_, position=place + 1, product=product, name=product.name,
                    unit="个", quantity=Decimal(2), price_yuan=net, amount_yuan=net + tax,
                    tax_yuan=tax, delivered=Decimal(2),
                ))  # fmt: skip
        Order.objects.bulk_create(orders)
        OrderLine.objects.bulk_create(lines)
