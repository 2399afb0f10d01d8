"""The trading house of selling with customers that bought over two years."""

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import override_settings

from maizi.insight import actions, forms
from maizi.insight.models import FactState
from maizi.insight.queries import find, has_copy, rows
from maizi.insight.queries.clickhouse import asking
from maizi.insight.terms import Code
from maizi.sales.models import Order, OrderLine, Return, ReturnLine
from maizi.site.places import clickhouse
from scripts.provide_clickhouse import provide_clickhouse
from tests.house import fresh
from tests.sales.conftest import Trade

D = Decimal


class Numbers(Trade):
    """Orders of any day, written as an import writes them; nothing moves in the stock.

    server  a ClickHouse that is asked the same; none for tests of other apps
    """

    def __init__(self, house, server=None):
        super().__init__(house)
        self.server = server
        self.boss, self.chen = fresh(house.boss), fresh(house.chen)
        self.count = 0

    def bought(self, customer, days_ago: int, net: str, *, product=None, pieces="1", **values):
        """One order of one line; `net` is without tax."""
        self.count += 1
        net, tax = D(net), (D(net) * D("0.13")).quantize(D("0.01"))
        owner = customer.owner or self.chen
        order = Order.objects.create(
            no=f"SO-T{self.count:05}", customer=customer, owner=owner, org_unit=owner.unit,
            created_by=owner, ordered_on=self.today - timedelta(days_ago),
            amount_yuan=net + tax, net_yuan=net, tax_yuan=tax,
            **{"state": "completed"} | values,
        )  # fmt: skip
        product = product or self.filter
        OrderLine.objects.create(
            document=order, position=1, product=product, name=product.name, unit="个",
            quantity=D(pieces), price_yuan=net, amount_yuan=net + tax, tax_yuan=tax,
            delivered=D(pieces),
        )  # fmt: skip
        return order

    def came_back(self, order, days_ago: int, net: str, pieces: str = "1"):
        """A return of an order's line, received."""
        net, tax, line = D(net), (D(net) * D("0.13")).quantize(D("0.01")), order.lines.get()
        row = Return.objects.create(
            no=f"RT-T{order.pk}", customer=order.customer, owner=order.owner,
            org_unit=order.org_unit, created_by=order.owner, order=order, state="settled",
            sort="return", reason="faulty", told="坏了", verdict="due", because="约定",
            asked_on=self.today - timedelta(days_ago), amount_yuan=net + tax,
        )  # fmt: skip
        ReturnLine.objects.create(document=row, line=line, quantity=D(pieces),
                                  amount_yuan=net + tax, tax_yuan=tax)  # fmt: skip
        line.returned = D(pieces)
        line.save(update_fields=["returned"])
        return row

    def found(self, code: Code, user=None, **given):
        """One analysis as somebody sees it, of the usual window; from the facts beside the orders
        and from their copy in ClickHouse it is the same.
        """
        asked = forms.ask(code, given, self.today)
        FactState.objects.update(is_laid=False)
        live = find(fresh(user or self.boss), asked)
        with override_settings(CLICKHOUSE=self.server):  # so that what changes is noted
            actions.lay_all()
        with override_settings(CLICKHOUSE=None):
            laid = find(fresh(user or self.boss), asked)
        assert laid == live, "the facts beside the orders give what the orders give"
        if self.server and connection.vendor == "sqlite":  # its statements differ nowhere
            with self.copied():
                assert find(fresh(user or self.boss), asked) == live, "and so does ClickHouse"
        return laid

    @contextmanager
    def copied(self):
        """Facts come from a copy that lacks nothing, and from nowhere else."""
        with override_settings(CLICKHOUSE=self.server), pytest.MonkeyPatch.context() as patched:
            if has_copy():
                while actions.carry():
                    pass
            else:
                list(actions.copy_all(is_forced=True))
            own_rows = rows.own_rows
            patched.setattr(rows, "own_rows", lambda asked: _no_fact(asked) and own_rows(asked))
            yield


def _no_fact(asked) -> bool:
    assert asked.model not in asking.COPIED.values(), asking._told
    return True


@pytest.fixture(scope="session")
def server():
    """ClickHouse by way of chdb, empty at first."""
    with provide_clickhouse() as running:
        yield clickhouse(running.address)


@pytest.fixture
def numbers(house, server) -> Numbers:
    return Numbers(house, server)


@pytest.fixture
def copied(numbers, house, settings, monkeypatch) -> Numbers:
    """Orders of five customers, the first of them restricted; facts and copy complete."""
    for name, empty in (("_refused", {}), ("_told", set()), ("_silent_until", 0.0)):
        monkeypatch.setattr(asking, name, empty)
    settings.CLICKHOUSE = numbers.server
    for n in range(5):
        customer = house.customer(f"客户{n}", house.chen, is_restricted=n == 0)
        order = numbers.bought(customer, 10 + n, "100.07")
        numbers.bought(customer, 200, "31.4", pieces="2.5")
        if n == 1:
            numbers.came_back(order, 3, "100.07")
    actions.lay_all()
    assert [*actions.copy_all(is_forced=True)] == [10]
    return numbers
