"""Orders of a hundred lines under sixteen writers; two hundred thousand orders in a report; a sheet
of order lines on its way in. Beside each the bare SQL of the same run."""

import os
import random
import time
from datetime import date, timedelta
from decimal import Decimal

from .imports import begun, folder_of, opened_for
from .measure import Aim, Row, Timing, timed
from .ordering import LINES
from .racing import WRITERS, race

TURNS = 3
ORDERS, BUYERS, DAYS = 200_000, 2_000, 360
SHEET_LINES = int(os.environ.get("MAIZI_BENCH_SHEET", "50000"))  # a million takes six minutes
CONFIRM_AIM, REPORT_AIM, FEWEST_A_SECOND = Aim(ratio=12), Aim(ratio=5), 1_000


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the aim)."""
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.sales import queries

    today, boss = timezone.localdate(), User.objects.get(username="boss")
    fill_shelves(boss)
    _fill_orders(today, boss)
    days = (today - timedelta(DAYS), today)
    bare = timed(f"{ORDERS:,} 张订单按客户加总，裸 SQL", work=lambda n: _bare_report(days),
                 times=6, warm=1)  # fmt: skip
    ours = timed("销售报表，按客户", work=lambda n: queries.report(boss, "customer", days, {}),
                 times=6, warm=1)  # fmt: skip
    held = race("bench.ordering", "action", TURNS,
                f"确认 {LINES} 行的订单，占额度、占库存，{WRITERS} 个写入者")  # fmt: skip
    least = race("bench.ordering", "bare", TURNS, "加锁、插入、加总，裸 SQL，同样多的写入者")
    brought = _import(today, boss)
    return [
        (ours, bare, REPORT_AIM), (bare, None, None), (held, least, CONFIRM_AIM),
        (least, None, None), (brought, None, Aim(most=SHEET_LINES / FEWEST_A_SECOND * 1000)),
    ]  # fmt: skip


def _bare_report(days: tuple[date, date]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.customer_id, count(DISTINCT o.id), sum(l.amount_yuan), sum(l.tax_yuan),"
            " sum(l.invoiced_yuan) FROM sales_orderline l JOIN sales_order o"
            " ON o.id = l.document_id WHERE o.ordered_on BETWEEN %s AND %s"
            " AND o.state IN ('confirmed', 'partly', 'delivered', 'completed') GROUP BY 1",
            [day.isoformat() for day in days],
        )
        cursor.fetchall()


def fill_shelves(boss) -> None:
    """Goods enough for every order, and customers with a limit that none of them reaches."""
    from django.utils import timezone

    from maizi.catalog.actions.bare import BareProduct, add_bare_products
    from maizi.catalog.models import Product
    from maizi.credit import actions as credit
    from maizi.customers.models import Customer
    from maizi.stock import actions as stock
    from maizi.stock.models import Warehouse
    from maizi.stock.terms import MovementKind

    from .ordering import customers, goods

    if len(goods()) == LINES and customers().count() >= WRITERS:
        return
    bare = [BareProduct(f"测试商品{n}", f"SELL{n:04d}") for n in range(LINES)]
    ids = add_bare_products(bare, by=boss, reason="bench", chain="bench")
    Product.objects.filter(pk__in=ids).update(list_price_yuan=Decimal(10))
    place = Warehouse.objects.order_by("id").first() or Warehouse.objects.create(
        code="SELL", name="测试仓"
    )
    lines = [stock.Line(p, Decimal(10**7), price_yuan=Decimal(5)) for p in goods()]
    stock.post(MovementKind.PURCHASE_IN, warehouse=place, lines=lines, on=timezone.localdate(),
               by=boss)  # fmt: skip
    agreed = credit.Agreed(Decimal(2 * 10**9), 30, 7)
    fresh = Customer.objects.filter(credit_account=None, archived_at=None, owner__isnull=False)
    for customer in fresh.order_by("-id")[:WRITERS]:
        credit.agree(customer, agreed, reason="bench", by=boss)


def _fill_orders(today: date, boss) -> None:
    """Orders of one line each over a year; kept."""
    from maizi.customers.models import Customer
    from maizi.kernel.ids import new_ids
    from maizi.sales.models import Order, OrderLine

    from .ordering import goods

    if Order.objects.count() >= ORDERS:
        return
    dice, products = random.Random(11), goods()
    known = Customer.objects.filter(owner__isnull=False).order_by("id")
    buyers = list(known.values_list("pk", "owner", "org_unit")[:BUYERS])
    for start in range(0, ORDERS, 2_000):
        orders, lines = [], []
        for number, id_ in enumerate(new_ids(2_000), start):
            customer, owner, unit = buyers[number % len(buyers)]
            amount = Decimal(dice.randrange(10_000, 900_000)) / 100
            head = {"amount_yuan": amount, "net_yuan": amount, "tax_yuan": Decimal(0)}
            orders.append(Order(
                id=id_, no=f"SELL{number}", customer_id=customer, owner_id=owner,
                org_unit_id=unit, created_by=boss, state="completed",
                ordered_on=today - timedelta(dice.randrange(DAYS)), **head,
            ))  # fmt: skip
            product = dice.choice(products)
            lines.append(OrderLine(
                document_id=id_, position=1, product=product, name=product.name, unit="个",
                quantity=Decimal(2), price_yuan=amount / 2, amount_yuan=amount,
                tax_yuan=Decimal(0), tax_rate=Decimal(0), delivered=Decimal(2),
            ))  # fmt: skip
        Order.objects.bulk_create(orders)
        OrderLine.objects.bulk_create(lines)


def _import(today: date, boss) -> Timing:
    """A sheet of historical order lines, four to an order, through the engine."""
    from maizi.kit.imports import passes
    from maizi.kit.imports.here import Here
    from maizi.kit.imports.terms import ImportState
    from maizi.sales.pages import IMPORTS

    mark = random.randrange(10**8)
    rows = [
        f"B{mark}-{n // 4},{today - timedelta(n // 4 % 300)},C{mark % 9973}{n // 4 % 5_000},"
        f"测试商品{n % LINES},{n % 7 + 1},{n % 90 + 9}.50"
        for n in range(SHEET_LINES)
    ]
    head = "订单号,下单日期,客户编号,商品名称,数量,含税单价\n"
    sheet = folder_of() / "订单.csv"
    sheet.write_text(head + "\n".join(rows))
    run = opened_for(begun(sheet, boss, IMPORTS), ImportState.CHECKING, boss)
    run = opened_for(passes.check(run.pk, Here(boss)), ImportState.IMPORTING, boss)
    began, cpu = time.perf_counter(), time.process_time()
    run = passes.bring_in(run.pk, Here(boss))
    wall, busy = time.perf_counter() - began, time.process_time() - cpu
    assert run.added == SHEET_LINES, (run.added, run.refused, run.reasons)
    note = f"每秒 {SHEET_LINES / wall:,.0f} 行，检查不算在内"
    return Timing(f"导入 {SHEET_LINES:,} 行历史订单", wall * 1000, wall * 1000, busy * 1000, note)
