"""I-4, I-11: what was sold, grouped in every way, adds up to the cent, by right."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.sales import actions, queries
from tests.house import fresh
from tests.sales.test_after import agreed, delivered_and_billed

pytestmark = pytest.mark.django_db


@pytest.fixture
def sold(trade):
    """One order delivered, billed and partly taken back; one short; one cancelled."""
    order = delivered_and_billed(trade)
    made = agreed(trade, order, "2")
    actions.receive_return(made, by=trade.boss, warehouse=trade.main)
    short = actions.submit_order(trade.order((trade.filter, "10"), by=trade.boss), by=trade.boss)
    some = {short.lines.get().pk: Decimal(3)}
    actions.ship_delivery(actions.start_delivery(short, by=trade.boss, pieces=some), by=trade.boss)
    actions.close_short(short, by=trade.boss, reason="停产")
    gone = actions.submit_order(trade.order((trade.filter, "1"), by=trade.boss), by=trade.boss)
    actions.cancel_order(gone, by=trade.boss, reason="不要了")
    trade.sold, trade.short, trade.made = order, short, made
    return trade


def days():
    today = timezone.localdate()
    return today.replace(month=1, day=1), today


def test_what_counts_and_what_does_not(sold):
    total = queries.report(sold.boss, "month", days(), {}).total
    line = sold.short.lines.get()
    delivered = (line.amount_yuan * 3 / 10).quantize(Decimal("0.01"))
    assert total.sold_yuan == sold.sold.amount_yuan + delivered
    assert total.orders == 2
    assert total.returned_yuan == sold.made.amount_yuan > 0
    assert total.net_yuan == total.sold_yuan - total.returned_yuan
    assert total.return_rate == pytest.approx(total.returned_yuan / total.sold_yuan)


@pytest.mark.parametrize("code", list(queries.REPORTS))
def test_every_way_of_grouping_has_the_same_sum(sold, code):
    found = queries.report(sold.boss, code, days(), {})
    wanted = queries.report(sold.boss, "month", days(), {}).total
    for name in ("orders", "sold_yuan", "returned_yuan", "net_yuan", "invoiced_yuan"):
        assert getattr(found.total, name) == getattr(wanted, name), name
    assert sum(row.net_yuan for row in found.rows) == wanted.net_yuan


def test_a_row_leads_to_what_it_is_made_of(sold):
    (row,) = queries.report(sold.boss, "customer", days(), {}).rows
    assert row.name == sold.customer.name
    inside = queries.report(sold.boss, "product", days(), {"customer": row.key})
    assert inside.total.net_yuan == row.net_yuan
    assert queries.report(sold.boss, "product", days(), {"customer": "1"}).rows == []
    lines = list(queries.sold_lines(sold.boss, days(), {"customer": row.key}))
    assert {line.document_id for line in lines} == {sold.sold.pk, sold.short.pk}


def test_whoever_sees_no_orders_sees_no_sums(sold, house):
    assert queries.report(fresh(house.xu), "month", days(), {}).rows == []


def test_as_many_queries_for_many_rows(sold):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            queries.report(sold.boss, "product", days(), {})
        counts.append(len(asked))
        sold.order((sold.service, "1"), (sold.machine, "1"), by=sold.boss)
    assert counts[0] == counts[1] <= 9, counts


def test_pages_and_the_sheet(sold, house):
    browser = Client()
    browser.force_login(house.boss)
    for code in queries.REPORTS:
        text = browser.get(reverse("sales:reports"), {"by": code}).content.decode()
        assert "净销售额" in text
    odd = {"by": "customer", "month": "nonsense", "customer": "x' OR 1=1", "starts_on": "31.2.26"}
    text = browser.get(reverse("sales:reports"), odd).content.decode()
    assert sold.customer.name in text
    (row,) = queries.report(sold.boss, "customer", days(), {}).rows
    lines = browser.get(reverse("sales:report_lines"), {"customer": row.key}).content.decode()
    assert sold.sold.no in lines and sold.short.no in lines
    refused = browser.post(reverse("sales:report_export"), {"by": "customer"})
    assert refused.status_code == 422
    given = {"by": "customer", "reason": "月度例会"}
    answer = browser.post(reverse("sales:report_export"), given)
    sheet = openpyxl.load_workbook(_bytes(answer)).active
    cells = [cell for line in sheet.iter_rows(values_only=True) for cell in line]
    assert sold.customer.name in cells and float(row.net_yuan) in [
        float(cell) for cell in cells if isinstance(cell, (int, float))
    ]


def _bytes(answer):
    return io.BytesIO(b"".join(answer.streaming_content))
