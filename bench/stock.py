"""A million movements of stock: what it was worth on any day, and posting to it.

Beside each the bare SQL that does the same in the same run.
"""

import random
from datetime import date, timedelta
from decimal import Decimal

from .measure import Aim, Row, timed

MOVEMENTS, PRODUCTS, PLACES, PER_DOCUMENT, DAYS = 1_000_000, 4_000, 3, 20, 1_000
LINES = 20
VALUE_AIM, POST_AIM = Aim(ratio=1.5, p95=600), Aim(ratio=12, p95=250)
CENT = Decimal("0.01")


def run(size: int) -> list[Row]:
    """Value as of a day against summing all movements; posting against bare inserts."""
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.stock import actions, queries
    from maizi.stock.models import Warehouse
    from maizi.stock.terms import MovementKind

    today = timezone.localdate()
    products = _filled(today)
    dice, me = random.Random(7), User.objects.filter(is_active=True).first()
    days = [today - timedelta(dice.randrange(1, DAYS)) for _ in range(60)]
    totals = []

    def ours(number: int) -> None:
        totals.append((days[number % 60], queries.value_as_of(days[number % 60])))

    note = f"{MOVEMENTS:,} 笔流水，{PRODUCTS * PLACES:,} 个仓库存货"
    value = timed("某日库存金额", work=ours, times=12, warm=1, note=note)
    summed = timed("一句 SQL 加总", work=lambda n: _sum(days[n % 60]), times=12, warm=1, note=note)
    for day, total in totals[:3]:
        assert total == _sum(day), (day, total, _sum(day))

    place = Warehouse.objects.get(code="BENCH0")

    def post(_: int) -> None:
        lines = [actions.Line(p, Decimal(2), price_yuan=Decimal("9.5"))
                 for p in dice.sample(products, LINES)]  # fmt: skip
        actions.post(MovementKind.PURCHASE_IN, warehouse=place, lines=lines, on=today, by=me)

    posted = timed(f"过账 {LINES} 行", work=post, times=40, warm=3, note="今天的采购入库")
    bare = timed("插入行、改余额", work=lambda n: _bare(dice, products, place, today), times=40,
                 warm=3, note="同样的行，没有锁和规则")  # fmt: skip
    return [
        (value, summed, VALUE_AIM), (summed, None, None), (posted, bare, POST_AIM),
        (bare, None, None),
    ]  # fmt: skip


def _sum(day: date) -> Decimal:
    from django.db import connection

    from maizi.kernel.money import yuan

    statement = 'SELECT sum(value_yuan) FROM stock_stockmovement WHERE "on" <= %s'
    with connection.cursor() as cursor:
        cursor.execute(statement, [day.isoformat()])
        return yuan(str(cursor.fetchone()[0] or 0))


def _filled(today: date) -> list:
    """Products and their movements, made once and kept."""
    from django.db import transaction

    from maizi.catalog.models import Product
    from maizi.stock.models import StockMovement, Warehouse

    known = list(Product.objects.filter(no__startswith="BENCH").order_by("id"))
    if known and StockMovement.objects.count() >= MOVEMENTS:
        return known
    with transaction.atomic():
        places = Warehouse.objects.bulk_create(
            Warehouse(code=f"BENCH{n}", name=f"基准仓 {n}") for n in range(PLACES)
        )
        products = Product.objects.bulk_create(
            (Product(no=f"BENCH{n:05}", name=f"基准商品 {n}", sort_name=f"{n:05}", name_key=f"b{n}")
             for n in range(PRODUCTS)), batch_size=500,
        )  # fmt: skip
        _move(products, places, today)
    _analyse()
    return products


def _move(products: list, places: list, today: date) -> None:
    from maizi.history.actions import insert_rows
    from maizi.kernel.ids import new_ids
    from maizi.stock.models import StockAccount, StockDocument, StockHolding, StockMovement

    dice, ids = random.Random(1), iter(new_ids(MOVEMENTS + MOVEMENTS // PER_DOCUMENT))
    accounts = {
        (p.pk, w.pk): StockAccount(product=p, warehouse=w) for p in products for w in places
    }
    rows, documents, last, start = [], [], {}, today - timedelta(DAYS)
    for number in range(MOVEMENTS // PER_DOCUMENT):
        document, place = next(ids), places[number % PLACES]
        on = start + timedelta(number * DAYS * PER_DOCUMENT // MOVEMENTS)
        documents.append((document, f"B{number:07}", place.pk, on))
        for line, product in enumerate(dice.sample(products, PER_DOCUMENT), 1):
            account, id_ = accounts[product.pk, place.pk], next(ids)
            rows.append(_row(account, id_=id_, document=document, line=line, on=on, dice=dice))
            last[product.pk] = (on, id_)
    StockAccount.objects.bulk_create(accounts.values(), batch_size=1_000)
    StockHolding.objects.bulk_create(
        (StockHolding(account=a, status="good", quantity=a.quantity, key="//good")
         for a in accounts.values()), batch_size=1_000,
    )  # fmt: skip
    _documents(documents, StockDocument)
    insert_rows(StockMovement, COLUMNS, rows)
    _cards(last)


COLUMNS = (
    "id", "document", "line", "product", "warehouse", "bin", "batch", "status", "on", "quantity",
    "unit", "unit_quantity", "pricing", "given_yuan", "link", "share_from", "share_to",
    "value_yuan", "after_quantity", "after_yuan", "after_cost_yuan", "note",
)  # fmt: skip


def _row(account, *, id_: int, document: int, line: int, on: date, dice: random.Random) -> tuple:
    is_out = account.quantity > 20 and dice.random() < 0.55
    pieces = Decimal(dice.randrange(1, 12))
    if is_out:
        value = -(account.value_yuan * pieces / account.quantity).quantize(CENT)
        pieces = -pieces
    else:
        value = (pieces * dice.randrange(800, 1200) / 100).quantize(CENT)
    account.quantity, account.good = account.quantity + pieces, account.good + pieces
    account.value_yuan += value
    account.cost_yuan = (account.value_yuan / account.quantity).quantize(Decimal("0.000001"))
    return (
        id_, document, line, account.product_id, account.warehouse_id, None, None, "good", on,
        pieces, "个", abs(pieces), "average" if is_out else "given", None if is_out else value,
        None, Decimal(0), Decimal(0), value, account.quantity, account.value_yuan,
        account.cost_yuan, "",
    )  # fmt: skip


def _documents(documents: list, model) -> None:
    from django.utils import timezone

    now = timezone.now()
    model.objects.bulk_create(
        (model(id=id_, no=no, kind="other_in", warehouse_id=place, on=on, created_at=now)
         for id_, no, place, on in documents), batch_size=1_000,
    )  # fmt: skip


def _cards(last: dict) -> None:
    from maizi.stock.models import StockCard

    StockCard.objects.bulk_create(
        (StockCard(product_id=id_, last_on=on, last_id=move) for id_, (on, move) in last.items()),
        batch_size=1_000,
    )


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _bare(dice: random.Random, products: list, place, today: date) -> None:
    """The rows of a posting and the new balances, by themselves."""
    from django.db import connection, transaction

    from maizi.history.actions import insert_rows
    from maizi.kernel.ids import new_ids
    from maizi.stock.models import StockAccount, StockDocument, StockMovement

    chosen = dice.sample(products, LINES)
    with transaction.atomic():
        document, *ids = new_ids(LINES + 1)
        StockDocument(id=document, no=f"X{document}", kind="other_in", warehouse=place, on=today
                      ).save(force_insert=True)  # fmt: skip
        held = StockAccount.objects.select_for_update().filter(product__in=chosen, warehouse=place)
        rows = [
            (id_, document, n, a.product_id, place.pk, None, None, "good", today, Decimal(2), "个",
             Decimal(2), "given", Decimal(19), None, Decimal(0), Decimal(0), Decimal(19),
             a.quantity + 2, a.value_yuan + 19, a.cost_yuan, "")
            for n, (id_, a) in enumerate(zip(ids, held, strict=True))
        ]  # fmt: skip
        insert_rows(StockMovement, COLUMNS, rows)
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE stock_stockaccount SET quantity = quantity + 2, good = good + 2,"
                " value_yuan = value_yuan + 19 WHERE product_id = %s AND warehouse_id = %s",
                [(p.pk, place.pk) for p in chosen],
            )
            cursor.executemany(
                "UPDATE stock_stockholding SET quantity = quantity + 2 WHERE account_id = %s",
                [(row.pk,) for row in held],
            )
