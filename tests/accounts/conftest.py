"""A small company: headquarters, two regions, departments, and a few people with posts."""

from types import SimpleNamespace

import pytest

from maizi.accounts import actions
from maizi.accounts.models import Appointment, Role, User
from maizi.accounts.terms import UnitLevel

PASSWORD = "Feng-Shou-2026!"


@pytest.fixture
def tree(db):
    """集团 → 华东大区 → 上海区域 → 销售部 → 一组; 集团 → 财务部; 集团 → 华北大区."""
    hq = actions.create_unit("丰谷集团", by=None, level=UnitLevel.HQ)
    east = actions.create_unit("华东大区", by=None, parent=hq, level=UnitLevel.REGION)
    north = actions.create_unit("华北大区", by=None, parent=hq, level=UnitLevel.REGION)
    shanghai = actions.create_unit("上海区域", by=None, parent=east, level=UnitLevel.DISTRICT)
    sales = actions.create_unit("销售部", by=None, parent=shanghai)
    team = actions.create_unit("一组", by=None, parent=sales, level=UnitLevel.TEAM)
    finance = actions.create_unit("财务部", by=None, parent=hq)
    return SimpleNamespace(
        hq=hq, east=east, north=north, shanghai=shanghai, sales=sales, team=team, finance=finance
    )


@pytest.fixture
def roles(db):
    """Every seeded role, by code."""
    actions.seed_roles(by=None)
    return {role.code: role for role in Role.objects.all()}


@pytest.fixture
def hire(tree, roles):
    """Take somebody in with a password of his own and posts given as (role code, unit)."""

    def take_in(username, *posts, unit=None, name=""):
        unit = unit or (posts[0][1] if posts else tree.hq)
        person = User(username=username, name=name or username, unit=unit)
        actions.create_person(person, by=None)
        person.set_password(PASSWORD)
        person.must_change_password, person.temporary_until = False, None
        person.save()
        for code, where in posts:
            actions.appoint(Appointment(user=person, role=roles[code], unit=where), by=None)
        return User.objects.get(pk=person.pk)

    return take_in


@pytest.fixture
def admin(hire, tree):
    """The administrator of the company."""
    return hire("admin", ("administrator", tree.hq), name="管小理")


def again(user):
    """The person as the next request sees him."""
    return User.objects.get(pk=user.pk)
