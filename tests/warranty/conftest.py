"""A service desk in the trading house: wu mends, he supervises; machines with serials."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.catalog.models import Product
from maizi.catalog.terms import Tracking
from maizi.sales import actions as sales
from maizi.stock import actions as stock
from maizi.stock.terms import MovementKind
from maizi.warranty import actions
from maizi.warranty.models import Unit
from maizi.warranty.queries import Question
from tests.house import fresh
from tests.sales.conftest import Trade


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


class Workshop(Trade):
    """The trading house with a service department and televisions."""

    def __init__(self, house):
        super().__init__(house)
        actions.seed_catalogue()
        self.wu = fresh(house.person("wu", "吴小涵", house.east, "technician"))
        self.he = fresh(house.person("he", "何主管", house.hq, "service_supervisor"))
        self.tv = self.product("平板电视 55 寸", price="4999")
        Product.objects.filter(pk=self.tv.pk).update(
            tracking=Tracking.SERIAL, sanbao_catalogue="平板电视", model="TV55"
        )
        self.tv.refresh_from_db()
        self.count = 0

    def stocked(self, *serials: str) -> None:
        """Televisions on the shelf."""
        line = stock.Line(self.tv, Decimal(len(serials)), price_yuan=Decimal(3000),
                          serials=serials)  # fmt: skip
        stock.post(MovementKind.OPENING, warehouse=self.main, lines=[line], on=self.today,
                   by=self.boss)  # fmt: skip

    def unit(self, **values) -> Unit:
        """A television at the customer, sold on 2026-01-10 for 4,999.00."""
        self.count += 1
        day = date(2026, 1, 10)
        given = {
            "serial": f"TV-{self.count:03}", "product": self.tv, "customer": self.customer,
            "phone": "13912345678", "invoice_no": "26320001", "invoiced_on": day,
            "delivered_on": day, "price_yuan": Decimal("4999.00"), "voucher_no": "SBZ-001",
        } | values  # fmt: skip
        return Unit.objects.get(pk=actions.register(Unit(**given), by=self.he).pk)

    def repair(self, unit, first: date, days: int | None = 3, **values):
        given = {
            "handed_in_at": noon(first), "fault": "黑屏", "fault_code": "黑屏",
            "repairer": "售后服务部",
            "ready_at": noon(first + timedelta(days)) if days is not None else None,
        } | values  # fmt: skip
        return actions.log_repair(unit, by=self.wu, **given)

    def asked(self, unit, on: date | None = None, **values):
        given = {"fault": "黑屏", "reported_on": on or timezone.localdate(),
                 "is_consumer": True} | values  # fmt: skip
        return actions.ask(unit, question=Question(**given), by=self.he)

    def sold(self, *serials: str) -> Unit:
        """Televisions that went through order, delivery, signature and invoice."""
        self.stocked(*serials)
        row = self.confirmed((self.tv, str(len(serials))))
        made = sales.start_delivery(row, by=self.keeper)
        line = made.lines.get()
        made = sales.ship_delivery(made, by=self.keeper, pieces={line.pk: list(serials)})
        sales.note_signature(made, by=self.keeper, signed_by="王芳")
        row.refresh_from_db()
        self.bill(row)
        return Unit.objects.get(serial=serials[0])


@pytest.fixture
def shop(house) -> Workshop:
    return Workshop(house)
