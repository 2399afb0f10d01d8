"""DuckDB over a live SQLite file: the same rows, whatever happens to it or to the file."""

import logging
import os
import random
import signal
import sqlite3
import threading
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.db.models import Count
from django.db.models.functions import TruncMonth

from maizi.insight import actions
from maizi.insight.models import FactState, LineFact, OrderFact
from maizi.insight.queries import facts, grouped_by, laid, live
from maizi.insight.queries.engine import asking, child_pid, faster_rows, running, stop
from maizi.insight.queries.rows import cents, rows_of
from maizi.sales.models import Order, OrderLine, ReturnLine
from tests.house import fresh

D = Decimal
HALF = "138434.77"  # 158211.16 × 35 ÷ 40 is 138434.765, and as a float a little less


def closed_short(numbers, customer, days_ago: int, net: str, *, pieces: str, delivered: str):
    order = numbers.bought(customer, days_ago, net, pieces=pieces, state="short")
    order.lines.update(delivered=D(delivered))
    return order


@pytest.fixture
def traded(numbers, house):
    """Two years of orders of three sellers: whole, closed short, returned in part and whole."""
    dice = random.Random(9)
    customers = [
        house.customer(f"客户{n}", dice.choice([house.chen, house.xu, house.meng]))
        for n in range(12)
    ]
    house.customer("保密客户", house.xu, is_restricted=True)
    for _ in range(40):
        customer, ago = dice.choice(customers), dice.randrange(1, 700)
        net = f"{dice.randrange(100, 9_000_000) / 100:.2f}"
        pieces = dice.choice(["1", "3", "0.5", "7.25"])
        match dice.randrange(4):
            case 0:
                closed_short(numbers, customer, ago, net, pieces="8", delivered="2.5")
            case 1:
                numbers.came_back(numbers.bought(customer, ago, net), dice.randrange(ago), "1.11")
            case 2:
                back = numbers.bought(customer, ago, net, pieces=pieces)
                numbers.came_back(back, dice.randrange(ago), net, pieces)
            case _:
                numbers.bought(customer, ago, net, pieces=pieces, product=numbers.filter)
    closed_short(numbers, customers[0], 5, "158211.16", pieces="40", delivered="35")
    actions.lay_all()
    return numbers


@pytest.fixture
def file(traded, tmp_path, settings, monkeypatch):
    """The same as a file that a server has open, large enough for DuckDB; named `filed`."""
    path = tmp_path / "it's live.sqlite3"
    connection.ensure_connection()
    path.write_bytes(connection.connection.serialize())  # with what is not committed
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode=WAL")
    connections.databases["filed"] = connections.databases["default"] | {"NAME": str(path)}
    filed = connections["filed"]
    filed.ensure_connection = lambda: filed.connection or filed.connect()  # tests forbid a second
    settings.ENGINE_LINES = 20
    for name, empty in (("_large", set()), ("_refused", set()), ("_told", set()), ("_deaths", 0)):
        monkeypatch.setattr(asking, name, empty)
    yield path
    stop()
    filed.close()
    del connections.databases["filed"]
    delattr(connections._connections, "filed")


def by_sqlite(rows, settings):
    kept, settings.ENGINE_LINES = settings.ENGINE_LINES, 0
    found = list(rows_of(rows))
    settings.ENGINE_LINES = kept
    return found


def days_as_text(rows):
    """SQLite's driver makes days of some columns; `day_of` reads both."""
    return [tuple(str(one) if isinstance(one, date) else one for one in row) for row in rows]


def a_query():
    rows = OrderLine.objects.using("filed").order_by("document__customer")
    return rows.values_list("document__customer").annotate(Count("pk"), net=cents("amount_yuan"))


def all_facts(user, today):
    """What every function of the facts asks, one after the other."""
    days = (today - timedelta(365), today)
    for ask in (facts.buys_of, facts.net_of, facts.net_by_month, facts.products_by_month):
        yield ask.__name__, ask(user, days)
    for ask, given in (
        (facts.goods_of_each, days),
        (facts.days_bought, days),
        (facts.days_ever, today),
        (facts.amounts_ever, today),
    ):
        yield ask.__name__, [[column.tolist() for column in block] for block in ask(user, given)]
    yield "first_days", facts.first_days(user, today)


@pytest.mark.once
@pytest.mark.parametrize("of", [live, laid], ids=lambda of: of.__name__.rpartition(".")[2])
def test_all_facts_are_the_same_for_whoever_asks(of, file, traded, settings, monkeypatch):
    monkeypatch.setattr(asking, "READ_WHOLE", (*asking.READ_WHOLE, OrderFact, LineFact, ReturnLine))
    FactState.objects.update(is_laid=of is laid)
    compared = []

    def both(rows):
        rows = rows.using("filed")
        if not (ours := days_as_text(by_sqlite(rows, settings))):
            return iter(())  # somebody who sees nothing has no statement
        theirs = faster_rows(rows)
        assert theirs is not None, asking._told
        theirs = list(theirs)
        if not rows.query.order_by:
            ours, theirs = sorted(ours), sorted(theirs)
        assert list(map(repr, ours)) == list(map(repr, theirs))
        compared.append(len(ours))
        return iter(theirs)

    seen = []
    for user in (traded.boss, traded.chen):
        expected = dict(all_facts(fresh(user), traded.today))
        with monkeypatch.context() as patched:
            for place in (live, laid):  # who does not see all asks the orders in any case
                patched.setattr(place, "rows_of", both)
            assert dict(all_facts(fresh(user), traded.today)) == expected
        seen.append(len(expected["net_of"]))
    assert seen[0] > seen[1] > 0
    assert len(compared) >= 20 and sum(compared) > 150


def test_a_half_that_floats_miss_is_rounded_up_on_every_database(numbers, house):
    customer = house.customer("半分钱", house.chen)
    closed_short(numbers, customer, 5, "158211.16", pieces="40", delivered="35")
    days = (numbers.today - timedelta(9), numbers.today)
    assert facts.net_of(fresh(house.boss), days) == {customer.pk: D(HALF)}


@pytest.mark.once
def test_sqlite_answers_where_it_should(file, settings):
    assert list(faster_rows(a_query())) == by_sqlite(a_query(), settings)
    with transaction.atomic(using="filed"):
        assert faster_rows(a_query()) is None  # what is written there, only we see
    assert faster_rows(a_query().using("default")) is None  # in memory, or on a server
    assert faster_rows(ReturnLine.objects.using("filed").values_list("pk")) is None  # few rows
    for lines in (0, 10_000):
        settings.ENGINE_LINES = lines
        asking._large.clear()
        assert faster_rows(a_query()) is None


@pytest.mark.once
def test_what_is_committed_is_seen_at_once(file, settings):
    orders = Order.objects.using("filed").order_by("pk")
    first = orders.first()
    orders.filter(pk=first.pk).update(net_yuan=D("0.01"))
    rows = orders.values_list("pk").annotate(net=cents("net_yuan"))
    assert next(faster_rows(rows)) == (first.pk, 1)


@pytest.mark.once
@pytest.mark.parametrize(
    "rows",
    [
        lambda: Order.objects.filter(no__startswith="SO-").values_list("customer"),
        lambda: Order.objects.values_list(TruncMonth("ordered_on")).annotate(Count("pk")),
    ],
)
def test_a_statement_that_duckdb_may_see_otherwise_is_left_to_sqlite(file, rows, caplog, settings):
    rows = rows().order_by("customer").using("filed")
    with caplog.at_level(logging.WARNING):
        assert faster_rows(rows) is None
        assert faster_rows(rows) is None
    assert len(caplog.records) == 1
    assert list(rows_of(rows)) == by_sqlite(rows, settings) != []
    assert faster_rows(a_query()) is not None


@pytest.mark.once
def test_it_may_be_killed_at_any_time(file, settings, monkeypatch):
    expected = by_sqlite(a_query(), settings)
    assert list(rows_of(a_query())) == expected
    first = child_pid()
    half_read = rows_of(a_query())
    head = next(half_read)
    os.kill(first, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, [first, signal.SIGKILL]).start()
    assert list(rows_of(a_query())) == expected  # killed while it was asked
    assert child_pid() is None
    assert [head, *half_read] == expected
    assert list(faster_rows(a_query())) == expected
    assert child_pid() != first
    os.kill(child_pid(), signal.SIGKILL)
    assert list(rows_of(a_query())) == expected

    list(faster_rows(a_query()))
    os.kill(child_pid(), signal.SIGSTOP)
    monkeypatch.setattr(running, "SECONDS", 0.2)
    assert list(rows_of(a_query())) == expected  # too late
    assert faster_rows(a_query()) is None
    assert child_pid() is None


@pytest.mark.once
def test_the_doctor_says_what_groups(settings, monkeypatch):
    settings.ENGINE_LINES = 500_000
    assert "超过 500,000 行时用 DuckDB" in grouped_by()
    monkeypatch.setattr(running, "PACKAGES", ("duckdb", "no_such_package"))
    assert "没有安装" in grouped_by()
    settings.ENGINE_LINES = 0
    assert "不用 DuckDB" in grouped_by()


@pytest.mark.once
def test_it_ends_with_its_parent(file):
    list(faster_rows(a_query()))
    asked = running._running.child
    asked.stdin.close()
    assert asked.wait(60) == 0


@pytest.mark.once
def test_a_large_answer_waits_on_the_disk(file, settings, monkeypatch):
    monkeypatch.setattr(running, "IN_MEMORY", 100)
    assert list(faster_rows(a_query())) == by_sqlite(a_query(), settings)


@pytest.mark.once
def test_a_writer_is_not_disturbed_and_a_statement_sees_one_state(file):
    """Every transaction writes the same amount to orders and lines; no answer is in between."""
    written, done = [], threading.Event()

    def write():
        with closing(sqlite3.connect(file, timeout=1)) as writer:
            writer.execute("PRAGMA synchronous=OFF")
            while not done.is_set():
                with writer:
                    writer.execute("UPDATE sales_order SET net_yuan = net_yuan + 1")
                    writer.execute("UPDATE sales_orderline SET amount_yuan = amount_yuan + 1")
                written.append(1)

    sums = (
        "SELECT CAST(round(fsum(o.net_yuan - l.net), 2) AS BIGINT), CAST(sum(l.seen) AS BIGINT)"
        " FROM sales_order o JOIN (SELECT document_id, fsum(amount_yuan - tax_yuan) AS net,"
        " count(*) AS seen FROM sales_orderline GROUP BY 1) l ON l.document_id = o.id"
    )
    with closing(sqlite3.connect(file)) as reader:
        (lines,) = reader.execute("SELECT count(*) FROM sales_orderline").fetchone()
    thread = threading.Thread(target=write)
    thread.start()
    found = set()
    while len(written) < 200 and thread.is_alive():
        found |= set(running.unpacked(running.asked(str(file), sums, [])))
    done.set()
    thread.join()
    assert found == {(0, lines)}
    stop()
    with closing(sqlite3.connect(file)) as reader:
        assert reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (least,) = reader.execute("SELECT min(net_yuan) FROM sales_order").fetchone()
    assert len(written) >= 200 and least > len(written)
