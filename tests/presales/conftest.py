"""A trading house that lends for trial: pumps with serials on the shelf, experts to ask."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from maizi.kit.pages import save
from maizi.presales import actions
from maizi.presales.models import ExpertRequest, Trial
from maizi.presales.pages import TRIALS
from maizi.stock import actions as stock
from maizi.stock.models import StockAccount
from maizi.stock.terms import MovementKind
from tests.house import fresh
from tests.sales.conftest import Trade


class Trying(Trade):
    """Chen lends; keeper keeps the stock; sun and zhao answer as experts."""

    def __init__(self, house):
        super().__init__(house)
        self.pump = self.product("隔膜泵", unit="台", tracking="serial", price="980")
        line = stock.Line(self.pump, Decimal(2), price_yuan=Decimal(600), serials=("P1", "P2"))
        stock.post(MovementKind.OPENING, warehouse=self.main, lines=[line],
                   on=timezone.localdate(), by=self.boss)  # fmt: skip
        self.sun = fresh(house.person("sun", "孙工程", house.east, "senior_engineer"))
        self.zhao = fresh(house.person("zhao", "赵工程", house.east, "technician"))

    def lent(self, by=None, **values) -> Trial:
        """A trial of a pump out of the warehouse, still to be handed out."""
        told = {"customer": self.customer, "product": self.pump, "warehouse": self.main} | values
        row = Trial(**told)
        save(TRIALS, row=row, verb="create", by=by or self.chen)
        return row

    def out(self, serial: str = "P1", **values) -> Trial:
        return actions.hand_out(self.lent(**values), serial=serial, by=self.keeper)

    def beside(self, **values) -> Trial:
        """A trial of a piece that is in no books."""
        return self.lent(warehouse=None, serial="样机 7", **values)

    def account(self, product=None) -> StockAccount:
        return StockAccount.objects.get(product=product or self.pump, warehouse=self.main)

    def asked(self, *experts, by=None, **values) -> ExpertRequest:
        told = {"title": "露点够不够", "question": "喷涂线要压力露点 3 度，配哪台冷干机？"}
        told |= {"customer": self.customer, "due_at": timezone.now() + timedelta(hours=24)}
        row = ExpertRequest(**told | values)
        return actions.ask_experts(row, experts=experts or (self.sun, self.zhao),
                                   by=by or self.chen)  # fmt: skip


def signed(person) -> Client:
    """A browser of somebody's."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def trying(house) -> Trying:
    return Trying(house)
