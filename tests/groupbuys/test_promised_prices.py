"""What a participant was shown binds us, whatever becomes of his order's lines (B-11)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maizi.groupbuys import actions, queries
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.sales import actions as sales
from maizi.sales.pages import ORDERS

D = Decimal


def test_a_line_added_again_costs_no_more_than_was_shown(circle):
    """B-11: the tier of 70 is 100; the third saw 92, by whatever way his line comes in."""
    row, (first, second, third) = circle.reached()
    late = row.closes_at + timedelta(minutes=1)
    actions.close_if_over(row, now=late)
    actions.withdraw(second, by=circle.lin, may_decide=True, now=late)
    actions.start_ordering(row, by=circle.lin, now=late)
    third.refresh_from_db()
    order = third.order
    sales.remove_line(order.lines.get(), by=circle.lin)
    (line,) = sales.add_line(order, sales.Wanted(circle.filter, D(30)), by=circle.lin)
    assert line.price_yuan == 92
    assert sales.price_anew(order, by=circle.lin) == 0 and order.lines.get().price_yuan == 92
    with pytest.raises(Refused, match="不能更高"):
        sales.change_line(line, sales.Change(price_yuan=D(100)), by=circle.lin)
    with pytest.raises(Refused, match="不能更高"):
        sales.add_line(order, sales.Wanted(circle.filter, D(1), price_yuan=D(93)), by=circle.lin)
    assert sales.change_line(line, sales.Change(quantity=D(31)), by=circle.lin).price_yuan == 92
    first.refresh_from_db()
    sales.remove_line(first.order.lines.get(), by=circle.lin)
    (line,) = sales.add_line(first.order, sales.Wanted(circle.filter, D(40)), by=circle.lin)
    assert line.price_yuan == 100


@pytest.mark.parametrize("written", ["", "TG-another"])
def test_what_is_written_on_the_order_ends_no_promise(circle, written):  # B-11
    row, (_first, _second, third) = circle.reached()
    late = row.closes_at + timedelta(minutes=1)
    actions.close_if_over(row, now=late)
    actions.start_ordering(row, by=circle.lin, now=late)
    third.refresh_from_db()
    order, promised = third.order, third.price_yuan
    order.activity = written
    save(ORDERS, row=order, verb="change", by=circle.lin)
    with pytest.raises(Refused, match="不能更高"):
        sales.change_line(order.lines.get(), sales.Change(price_yuan=promised + 1), by=circle.lin)
    sales.remove_line(order.lines.get(), by=circle.lin)
    (line,) = sales.add_line(order, sales.Wanted(circle.filter, D(30)), by=circle.lin)
    assert line.price_yuan == promised


def test_another_paper_has_the_promise_by_the_number_of_the_activity(circle):  # B-11
    row, (first, *_others) = circle.reached()
    late = row.closes_at + timedelta(minutes=1)
    actions.close_if_over(row, now=late)
    actions.start_ordering(row, by=circle.lin, now=late)
    first.refresh_from_db()
    promised = {circle.filter.pk: first.price_yuan}
    values = {"by": circle.lin, "owner": circle.lin, "org_unit": circle.lin.unit}
    named = sales.start_order(first.customer, activity=row.no, **values)
    assert queries.promised_prices(named) == promised
    other = sales.start_order(first.customer, **values)
    assert queries.promised_prices(other) == {}
    own = first.order
    with CaptureQueriesContext(connection) as asked:
        assert queries.promised_prices(own) == promised
    assert len(asked) == 1
