"""A service desk, two points, engineers, a customer with a piece; a ticket at will."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.catalog.models import Category, Product
from maizi.clocks.models import ServiceCalendar
from maizi.clocks.queries import WHOLE_WEEK, week_kept
from maizi.service import actions
from maizi.service.models import Engineer, ServicePoint, Skill, Ticket
from maizi.service.terms import Mode, Severity
from maizi.stock import actions as stock
from maizi.stock.models import Warehouse
from maizi.stock.terms import MovementKind
from maizi.warranty.models import Unit
from tests.house import fresh


class Service:
    """The desk of the house: wu handles, he supervises and dispatches, zhao and qian go out."""

    def __init__(self, house):
        self.house = house
        self.unit = house._unit("客户服务部", house.hq, "department")
        self.wu = house.person("wu", "吴小涵", self.unit, "complaint_officer")
        self.he = house.person("he", "何主管", house.hq, "service_supervisor")
        self.head = house.person("head", "卫部长", house.hq, "after_sales_head")
        self.zhao = house.person("zhao", "赵技师", self.unit, "technician")
        self.qian = house.person("qian", "钱技师", self.unit, "technician")
        for one in (self.wu, self.zhao, self.qian):
            one.superior = self.he
            one.save()
        self.family = self._family()
        self.product = _product("螺杆空压机", self.family)
        self.part = _product("机油滤芯", self.family, sort="part")
        self.store = Warehouse.objects.create(code="NJ", name="南京备件库")
        line = stock.Line(self.part, Decimal(20), price_yuan=Decimal(85))
        stock.post(MovementKind.OPENING, warehouse=self.store, lines=[line],
                   on=timezone.localdate(), by=fresh(self.he))  # fmt: skip
        self.nanjing = _point("南京网点", "32.06025", "118.79688", self.store)
        self.suzhou = _point("苏州网点", "31.29890", "120.58530", self.store)
        self.always = ServiceCalendar.objects.create(
            code="always", name="全天值班", week=week_kept(WHOLE_WEEK), is_every_day=True
        )
        self.first = self._engineer(self.zhao, self.nanjing)
        self.second = self._engineer(self.qian, self.suzhou)
        self.customer = house.customer("南京同创电子有限公司", house.chen, mobile="13912345678")
        self.piece = Unit.objects.create(
            serial="BK75-0188", product=self.product, customer=self.customer, code="c0de",
            place="南京市江宁区 1 号", contact_name="王芳", phone="13912345678",
            starts_on=date(2026, 1, 10), covered_until=timezone.localdate() + timedelta(90),
        )  # fmt: skip

    def _family(self) -> Category:
        row = Category(name="空压机", path_name="空压机")
        row.path = f"/{row.pk}/"
        row.save()
        return row

    def _engineer(self, user, point) -> Engineer:
        row = Engineer.objects.create(user=user, point=point, calendar=self.always)
        Skill.objects.create(engineer=row, category=self.family)
        return row

    def taken(self, *, by=None, owner=None, **values) -> Ticket:
        """A ticket that was taken down."""
        given = {
            "unit": self.piece, "symptom": "一周停机三次，报警 E12。", "severity": "serious",
            "latitude": Decimal("31.95"), "longitude": Decimal("118.85"),
        } | values  # fmt: skip
        return actions.open_ticket(Ticket(**given), by=fresh(by or self.wu), owner=owner)

    def triaged(self, row=None, *, mode=Mode.ON_SITE, severity=Severity.SERIOUS, **values):
        """The same after the decision on the telephone."""
        row = row or self.taken()
        found = actions.Triage(severity=severity, mode=mode, note="电话指导无效", **values)
        return actions.triage(row, found, by=fresh(self.wu))

    def accepted(self, row=None):
        """The same with zhao on it."""
        row = row or self.triaged()
        order = actions.assign(row, engineer=self.first, by=fresh(self.he))
        actions.accept(order, by=fresh(self.zhao))
        return now(row)

    def on_site(self, row=None):
        """The same with zhao at the customer's place."""
        row = self.accepted(row)
        actions.step(row, verb="depart", by=fresh(self.zhao))
        return actions.step(row, verb="arrive", by=fresh(self.zhao))

    def restored(self, row=None, **values):
        """The same, mended."""
        row = self.on_site(row)
        actions.step(row, verb="work", by=fresh(self.zhao))
        given = {"text": "更换机油滤芯，试机正常", "fault_code": "堵塞停机"} | values
        return actions.restore(row, actions.Result(**given), by=fresh(self.zhao))


def _product(name, family, **values) -> Product:
    return Product.objects.create(
        no=f"P-{name}", name=name, sort_name=name, name_key=name, category=family, **values
    )


def _point(name, north, east, store) -> ServicePoint:
    return ServicePoint.objects.create(
        name=name, latitude=Decimal(north), longitude=Decimal(east), warehouse=store
    )


def now(row):
    """A row as it stands."""
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def service(house) -> Service:
    return Service(house)
