"""RFM, classes, whale curve, profit matrix, cohorts and risk over ten lines a customer, from cold.

Each analysis runs in a process of its own, so that the most memory it held is its own: once from
the orders and once from the facts beside them, on SQLite once more with DuckDB, and from a copy of
the facts in ClickHouse (chdb); all must find the same. The limit beside each are its own statements
sent again, rows fetched and forgotten. Then the same sums by numpy and by the ORM, and what it
takes to follow one order, to copy all, to carry one order over, to open the board.
"""

import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import nullcontext
from dataclasses import dataclass
from decimal import Decimal
from importlib.util import find_spec

from . import lines
from .counting import asked_of
from .measure import Aim, Backends, Row, Timing, timed

AIM, MOST_MEGABYTES = Aim(ratio=3), 2_000
FOLLOWING, ORDERS = Aim(p95=20), 100
BOARD = Aim(p95=100)
CODES = ("rfm", "abc", "whale", "matrix", "keeping", "risk")
FROM_FACTS = ("lifetime", "questions", "best", "composition")  # of the first way alone
CARRYING, COPY = Aim(p95=500), "ClickHouse，事实的副本"
BLOCK = 5_000


@dataclass(frozen=True)
class Way:
    """What an analysis is computed with.

    is_laid  from the facts beside the orders, or from the orders
    """

    name: str
    is_laid: bool
    engine_lines: int = 0
    is_copy: bool = False


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the aim)."""
    from django.conf import settings
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.site.places import clickhouse
    from scripts.prepare import BIN, FOLDERS
    from scripts.provide_clickhouse import provide_clickhouse

    lines.fill(size, timezone.localdate(), User.objects.get(username="boss"))
    has_copy = (FOLDERS["chdb"] / BIN / "python").exists()
    with provide_clickhouse() if has_copy else nullcontext() as server:
        rows: list[Row] = [(_bare(size), None, None)]
        if server:
            Backends.watched.add(server.pid)
            settings.CLICKHOUSE = clickhouse(server.address)
            rows.append((_copying(), None, None))
        for code in CODES:
            rows += analysed(code, ways(has_copy), server)
        for code in FROM_FACTS:
            rows += analysed(code, ways(False)[:1], server)
        if server:
            rows.append((_carrying(), None, CARRYING))
            Backends.watched.clear()
    settings.CLICKHOUSE = None
    return [*rows, *compared(), (_following(), None, FOLLOWING), (_board(), None, BOARD)]


def ways(has_copy: bool) -> list[Way]:
    """With what an analysis can be computed here."""
    from django.db import connection

    from maizi.insight.queries.engine.running import is_installed

    if connection.vendor != "sqlite":
        found = [Way("PostgreSQL，事实", True), Way("PostgreSQL，订单", False)]
    else:
        found = [Way("SQLite，事实", True), Way("SQLite，订单", False)]
        found += [Way("DuckDB，订单", False, engine_lines=1)] if is_installed() else []
    return [*found, *([Way(COPY, True, is_copy=True)] if has_copy else [])]


def analysed(code: str, ways: list[Way], server) -> list[Row]:
    """One analysis in each of the ways. Exits when they do not find the same."""
    from maizi.insight.terms import Code

    rows, limits, seen = [], {}, {}
    for way in ways:
        if way.is_laid not in limits:
            sent = _child(code, Way("", way.is_laid), None, how="again")
            limits[way.is_laid] = _timing("它的语句重发一遍", sent)
        told = _child(code, way, server)
        seen[way.name] = told["hash"]
        row = _timing(f"{Code(code).label}（{told['rows']:,} 行，{way.name}）", told)
        rows.append((row, limits[way.is_laid], AIM))
    if len({*seen.values()}) > 1:
        raise SystemExit(f"{code}: not the same: {seen}")
    return rows


def _child(code: str, way: Way, server, *, how: str = "find") -> dict:
    from maizi.insight.models import FactState

    FactState.objects.update(is_laid=way.is_laid)
    environment = os.environ | {"MAIZI_ENGINE_LINES": str(way.engine_lines)}
    environment.pop("MAIZI_CLICKHOUSE", None)
    if way.is_copy:
        environment |= {
            "MAIZI_CLICKHOUSE": server.address,
            "MAIZI_BENCH_WATCHED": str(server.pid),
        }
    command = [sys.executable, "-m", "bench.counting", code, how]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    FactState.objects.update(is_laid=True)
    return json.loads(done.stdout)


def _timing(name: str, told: dict) -> Timing:
    note = ""
    if peak := told["peak"]:
        note = f"内存最多 {peak:,.0f} MB"
        note += "" if peak < MOST_MEGABYTES else f"，✗ 上限 {MOST_MEGABYTES:,}"
        note += f"，DuckDB 另有 {told['beside']:,.0f} MB" if told["beside"] else ""
    return Timing(name, told["wall"], told["wall"], told["cpu"], note, told["database"])


def compared() -> list[Row]:
    """What each customer bought in the window, summed in other ways, beside bare SQL.

    pandas is not among what the product or its tests need: install it beside them to compare.
    """
    days = asked_of("whale").days
    bare = timed("按客户加总，裸 SQL", work=lambda n: _customers(days), times=1, warm=0)
    ways = [("按客户加总，numpy 读同样的列", _by_numpy), ("按客户加总，ORM 逐个对象", _by_objects)]
    if find_spec("pandas"):
        ways.insert(1, ("按客户加总，pandas 读同样的列", _by_pandas))
    return [
        (bare, None, None),
        *((timed(name, work=lambda n, by=by: by(days), times=1, warm=0), bare, None)
          for name, by in ways),
    ]  # fmt: skip


def _customers(days) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT customer, sum(net_cents) FROM insight_linefact WHERE is_back = %s AND "on"'
            " BETWEEN %s AND %s GROUP BY customer", [False, *map(str, days)],
        )  # fmt: skip
        while cursor.fetchmany(BLOCK):
            pass


def _by_numpy(days) -> None:
    import numpy as np

    rows = _lines_of(days).values_list("customer", "net_cents")
    parts = np.fromiter(rows.iterator(BLOCK), np.dtype((np.int64, 2)))
    ids, place = np.unique(parts[:, 0], return_inverse=True)
    sums = np.zeros(len(ids), np.int64)
    np.add.at(sums, place, parts[:, 1])


def _by_pandas(days) -> None:
    import pandas
    from django.db import connection

    sql, values = _lines_of(days).values_list("customer", "net_cents").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = pandas.DataFrame(cursor.fetchall(), columns=["customer", "net_cents"])
    rows.groupby("customer")["net_cents"].sum()


def _lines_of(days):
    from maizi.insight.models import LineFact

    return LineFact.objects.filter(is_back=False, on__range=days)


def _by_objects(days) -> None:
    sums = defaultdict(Decimal)
    for row in _lines_of(days).iterator(BLOCK):
        sums[row.customer] += Decimal(row.net_cents) / 100


def _following() -> Timing:
    """An order that begins to count, and one of which something comes back."""
    from maizi.insight.actions import follow
    from maizi.insight.models import LineFact

    ids = _newest()

    def work(number):
        LineFact.objects.filter(order=ids[number]).update(net_cents=0)
        assert follow([ids[number]]) == 1

    return timed("一张订单变了，事实跟上", work=work, times=ORDERS - 5, warm=5)


def _newest() -> list[int]:
    from maizi.sales.models import Order

    rows = Order.objects.filter(no__startswith="INSI").order_by("-pk")
    return list(rows.values_list("pk", flat=True)[:ORDERS])


def _board() -> Timing:
    """The board of the boss: opened before anything is counted, and once the jobs are done."""
    from django.core.cache import cache

    from .pages import Browser, statements

    cache.clear()
    boss = Browser("boss")
    began = time.perf_counter()
    boss.get("/board/")
    opened = time.perf_counter()
    work_off()
    done = time.perf_counter()
    asked = len(statements(lambda: boss.get("/board/")))
    page = timed("看板（老板）", work=lambda n: boss.get("/board/"), times=20, warm=2)
    return page.noted(
        f"{asked} 条 SQL；还没有数字时打开 {(opened - began) * 1000:,.0f} ms，"
        f"后台算好 {done - opened:,.0f} 秒"
    )


def work_off() -> int:
    """Do the jobs that wait, in this process; how many."""
    from django.utils import timezone

    from maizi.jobs.actions.runs import Run
    from maizi.jobs.rules import LEASE
    from maizi.jobs.worker.claims import claim
    from maizi.jobs.worker.runner import attempt

    count = 0
    while job := claim("bench:1:a", now=timezone.now(), lease=LEASE):
        attempt(job, Run(job))
        count += 1
    return count


def _copying() -> Timing:
    """All facts to a ClickHouse that holds none."""
    from maizi.insight.actions import copy_all

    return timed("全部事实抄到 ClickHouse", work=lambda n: list(copy_all(is_forced=True)), times=1,
                 warm=0)  # fmt: skip


def _carrying() -> Timing:
    """One order that changed, its new facts in the copy."""
    from maizi.insight.actions import carry, note_changes

    ids = _newest()

    def work(number):
        note_changes([ids[number]])
        assert carry() == 1

    return timed("一张订单抄到 ClickHouse", work=work, times=ORDERS // 2, warm=5)


def _bare(size: int) -> Timing:
    """The orders' own columns, summed as most analyses need them."""
    days = [day.isoformat() for day in asked_of("whale").days]
    return timed(f"{size * lines.LINES_EACH:,} 行按客户、商品加总，裸 SQL",
                 work=lambda n: _summed(days), times=1, warm=0)  # fmt: skip


def _summed(days: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.customer_id, l.product_id, max(o.ordered_on), count(DISTINCT o.ordered_on),"
            " sum(l.quantity), sum(l.amount_yuan - l.tax_yuan) FROM sales_orderline l"
            " JOIN sales_order o ON o.id = l.document_id WHERE o.ordered_on BETWEEN %s AND %s"
            " AND o.state IN ('confirmed', 'partly', 'delivered', 'completed', 'short')"
            " GROUP BY 1, 2",
            days,
        )
        while cursor.fetchmany(BLOCK):
            pass
