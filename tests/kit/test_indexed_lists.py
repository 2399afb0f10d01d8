"""A list answered by the search index shows exactly what the database itself would show."""

from dataclasses import replace
from itertools import product

import pytest
from django.http import QueryDict

from maizi.customers import actions
from maizi.customers.models import Customer
from maizi.kit.listing import Listing, View, indexed, rows
from maizi.search.actions import index
from tests.house import fresh
from tests.kit.test_listing import PAGES

pytestmark = pytest.mark.django_db
ALL = View("all", "全部")
INDEXED = replace(PAGES, kind="customer")


def shown(pages, user, address: str, *, size: int = 50) -> Listing:
    return Listing(pages, user=user, params=QueryDict(address), views=(ALL,), size=size)


@pytest.fixture
def archive(house):
    stages, trades, cities = (
        ("suspect", "prospect", "repeat"),
        ("trade", "energy", ""),
        ("南京市", "郑州市"),
    )
    owners = [house.chen, house.xu, house.meng, None]
    for number, (stage, trade, city, owner) in enumerate(product(stages, trades, cities, owners)):
        place = {"owner": owner} if owner else {"pool": house.pool}
        house.customer(f"华宁 {number} 号", lifecycle=stage, industry=trade, city=city, **place)
    index("customer", list(Customer.objects.values_list("pk", flat=True)))
    shared = Customer.objects.filter(owner=house.meng).first()
    actions.share(shared, user=house.chen, by=house.meng)
    Customer.objects.filter(owner=house.xu, lifecycle="repeat").update(is_restricted=True)
    return house


@pytest.mark.parametrize("who", ["chen", "xu", "meng", "lin", "boss", "service", "admin"])
@pytest.mark.parametrize("address", [
    "", "f=lifecycle.in.prospect", "f=lifecycle.in.prospect,repeat", "f=owner.me",
    "f=lifecycle.in.suspect&f=industry.in.trade", "f=city.is.南京市&f=lifecycle.in.repeat",
    "f=lifecycle.in.suspect&f=industry.in.trade&match=any",
])  # fmt: skip
def test_index_and_database_show_the_same_rows_in_the_same_order(archive, who, address):
    user = fresh(getattr(archive, who))
    by_index, by_database = shown(INDEXED, user, address), shown(PAGES, user, address)
    assert [r.pk for r in by_index.rows] == [r.pk for r in by_database.rows]
    assert by_index.total.number == by_database.total.number


def test_the_index_is_asked_where_it_knows_the_columns(archive):
    user = fresh(archive.boss)
    assert shown(INDEXED, user, "f=lifecycle.in.prospect").asked
    assert shown(INDEXED, fresh(archive.chen), "").asked
    assert shown(INDEXED, user, "sort=name&f=lifecycle.in.prospect").asked
    for address in ("", "sort=name", "f=industry.empty", "f=name.has.华"):
        assert not shown(INDEXED, user, address).asked


def test_indexed_pages_follow_each_other(archive):
    user, seen, after = fresh(archive.boss), [], ""
    while True:
        page = shown(INDEXED, user, f"f=lifecycle.in.suspect,repeat&after={after}", size=7)
        seen += [r.pk for r in page.rows]
        after = page.after
        if not after:
            break
    rows = Customer.objects.filter(lifecycle__in=["suspect", "repeat"], is_restricted=False)
    assert seen == list(rows.order_by("-id").values_list("pk", flat=True))


def test_text_and_conditions_together(archive):
    page = shown(INDEXED, fresh(archive.boss), "q=hn&f=lifecycle.in.prospect&f=industry.in.trade")
    assert len(page.rows) == 8
    assert {r.lifecycle for r in page.rows} == {"prospect"}


@pytest.mark.parametrize("who", ["chen", "lin", "boss"])
@pytest.mark.parametrize("address", [
    "sort=name&f=lifecycle.in.prospect", "sort=-name&f=lifecycle.in.suspect,repeat", "sort=name",
    "group=industry&f=lifecycle.in.suspect,repeat", "f=lifecycle.in.prospect&f=name.has.华",
])  # fmt: skip
@pytest.mark.parametrize(("few", "walks"), [(1_000, (4, 16)), (3, (4, 16)), (3, (1_000,))])
def test_rows_met_along_an_order_are_the_same_in_the_same_order(
    archive, monkeypatch, who, address, few, walks
):
    monkeypatch.setattr(rows, "FEW", few)
    monkeypatch.setattr(indexed, "FEW", few)
    monkeypatch.setattr(rows, "WALKS", walks)
    user, seen, after, expected = fresh(getattr(archive, who)), [], "", []
    while True:
        by_index = shown(INDEXED, user, f"{address}&after={after}", size=5)
        by_database = shown(PAGES, user, f"{address}&after={after}", size=5)
        seen += [r.pk for r in by_index.rows]
        expected += [r.pk for r in by_database.rows]
        assert by_index.total.is_open or by_index.total.number == by_database.total.number
        after = by_index.after
        if not after:
            break
        back = shown(INDEXED, user, f"{address}&before={by_index.after}", size=5)
        assert [r.pk for r in back.rows] == seen[-6:-1]
    assert seen == expected and len(seen) == len(set(seen))
