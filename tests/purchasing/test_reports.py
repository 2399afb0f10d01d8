"""Reports: sums to the cent, on-time and reject rates, prices through time."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maizi.purchasing import actions, queries
from maizi.purchasing.actions import Going, Inspected
from maizi.purchasing.terms import RejectReason, ReturnWay

pytestmark = pytest.mark.django_db


@pytest.fixture
def traded(yard):
    """One delivery in time with a reject and a return, one late; two suppliers."""
    on_time = yard.order((yard.filter, "10"), expected_on=yard.days(-5))
    line = on_time.lines.get()
    bad = {line.pk: Inspected(Decimal(8), Decimal(2), RejectReason.QUALITY)}
    arrival = yard.arrival(on_time, "10", on=yard.days(-6))
    receipt = actions.receive(on_time, arrival, by=yard.keeper, verdicts=bad)
    actions.receive(on_time, yard.arrival(on_time, "2", on=yard.days(-5)), by=yard.keeper)
    going = Going({receipt.lines.get().pk: Decimal(1)}, ReturnWay.CREDIT, "漏", yard.today)
    actions.return_goods(receipt, going, by=yard.keeper)
    late = yard.order((yard.filter, "5"), supplier=yard.other, expected_on=yard.days(-3))
    actions.receive(late, yard.arrival(late, "5", on=yard.days(-1)), by=yard.keeper)
    return yard


def test_by_supplier(traded):
    found = queries.report("supplier", traded.days(-30), traded.today)
    maker, other = found.rows
    assert maker.name == traded.maker.name and maker.key == str(traded.maker.pk)
    assert (maker.received_yuan, maker.returned_yuan) == (Decimal("620.00"), Decimal("62.00"))
    assert maker.net_yuan == Decimal("558.00") and maker.on_time == 1
    assert maker.reject_rate == Decimal(2) / Decimal(12) or round(maker.reject_rate, 6) == round(
        Decimal(2) / 12, 6
    )
    assert (other.on_time, other.due) == (0, 1)
    assert found.total.net_yuan == Decimal("858.00")


@pytest.mark.parametrize("code", ["product", "category", "month", "buyer"])
def test_every_way_of_grouping_has_the_same_sum(traded, code):
    found = queries.report(code, traded.days(-30), traded.today)
    assert found.total.net_yuan == Decimal("858.00") and found.total.due == 2


def test_narrowed_down_to_the_lines(traded):
    found = queries.report(
        "product", traded.days(-30), traded.today, supplier=traded.other.pk, product=None
    )
    assert found.total.net_yuan == Decimal("300.00")
    lines = queries.receipt_lines(traded.days(-30), traded.today, supplier=traded.other.pk)
    assert sum(n.amount_yuan for n in lines) == Decimal("300.00")


def test_a_report_asks_as_much_for_many_rows_as_for_one(traded):
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            queries.report("supplier", traded.days(-30), traded.today)
        return len(seen)

    before = asked()
    third = traded.supplier("苏州三家")
    order = traded.order((traded.filter, "1", "9"), supplier=third)
    actions.receive(order, traded.arrival(order, "1"), by=traded.keeper)
    assert asked() == before <= 4


def test_prices_through_time(traded):
    rows = queries.price_history(product=traded.filter.pk)
    assert [r["price_yuan"] for r in rows] == [Decimal(60), Decimal(62)]
    chart = queries.price_chart(rows)
    assert (chart.lowest, chart.highest) == (60, 62)
    figures = queries.figures_of(traded.maker, traded.today)
    assert figures.bought_yuan == Decimal("558.00") and figures.on_time == 1
