"""A house that sells to groups: lin runs an activity on filters, customers come and go."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.approvals.models import ApprovalCase
from maizi.groupbuys import actions
from maizi.groupbuys.models import GroupBuy, GroupBuyPlan, Registration
from maizi.groupbuys.rules.tiers import Tier
from maizi.kit.pages import save
from maizi.purchasing import actions as purchasing
from tests.house import fresh
from tests.sales.conftest import Trade

TIERS = ((1, 100), (100, 92), (200, 88))


class Circle(Trade):
    """The trading house with an activity: threshold 100 pieces, three tiers (T-B2)."""

    def __init__(self, house):
        super().__init__(house)
        actions.seed_approvals()
        purchasing.seed_approvals()
        self.buyer = fresh(house.person("buyer", "梁宇", house.hq, "purchasing"))
        self.now = timezone.now()
        self.customers = [
            house.customer(f"第{n}机械有限公司", house.chen, mobile=f"1391234{n:04d}")
            for n in range(1, 7)
        ]
        for one in self.customers:
            self.agree("100000", customer=one)

    def drafted(self, tiers=TIERS, **values) -> GroupBuy:
        """A draft that lin wrote."""
        given = {
            "name": "秋季滤芯团购", "product": self.filter, "list_price_yuan": Decimal(120),
            "threshold_sort": "quantity", "threshold_value": Decimal(100),
            "opens_at": self.now - timedelta(hours=1), "closes_at": self.now + timedelta(days=3),
            "deliver_on": timezone.localdate() + timedelta(days=10),
        } | values  # fmt: skip
        lines = [Tier(Decimal(least), Decimal(price)) for least, price in tiers]
        return actions.save_group_buy(GroupBuy(**given), lines, by=self.lin)

    def running(self, **values) -> GroupBuy:
        """The same, approved by the director and open."""
        row = self.drafted(**values)
        actions.submit_activity(row, by=self.lin)
        self.decide(row, self.boss)
        return actions.open_activity(row, by=self.lin)

    def join(self, row: GroupBuy, number: int, pieces, **values) -> Registration:
        """Customer number 1…6 registers, written down by chen."""
        customer = self.customers[number - 1]
        given = {"quantity": Decimal(pieces), "phone": customer.mobile, "has_consent": True,
                 "name": customer.name, "customer": customer}  # fmt: skip
        by, now = values.pop("by", self.chen), values.pop("now", None)
        made, self.token = actions.register(row, actions.Joining(**given | values), by=by, now=now)
        return made

    def reached(self, **values) -> tuple[GroupBuy, list[Registration]]:
        """T-B2: 40, 35, 30."""
        row = self.running(**values)
        rows = [self.join(row, n, pieces) for n, pieces in ((1, 40), (2, 35), (3, 30))]
        row.refresh_from_db()
        return row, rows

    def plan(self, customer=None, **values) -> GroupBuyPlan:
        """A plan that chen wrote."""
        row = GroupBuyPlan(name="机关食堂团购", customer=customer or self.customer, **values)
        from maizi.groupbuys.pages import PLANS

        save(PLANS, row=row, verb="create", by=self.chen)
        return row

    def case(self, row) -> ApprovalCase:
        return ApprovalCase.objects.filter(object_id=row.pk).latest("id")


@pytest.fixture
def circle(house) -> Circle:
    return Circle(house)
