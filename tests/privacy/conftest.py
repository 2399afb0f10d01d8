"""A person among the customers, and the officer who looks after him."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.customers import actions as archive
from maizi.customers.models import Activity, Address, Contact, Customer
from maizi.customers.pages import CUSTOMERS
from maizi.kit.pages import save
from maizi.privacy import actions
from maizi.privacy.models import Purpose
from maizi.privacy.terms import Obtained
from tests.house import fresh

MOBILE, MAIL = "13877665544", "zhang.sanfeng@example.com"
NAME, MATE = "张三丰", "赵敏敏"


class Case:
    """张三丰 of chen's, with everything people write about him."""

    def __init__(self, house):
        self.house = house
        actions.seed_purposes()
        actions.seed_approvals()
        self.officer = house.person("officer", "于宁", house.hq, "privacy_officer")
        chen = fresh(house.chen)
        self.chen = chen
        self.row = Customer(name=NAME, party_type="individual", owner=chen, mobile=MOBILE,
                            email=MAIL, note="张三丰住在武当山", street="武当路 1 号")  # fmt: skip
        save(CUSTOMERS, row=self.row, verb="create", by=chen)
        self.mate = Contact(customer=self.row, name=MATE, mobile="13711112222")
        archive.save_contact(self.mate, by=chen)
        archive.save_address(
            Address(customer=self.row, street="桃花岛 2 号", receiver=NAME), by=chen
        )
        said = Activity(customer=self.row, at=timezone.now() - timedelta(hours=1),
                        content=f"{NAME}说下周付款，电话 138 7766 5544，{MATE}也在")  # fmt: skip
        archive.log_activity(said, by=chen)
        self.said = said

    def other(self, name: str, mobile: str) -> Customer:
        """Somebody else, through the product's own door."""
        row = Customer(name=name, party_type="individual", owner=self.chen, mobile=mobile)
        save(CUSTOMERS, row=row, verb="create", by=self.chen)
        return row

    def purpose(self, code: str) -> Purpose:
        return Purpose.objects.get(code=code)

    def agree(self, code="marketing", *, subject=None, by=None, **given):
        told = {"obtained": Obtained.PAPER, "at": timezone.now()} | given
        return actions.record_consent(
            subject or self.row,
            purpose=self.purpose(code),
            given=actions.Given(**told),
            by=by or self.chen,
        )


@pytest.fixture
def case(house) -> Case:
    return Case(house)
