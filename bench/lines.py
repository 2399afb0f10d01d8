"""Orders of two lines over two years for every customer with an owner, with their facts; kept.

Drawn as a few numbers an order, of which the database makes the rows, and without the indexes
beside them, which are made anew at the end: ten million lines take minutes. That the facts are
what the orders say is then looked at as every night.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

from .ordering import goods

LINES_EACH, LINES_AN_ORDER, DAYS, BLOCK = 10, 2, 700, 200_000
PIECES, UNIT = Decimal(2), "个"
DRAWN = ("id", "n", "line", "customer", "owner", "unit", "day", "first", "first_net", "second",
         "second_net")  # fmt: skip
TAXES = "(first_net * 13 + 50) / 100", "(second_net * 13 + 50) / 100"
TAX, NET = f"({TAXES[0]} + {TAXES[1]})", "(first_net + second_net)"
HEAD = {
    "id": "id", "no": "'INSI' || n", "customer": "customer", "owner": "owner", "org_unit": "unit",
    "ordered_on": "day", "amount_yuan": f"({NET} + {TAX}) / 100.0", "net_yuan": f"{NET} / 100.0",
    "tax_yuan": f"{TAX} / 100.0",
}  # fmt: skip
FIRST, SECOND = (
    {
        "id": f"line + {place}", "document": "id", "position": str(place + 1), "product": which,
        "name": "'测试商品'", "price_yuan": f"{net} / 100.0", "tax_yuan": f"{tax} / 100.0",
        "amount_yuan": f"({net} + {tax}) / 100.0",
    }
    for place, (which, net, tax) in enumerate(
        (("first", "first_net", TAXES[0]), ("second", "second_net", TAXES[1]))
    )
)  # fmt: skip
HEAD_FACT = {"order": "id", "customer": "customer", "on": "day", "net_cents": NET}
TWICE = "CASE WHEN first = second THEN 1 ELSE 0 END"
LINE_FACTS = (
    {"order": "id", "customer": "customer", "product": "first", "on": "day",
     "parts": f"20000 * (1 + {TWICE})", "net_cents": f"first_net + second_net * {TWICE}"},
    {"order": "id", "customer": "customer", "product": "second", "on": "day", "parts": "20000",
     "net_cents": "second_net"},
)  # fmt: skip


def fill(size: int, today: date, boss) -> None:
    """Ten lines a customer; the window of a year holds half of them."""
    import numpy as np
    from django.db import connection, transaction

    from maizi.catalog.models import Product
    from maizi.customers.models import Customer
    from maizi.insight.actions import say_laid
    from maizi.insight.models import LineFact, OrderFact
    from maizi.insight.queries import wrong_months
    from maizi.sales.models import Order, OrderLine

    from .selling import fill_shelves

    wanted = size * LINES_EACH // LINES_AN_ORDER
    if Order.objects.filter(no__startswith="INSI").count() >= wanted:
        return
    fill_shelves(boss)
    products = [one.pk for one in goods()]
    Product.objects.filter(pk__in=products).update(cost_yuan=Decimal(60))
    known = Customer.objects.filter(owner__isnull=False).order_by("id")
    buyers = np.array(known.values_list("pk", "owner", "org_unit"), np.int64)
    days = [(today - timedelta(n)).isoformat() for n in range(DAYS)]
    tables, dice = (Order, OrderLine, OrderFact, LineFact), np.random.default_rng(12)
    with _without_indexes(tables):
        for start in range(0, wanted, BLOCK):
            block = range(start, min(start + BLOCK, wanted))
            with transaction.atomic():
                _write(tables, _drawn(block, (buyers, products, days), dice), boss)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
    if wrong := wrong_months():
        raise SystemExit(f"the facts are not what the orders say: {wrong}")
    say_laid()


def _drawn(numbers: range, choices: tuple, dice) -> list[tuple]:
    """Rows of DRAWN: an order each, with its two lines."""
    from maizi.kernel.ids import new_ids

    (buyers, products, days), count = choices, len(numbers)
    who = buyers[(len(buyers) * dice.random(count) ** 2).astype(int)]
    day = dice.integers(1, DAYS, count).tolist()
    what = dice.integers(0, len(products), (2, count)).tolist()
    net = dice.integers(4_000, 40_000, (2, count)).tolist()
    return list(zip(
        new_ids(count), numbers, new_ids(count * LINES_AN_ORDER)[::LINES_AN_ORDER],
        *who.T.tolist(), [days[n] for n in day], [products[n] for n in what[0]], net[0],
        [products[n] for n in what[1]], net[1], strict=True,
    ))  # fmt: skip


def _write(tables: tuple, drawn: list[tuple], boss) -> None:
    from django.db import connection
    from django.utils import timezone

    order, line, head_fact, line_fact = tables
    usual = {"created_by": boss.pk, "state": "completed", "created_at": timezone.now()}
    each = {"unit": UNIT, "quantity": PIECES, "delivered": PIECES}
    with connection.cursor() as cursor:
        names = ", ".join(f"{name} {'text' if name == 'day' else 'bigint'}" for name in DRAWN)
        cursor.execute(f"CREATE TEMPORARY TABLE drawn ({names})")
        marks = ", ".join(["%s"] * len(DRAWN))
        cursor.executemany(f"INSERT INTO drawn VALUES ({marks})", drawn)
        _insert(cursor, (order, HEAD, usual))
        _insert(cursor, (line, FIRST, each))
        _insert(cursor, (line, SECOND, each))
        _insert(cursor, (head_fact, HEAD_FACT, {"is_kept": True}))
        _insert(cursor, (line_fact, LINE_FACTS[0], {"is_back": False}))
        _insert(cursor, (line_fact, LINE_FACTS[1], {"is_back": False}), "WHERE first <> second")
        cursor.execute("DROP TABLE drawn")


def _insert(cursor, what: tuple, where: str = "") -> None:
    """One row for each drawn; columns that nothing is said of hold what is usual."""
    from django.db import connection

    (model, said, usual), quote = what, connection.ops.quote_name
    named, blank = [model._meta.get_field(name) for name in said], model()
    rest = [f for f in model._meta.concrete_fields if f not in named and f.name != "id"]
    given = [
        f.get_db_prep_save(usual.get(f.name, getattr(blank, f.attname)), connection) for f in rest
    ]
    columns = ", ".join(quote(f.column) for f in (*named, *rest))
    texts = (f"CAST({text} AS date)" if text == "day" and connection.vendor == "postgresql"
             else text for text in said.values())  # fmt: skip
    values = ", ".join([*texts, *["%s"] * len(rest)])
    table = quote(model._meta.db_table)
    cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {values} FROM drawn {where}", given)


@contextmanager
def _without_indexes(models: tuple) -> Iterator[None]:
    """SQLite keeps each index with every row; sorting at the end takes a tenth of that."""
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        found = []
        for model in models:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''"
                           " AND tbl_name = %s", [model._meta.db_table])  # fmt: skip
            found += cursor.fetchall()
        for name, _sql in found:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
        for faster in ("synchronous = OFF", "cache_size = -400000", "foreign_keys = OFF"):
            cursor.execute(f"PRAGMA {faster}")
        try:
            yield
        finally:
            for _name, sql in found:
                cursor.execute(sql.replace("%", "%%"))
            for usual in ("foreign_keys = ON", "cache_size = -32768", "synchronous = FULL"):
                cursor.execute(f"PRAGMA {usual}")
