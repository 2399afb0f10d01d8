"""A small company for tests: two regions, a few people, and customers at will (pytest plugin)."""

import pytest

from maizi.accounts.actions.seeds import _role
from maizi.accounts.models import Appointment, OrgUnit, User
from maizi.accounts.terms import UnitLevel
from maizi.customers.actions.matching import refresh_keys
from maizi.customers.models import Customer, Pool
from maizi.customers.rules import name_key


class House:
    """Units, people and pools by name.

    Sellers chen and xu sit in Nanjing (East), meng in Zhengzhou (North); lin leads East.
    """

    def __init__(self):
        self.hq = self._unit("集团", None, UnitLevel.HQ)
        self.east = self._unit("华东大区", self.hq, UnitLevel.REGION)
        self.north = self._unit("华北大区", self.hq, UnitLevel.REGION)
        self.nanjing = self._unit("南京销售部", self.east, UnitLevel.DEPARTMENT)
        self.zhengzhou = self._unit("郑州销售部", self.north, UnitLevel.DEPARTMENT)
        self.roles = {}
        self.chen = self.person("chen", "陈默", self.nanjing, "salesperson")
        self.xu = self.person("xu", "许晴", self.nanjing, "salesperson")
        self.meng = self.person("meng", "孟飞", self.zhengzhou, "salesperson")
        self.lin = self.person("lin", "林悦", self.east, "ka_department_manager")
        self.boss = self.person("boss", "方致远", self.hq, "marketing_director")
        self.service = self.person("service", "吴涵", self.east, "support_marketing")
        self.admin = self.person("admin", "孙工", self.hq, "administrator")
        self.auditor = self.person("auditor", "周清", self.hq, "auditor")
        self.pool = Pool.objects.create(name="华东公海", unit=self.east)

    def _unit(self, name: str, parent: OrgUnit | None, level: UnitLevel) -> OrgUnit:
        unit = OrgUnit(name=name, parent=parent, level=level)
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.save()
        return unit

    def person(self, username: str, name: str, unit: OrgUnit, role: str) -> User:
        """Somebody with one post in a unit."""
        if role not in self.roles:
            self.roles[role] = _role(role)
            self.roles[role].save()
        person = User.objects.create(username=username, name=name, unit=unit)
        Appointment.objects.create(user=person, role=self.roles[role], unit=unit)
        return person

    def customer(self, name: str, owner: User | None = None, **values) -> Customer:
        """A stored customer, without the checks of the product's own door."""
        owner = owner if owner or values.get("pool") else self.chen
        unit = owner.unit if owner else values["pool"].unit
        row = Customer(name=name, owner=owner, org_unit=unit, **values)
        row.no = values.get("no") or f"C{row.pk}"
        row.sort_name = row.sort_name or name
        row.name_key = row.name_key or name_key(name)
        row.save()
        refresh_keys([row.pk])
        return row


@pytest.fixture
def house(db) -> House:
    return House()


@pytest.fixture
def open_house(transactional_db) -> House:
    """The house without a transaction around it; its history is forgotten in the end."""
    from tests.history.test_chain import without_guard

    yield House()
    without_guard("DELETE FROM history_historyentry", [])


def fresh(person: User) -> User:
    """The same person as the next request sees him: rights computed anew."""
    return User.objects.get(pk=person.pk)
