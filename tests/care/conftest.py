"""A customer that buys, and what is needed to keep it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from maizi.care import actions, queries
from maizi.care.models import ReturnPlan, StageSpell
from maizi.customers.actions import log_activity
from maizi.customers.models import Activity, Customer
from maizi.sales.models import Order
from tests.house import fresh


class Keeping:
    """The house with customers that have bought, and the night that looks after them."""

    def __init__(self, house):
        self.house = house
        self.chen, self.boss, self.lin = fresh(house.chen), fresh(house.boss), fresh(house.lin)
        self.today = timezone.localdate()
        self.customer = house.customer("华宁科技有限公司", house.chen)

    def order(self, days_ago: int = 0, customer: Customer | None = None, **values) -> Order:
        """A completed order, as an import stores it."""
        customer = customer or self.customer
        given = {"state": "completed", "net_yuan": 1000} | values
        return Order.objects.create(
            no=f"SO{Order.objects.count():06}", customer=customer, owner=customer.owner,
            org_unit=customer.org_unit, created_by=self.chen,
            ordered_on=self.today - timedelta(days_ago), **given,
        )  # fmt: skip

    def talk(self, channel: str = "phone", customer: Customer | None = None) -> Activity:
        row = Activity(customer=customer or self.customer, channel=channel, content="谈了近况",
                       at=timezone.now())  # fmt: skip
        return log_activity(row, by=self.chen)

    def night(self, today: date | None = None) -> None:
        """What the night does, in one slice."""
        today = today or self.today
        ids = list(Customer.objects.values_list("pk", flat=True))
        cuts, known = queries.cuts_on(today), actions.hold(ids, today=today)
        actions.move_along(known, now=timezone.now())
        actions.plan_visits(known, cuts=cuts, today=today)

    def stage(self, customer: Customer | None = None) -> str:
        return Customer.objects.get(pk=(customer or self.customer).pk).lifecycle

    def plan(self, customer: Customer | None = None) -> ReturnPlan:
        return ReturnPlan.objects.get(customer=customer or self.customer)

    def spells(self, customer: Customer | None = None) -> list[StageSpell]:
        rows = StageSpell.objects.filter(customer=customer or self.customer)
        return list(rows.order_by("since", "id"))


@pytest.fixture
def keeping(house) -> Keeping:
    return Keeping(house)
