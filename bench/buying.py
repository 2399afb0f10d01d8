"""What to buy of twenty thousand products, the ages of what is owed, the board over many orders.

Beside each the bare SQL that adds up the same in the same run.
"""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from .measure import Aim, Row, timed

PRODUCTS, SUPPLIERS, ENTRIES = 20_000, 300, 100_000
ORDERS, LINES, DAYS = 60_000, 3, 300
BATCH = 2_000
MISSING_AIM, AGES_AIM, BOARD_AIM = Aim(ratio=12), Aim(ratio=2), Aim(ratio=3)
MISSING = """
SELECT p.product_id, p.least, COALESCE(a.free, 0), COALESCE(c.pieces, 0)
  FROM stock_reorderpoint p
  LEFT JOIN (SELECT product_id, SUM(good - reserved) free FROM stock_stockaccount
              GROUP BY product_id) a ON a.product_id = p.product_id
  LEFT JOIN (SELECT l.product_id, SUM(l.quantity + l.replaced - l.received) pieces
               FROM purchasing_orderline l JOIN purchasing_purchaseorder o ON o.id = l.order_id
              WHERE o.state IN ('draft', 'pending', 'approved', 'ordered')
                AND l.quantity + l.replaced > l.received
              GROUP BY l.product_id) c ON c.product_id = p.product_id
 WHERE COALESCE(a.free, 0) + COALESCE(c.pieces, 0) < p.least
"""
AGES = """
SELECT supplier_id, CASE WHEN due_on >= %s THEN 0 WHEN due_on >= %s THEN 1 WHEN due_on >= %s THEN 2
       WHEN due_on >= %s THEN 3 WHEN due_on >= %s THEN 4 ELSE 5 END b,
       SUM(CASE WHEN open_yuan > 0 THEN open_yuan END), SUM(CASE WHEN open_yuan < 0 THEN open_yuan
       END)
  FROM purchasing_supplierentry WHERE open_yuan <> 0 GROUP BY 1, 2
"""
SOLD = """
SELECT o.owner_id, SUM(l.amount_yuan - l.tax_yuan)
  FROM sales_orderline l JOIN sales_order o ON o.id = l.document_id
 WHERE o.confirmed_at BETWEEN %s AND %s
   AND o.state IN ('confirmed', 'partly', 'delivered', 'completed')
 GROUP BY 1
"""


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the ratio we aim at)."""
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.purchasing import queries as purchases
    from maizi.targets import queries as targets
    from maizi.targets.terms import Measure, Span

    boss, today = User.objects.get(username="boss"), timezone.localdate()
    _fill(today)
    days = [(today - timedelta(days=n)).isoformat() for n in (0, 30, 60, 90, 180)]
    missing = timed(
        f"{PRODUCTS:,} 种商品的采购建议",
        times=8,
        warm=1,
        work=lambda n: purchases.suggestions(),
        note=_told(purchases.suggestions()),
    )
    bare_missing = timed("低于再订货点的，裸 SQL", work=_bare(MISSING), times=8, warm=1)
    ages = timed(
        f"{ENTRIES:,} 笔未结应付的账龄",
        times=15,
        warm=2,
        work=lambda n: purchases.ageing_of(boss, today),
    )
    bare_ages = timed("按供应商和账龄求和，裸 SQL", work=_bare(AGES, days), times=15, warm=2)
    chosen = targets.Chosen(Span.MONTH, today.replace(day=1), Measure.AMOUNT)
    month = [
        datetime.combine(chosen.first, time.min, timezone.get_default_timezone()),
        datetime.combine(chosen.last, time.max, timezone.get_default_timezone()),
    ]
    board = timed(
        f"{ORDERS:,} 张订单的目标看板，一个月",
        times=15,
        warm=2,
        work=lambda n: targets.board_of(boss, chosen, today=today),
    )
    bare_board = timed("按负责人求和，裸 SQL", work=_bare(SOLD, month), times=15, warm=2)
    return [
        (missing, bare_missing, MISSING_AIM),
        (bare_missing, None, None),
        (ages, bare_ages, AGES_AIM),
        (bare_ages, None, None),
        (board, bare_board, BOARD_AIM),
        (bare_board, None, None),
    ]


def _told(rows: list) -> str:
    return f"{len(rows):,} 种要买"


def _bare(sql: str, values: list = ()):
    """A function that runs a statement and fetches what it gives, nothing else."""
    from django.db import connection

    def ask(_number):
        with connection.cursor() as cursor:
            cursor.execute(
                sql,
                [
                    connection.ops.adapt_datetimefield_value(v) if isinstance(v, datetime) else v
                    for v in values
                ],
            )
            cursor.fetchall()

    return ask


def _keep(model, rows) -> list:
    """Store rows in batches."""
    return model.objects.bulk_create(rows, batch_size=BATCH)


def _fill(today: date) -> None:
    """Products to buy, entries of suppliers, orders of customers; made once and kept."""
    from django.db import connection, transaction

    from maizi.accounts.models import User
    from maizi.purchasing.models import Supplier

    if Supplier.objects.filter(no__startswith="BUY").exists():
        return
    boss = User.objects.get(username="boss")
    with transaction.atomic():
        suppliers = _keep(Supplier, (
            Supplier(no=f"BUY{n:04}", name=f"基准供应商 {n}", sort_name=f"{n:04}",
                     name_key=f"buy{n}", created_by=boss)
            for n in range(SUPPLIERS)
        ))  # fmt: skip
        _shelf(suppliers, boss, today)
        _owed(suppliers, boss, today)
        _sold(today)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _shelf(suppliers: list, boss, today: date) -> None:
    """Products with a reorder point, a price, something on the shelf, some of it on its way."""
    from maizi.catalog.models import Product
    from maizi.purchasing.models import OrderLine, PurchaseOrder, Supply
    from maizi.stock.models import ReorderPoint, StockAccount, Warehouse

    dice, place = random.Random(5), Warehouse.objects.create(code="BUY", name="采购基准仓")
    products = _keep(Product, (
        Product(no=f"BUY{n:05}", name=f"采购商品 {n}", sort_name=f"{n:05}", name_key=f"buy{n}")
        for n in range(PRODUCTS)
    ))  # fmt: skip
    _keep(ReorderPoint, (ReorderPoint(product=p, least=100, fill_to=200) for p in products))
    _keep(StockAccount, (
        StockAccount(product=p, warehouse=place, quantity=k, good=k)
        for p in products for k in [dice.randrange(60, 600)]
    ))  # fmt: skip
    _keep(Supply, (
        Supply(product=p, supplier=dice.choice(suppliers), price_yuan=Decimal(9), priced_on=today,
               is_preferred=True)
        for p in products
    ))  # fmt: skip
    orders = _keep(PurchaseOrder, (
        PurchaseOrder(no=f"BUY{n:05}", supplier=suppliers[n % SUPPLIERS], buyer=boss,
                      unit=boss.unit, state="ordered", ordered_on=today)
        for n in range(PRODUCTS // 10)
    ))  # fmt: skip
    _keep(OrderLine, (
        OrderLine(order=order, position=n, product=product, quantity=30, price_yuan=Decimal(9),
                  amount_yuan=Decimal(270), tax_yuan=Decimal("31.06"), tax_rate=Decimal("0.13"))
        for order in orders for n, product in enumerate(dice.sample(products, 5), 1)
    ))  # fmt: skip


def _owed(suppliers: list, boss, today: date) -> None:
    """Entries that are open, and as many that are settled."""
    from maizi.purchasing.models import SupplierEntry

    def entry(number: int) -> SupplierEntry:
        on, amount = today - timedelta(number * 7919 % DAYS), Decimal(100 + number % 900)
        return SupplierEntry(
            supplier=suppliers[number % SUPPLIERS], no=f"BUY{number}", kind="receipt", on=on,
            due_on=on + timedelta(30), amount_yuan=amount, posted_by=boss,
            open_yuan=amount if number % 2 else Decimal(0),
        )  # fmt: skip

    _keep(SupplierEntry, (entry(number) for number in range(2 * ENTRIES)))


def _sold(today: date) -> None:
    """Confirmed orders of the last months, of everybody who keeps customers."""
    from django.utils import timezone

    from maizi.catalog.models import Product
    from maizi.customers.models import Customer
    from maizi.sales.models import Order, OrderLine

    dice, now = random.Random(6), timezone.now()
    kept = Customer.objects.filter(owner__isnull=False).order_by("pk")
    known = list(kept.values_list("pk", "owner", "org_unit")[:ORDERS])
    products = list(Product.objects.filter(no__startswith="BUY").values_list("pk", flat=True)[:500])

    def order(number: int) -> Order:
        customer, owner, unit = known[number % len(known)]
        ago = timedelta(number * 7919 % DAYS)
        return Order(
            no=f"BUY{number:06}", customer_id=customer, owner_id=owner, org_unit_id=unit,
            created_by_id=owner, state="completed", ordered_on=today - ago, confirmed_at=now - ago,
        )  # fmt: skip

    orders = _keep(Order, (order(number) for number in range(ORDERS)))
    _keep(OrderLine, (
        OrderLine(document=row, position=n, product_id=dice.choice(products), name="采购商品",
                  quantity=2, price_yuan=Decimal(113), amount_yuan=Decimal(226),
                  tax_yuan=Decimal(26), tax_rate=Decimal("0.13"), delivered=2)
        for row in orders for n in range(1, LINES + 1)
    ))  # fmt: skip
