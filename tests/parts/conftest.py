"""Two regions with a store each, a compressor with two parts, units out, tickets at will."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.approvals.actions import agree
from maizi.approvals.models import ApprovalCase
from maizi.catalog.models import Product
from maizi.history.actions import recorded
from maizi.parts import actions, queries
from maizi.parts.models import Fitting, PartPlan, PastUse, Region
from maizi.stock import actions as stock
from maizi.stock.models import Warehouse
from maizi.stock.terms import MovementKind
from maizi.warranty.models import Unit
from tests.house import fresh
from tests.service.conftest import Service, _product, now

WORDS = {"assumptions": "销量按销售部全年计划", "experience": "上一阶段滤芯少备了一成"}


class Spares(Service):
    """The service desk; sun plans, he (the supervisor) approves."""

    def __init__(self, house):
        super().__init__(house)
        actions.seed_approvals()
        self.sun = fresh(house.person("sun", "孙工程", self.unit, "senior_engineer"))
        self.he, self.buyer = (
            fresh(self.he),
            fresh(house.person("buyer", "梁宇", house.hq, "purchasing")),
        )
        self.today = timezone.localdate()
        self.belt = _product("传动皮带", self.family, sort="part")
        self.far_store = Warehouse.objects.create(code="ZZ", name="郑州备件库")
        self.east = self._region("华东", house.east, self.store)
        self.north = self._region("华北", house.north, self.far_store)
        self.fitting = Fitting.objects.create(
            part=self.part, model=self.product, pieces=1, probability=Decimal("0.012")
        )

    def _region(self, name, unit, store) -> Region:
        return Region.objects.create(name=name, unit=unit, warehouse=store)

    def drafted(self, *, by=None, **values) -> PartPlan:
        """A plan for the half year that began yesterday; its fleet counted."""
        given = {
            "name": "下半年备件", "since_on": self.today - timedelta(1),
            "until_on": self.today + timedelta(181), **queries.usual_values(), **WORDS,
        } | values  # fmt: skip
        by, row = by or self.sun, PartPlan(**given)
        with recorded(row, "create", by=by):
            actions.save_plan(row, "create", by=by)
        return row

    def set_fleet(self, row: PartPlan, east: int, north: int = 0, *, sales: int = 0) -> None:
        """Units of the compressor by region."""
        starts = {self.east.pk: east, self.north.pk: north}
        cells = [
            actions.Correction(one, starts[one.region_id], sales)
            for one in row.fleet.select_related("model", "region")
        ]
        actions.save_fleet(row, cells, by=self.sun)

    def computed(self, east: int = 1200, north: int = 800, **values) -> PartPlan:
        """T-F12's phase 1 without anything learnt."""
        row = self.drafted(**values)
        self.set_fleet(row, east, north)
        actions.compute_plan(row, by=self.sun)
        return now(row)

    def in_force(self, *fleet, **values) -> PartPlan:
        """The same, approved by the supervisor."""
        row = self.computed(*fleet, **values)
        actions.submit_plan(row, by=self.sun)
        self.decide(row)
        return now(row)

    def decide(self, row, by=None) -> None:
        case = self.case(row)
        agree(case, by=fresh(by or self.he), digest=case.digest)

    def case(self, row) -> ApprovalCase:
        return ApprovalCase.objects.filter(object_id=row.pk).latest("id")

    def used(self, pieces, months_ago: int = 1, **values) -> PastUse:
        """What the east used of the filter in a month before."""
        month = self.today.replace(day=1)
        for _n in range(months_ago):
            month = (month - timedelta(1)).replace(day=1)
        given = {"part": self.part, "region": self.east, "model": None} | values
        return PastUse.objects.create(month=month, quantity=Decimal(pieces), **given)

    def units(self, count: int, *, customer=None, **values) -> None:
        """More compressors out."""
        given = {"product": self.product, "customer": customer or self.customer,
                 "sold_on": date(2020, 1, 1)} | values  # fmt: skip
        known = Unit.objects.count()
        for n in range(known, known + count):
            Unit.objects.create(serial=f"SN{n:05}", code=f"code{n:05}", **given)

    def fill(self, product: Product, pieces: int, store: Warehouse) -> None:
        line = stock.Line(product, Decimal(pieces), price_yuan=Decimal(85))
        stock.post(MovementKind.OPENING, warehouse=store, lines=[line], on=self.today,
                   by=fresh(self.house.boss))  # fmt: skip


@pytest.fixture
def spares(house) -> Spares:
    return Spares(house)
