"""A key account whose important information needs the marketing manager's yes."""

import pytest

from maizi.approvals import actions
from maizi.approvals.access import Asked
from maizi.customers.actions import seed_approvals
from maizi.customers.terms import KaStatus

SUBJECT = "customer.important"


class Office:
    """The house with a manager over Nanjing, his superior, and a key account of chen's."""

    def __init__(self, house):
        self.house, self.chen, self.lin, self.boss = house, house.chen, house.lin, house.boss
        self.wei = house.person("wei", "魏然", house.nanjing, "marketing_manager")
        self.wei.superior = house.lin
        self.wei.save()
        self.chen.superior = self.wei
        self.chen.save()
        seed_approvals()
        self.account = house.customer("华宁科技有限公司", house.chen, ka_status=KaStatus.KEY)

    def ask(self, name: str = "华宁集团有限公司", *, by=None, **values):
        """chen asks for a new name."""
        return actions.submit(
            SUBJECT, row=self.account, asked=Asked({"name": name}, "工商变更"), by=by or self.chen,
            **values,
        )  # fmt: skip


@pytest.fixture
def office(house) -> Office:
    return Office(house)
