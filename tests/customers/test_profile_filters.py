"""The list of customers narrowed by answers of the profile (A-2, A-3)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maizi.customers import actions
from maizi.customers.queries import profile_filters
from maizi.kernel.privacy import FieldGroup
from tests.house import fresh

pytestmark = pytest.mark.django_db
FIRMS = {
    "甲厂": {"purchase_mode": ["tender"], "monthly_purchase": ["90000"], "our_share": ["35%"],
           "growth_potential": ["high"], "main_products": ["轴承与 Motor"]},
    "乙厂": {"purchase_mode": ["tender", "framework", "tender;x"], "monthly_purchase": ["1200000"]},
    "丙厂": {},
}  # fmt: skip


@pytest.fixture
def firms(house):
    """Three enterprises, two with answers in their profiles."""
    for name, answers in FIRMS.items():
        row = house.customer(name, house.chen)
        actions.save_answers(row, answers, by=fresh(house.boss))


def found(client, *conditions: str) -> list[str]:
    page = client.get("/customers/", {"f": conditions}).content.decode()
    return [name for name in FIRMS if f">{name}<" in page]


@pytest.mark.parametrize(("condition", "names"), [
    ("purchase_mode.in.tender", ["甲厂", "乙厂"]),
    ("purchase_mode.in.framework,direct", ["乙厂"]),
    ("purchase_mode.not_in.framework", ["甲厂", "丙厂"]),
    ("purchase_mode.in.(.*(", []),
    ("purchase_mode.in..*", []),
    ("purchase_mode.not_in.(.*)+$", ["甲厂", "乙厂", "丙厂"]),
    ("purchase_mode.empty", ["丙厂"]),
    ("purchase_mode.filled", ["甲厂", "乙厂"]),
    ("monthly_purchase.at_least.100000", ["乙厂"]),
    ("monthly_purchase.at_most.100000", ["甲厂"]),
    ("monthly_purchase.is.90000", ["甲厂"]),
    ("our_share.at_least.35", ["甲厂"]),
    ("our_share.at_least.35.01", []),
    ("growth_potential.in.high", ["甲厂"]),
    ("main_products.has.motor", ["甲厂"]),
    ("main_products.starts.轴承", ["甲厂"]),
    ("main_products.lacks.轴承", ["乙厂", "丙厂"]),
    ("main_products.is.轴承与 Motor", ["甲厂"]),
])  # fmt: skip
def test_answers_narrow_the_list(client, house, firms, condition, names):
    client.force_login(house.boss)
    assert found(client, f"profile-{condition}") == names


def test_a_condition_on_an_answer_stands_in_the_chip_and_costs_no_query_more(client, house, firms):
    client.force_login(house.boss)
    page = client.get("/customers/", {"f": "profile-purchase_mode.in.tender,direct"})
    assert "采购方式 是 招标采购、直接采购" in page.content.decode()
    with CaptureQueriesContext(connection) as plain:
        client.get("/customers/", {"f": "industry.in.food"})
    with CaptureQueriesContext(connection) as beside:
        client.get("/customers/", {"f": "profile-purchase_mode.in.tender"})
    assert len(beside) <= len(plain)


def test_sensitive_answers_and_closed_groups_narrow_nothing(client, house, firms):
    """M-4: what one may not read, one may not ask for either."""
    offered = {one.name: one for one in profile_filters(fresh(house.boss))}
    assert "profile-purchase_mode" in offered and len(offered) > 50
    assert FieldGroup.SENSITIVE not in {one.group for one in offered.values()}
    assert "profile-religion" not in offered
    less = {one.name for one in profile_filters(fresh(house.admin))}
    assert less < offered.keys()


def test_answers_of_customers_in_a_pool_are_asked_only_where_everybody_reads_them(
    client, house, firms
):
    row = house.customer("丁厂", None, pool=house.pool)
    actions.save_answers(row, {"growth_potential": ["high"]}, by=fresh(house.boss))
    client.force_login(house.boss)
    page = client.get("/customers/", {"f": "profile-growth_potential.in.high"}).content.decode()
    assert ">甲厂<" in page and ">丁厂<" in page
