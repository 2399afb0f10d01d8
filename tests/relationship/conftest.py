"""A customer of chen's with its trade; lin and boss review."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from maizi.customers.models import Activity, Contact
from maizi.relationship import actions
from maizi.relationship.actions import Given
from maizi.relationship.models import Evaluation
from maizi.relationship.terms import Indicator
from tests.house import fresh
from tests.insight.conftest import Numbers


class Bond(Numbers):
    """Chen sells and writes, lin leads and reviews; the period is the half year up to yesterday."""

    def __init__(self, house):
        super().__init__(house)
        self.lin = fresh(house.lin)
        self.mine = house.customer("南京同创电子有限公司", house.chen)
        self.days = (self.today - timedelta(180), self.today - timedelta(1))

    def spoke(self, days_ago: int, channel: str = "phone") -> Activity:
        at = timezone.now() - timedelta(days=days_ago)
        return Activity.objects.create(
            customer=self.mine, author=self.chen, at=at, channel=channel, content="问候"
        )

    def person(self, *, decides: bool) -> Contact:
        return Contact.objects.create(customer=self.mine, name="李强", is_decision_maker=decides)

    def begun(self, by=None, days: tuple[date, date] | None = None) -> Evaluation:
        since, until = days or self.days
        return actions.begin(self.mine, starts_on=since, ends_on=until, by=by or self.chen)

    def filled(self, by=None, **values) -> Evaluation:
        given = {Indicator(name): Given(Decimal(value), "面谈") for name, value in values.items()}
        by = by or self.chen
        return actions.fill(
            self.begun(by), given=given, problems="付款慢", strategy="每月上门", by=by
        )

    def handed_in(self, by=None, **values) -> Evaluation:
        row = self.filled(by, **(values or {"satisfaction": "70"}))
        return actions.hand_in(row, by=by or self.chen)


def signed(person) -> Client:
    """A browser of somebody's."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def bond(house) -> Bond:
    return Bond(house)
