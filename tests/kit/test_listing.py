"""Lists: what is asked for in an address, who sees what, pages by key, constant queries."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maizi.customers.access import may, visible_customers
from maizi.customers.models import Collaborator, Customer, Tag
from maizi.customers.pages import CUSTOMERS
from maizi.kit.listing import Listing, View, counts
from maizi.kit.listing.conditions import PERIODS, period
from maizi.kit.listing.keyset import Order, Place, place_from
from maizi.kit.pages import Pages, Section

pytestmark = pytest.mark.django_db
NAMES = ("name", "lifecycle", "mobile", "owner", "tags", "next_contact_on")
ALL = View("all", "全部")
PAGES = Pages(
    model=Customer, visible=visible_customers, may=may, columns=NAMES,
    filters=("owner", "lifecycle"), sections=(Section("档案", NAMES),),
)  # fmt: skip


def listing(user, address: str = "", views=(ALL,), **options) -> Listing:
    return Listing(PAGES, user=user, params=QueryDict(address), views=views, **options)


def names(user, address: str = "", **options) -> list[str]:
    return [row.name for row in listing(user, address, **options).rows]


@pytest.fixture
def customers(house):
    for number, name in enumerate(["甲公司", "乙公司", "丙公司", "丁公司"]):
        owner = [house.chen, house.xu, house.meng, house.chen][number]
        house.customer(
            name,
            owner,
            lifecycle=["suspect", "prospect"][number % 2],
            mobile=f"1380013800{number}",
            next_contact_on=date(2026, 11, 20 + number),
        )
    house.customer("公海公司", pool=house.pool, mobile="13912345678")
    return house


@pytest.mark.parametrize(("who", "seen"), [
    ("chen", {"甲公司", "丁公司", "公海公司"}),
    ("lin", {"甲公司", "乙公司", "丁公司", "公海公司"}),
    ("meng", {"丙公司"}),
    ("boss", {"甲公司", "乙公司", "丙公司", "丁公司", "公海公司"}),
    ("admin", set()),
])  # fmt: skip
def test_a_list_starts_at_what_the_person_sees(customers, who, seen):
    assert set(names(getattr(customers, who))) == seen


def test_newest_first_unless_asked_otherwise(customers):
    assert names(customers.boss)[-1] == "甲公司"
    assert names(customers.boss, "sort=next_contact_on")[:2] == ["甲公司", "乙公司"]
    assert names(customers.boss, "sort=-next_contact_on")[:2] == ["丁公司", "丙公司"]


@pytest.mark.parametrize(("address", "found"), [
    ("f=lifecycle.in.prospect", {"乙公司", "丁公司"}),
    ("f=lifecycle.not_in.prospect", {"甲公司", "丙公司", "公海公司"}),
    ("f=owner.empty", {"公海公司"}),
    ("f=name.has.丙", {"丙公司"}),
    ("f=name.lacks.公司", set()),
    ("f=name.starts.甲", {"甲公司"}),
    ("f=next_contact_on.from.2026-11-22", {"丙公司", "丁公司"}),
    ("f=next_contact_on.to.2026-11-20", {"甲公司"}),
    ("f=next_contact_on.on.2026-11-21", {"乙公司"}),
    ("f=next_contact_on.empty", {"公海公司"}),
    ("f=lifecycle.in.prospect&f=name.has.乙", {"乙公司"}),
    ("f=lifecycle.in.prospect&f=name.has.甲&match=any", {"甲公司", "乙公司", "丁公司"}),
])  # fmt: skip
def test_conditions(customers, address, found):
    assert set(names(customers.boss, address)) == found


@pytest.mark.parametrize("nonsense", [
    "f=password.has.x", "f=owner__password.is.x", "f=name", "f=.", "f=name.sql.1",
    "f=owner.in.1 or 1",
    "f=next_contact_on.on.2026-99-99", "f=next_contact_on.on.gestern", "f=lifecycle.has.x",
    "sort=owner__password", "sort=-", "cols=password,id", "after=xx", "after=W10", "before=%00",
    "group=name", "f=_connector.is.OR", "f=registered_capital_yuan.at_least.NaN",
])  # fmt: skip
def test_nonsense_in_the_address_is_ignored(customers, nonsense):
    assert len(names(customers.boss, nonsense)) == 5


def test_me_is_the_one_who_looks(customers):
    assert names(customers.chen, "f=owner.me") == ["丁公司", "甲公司"]
    assert names(customers.xu, "f=owner.me") == ["乙公司"]


def test_a_view_carries_conditions_columns_and_order(customers):
    mine = View("mine", "我的", ("owner.me",), ("name", "mobile"), "next_contact_on")
    shown = listing(customers.chen, "view=mine", (ALL, mine))
    assert [c.name for c in shown.columns] == ["name", "mobile"]
    assert [r.name for r in shown.rows] == ["甲公司", "丁公司"]
    assert [words for _, words in shown.chips] == ["负责人 是我"]


def test_masked_columns_show_stars_and_cannot_be_filtered_by(customers):
    """A role with masked contact fields must not learn a number by asking for it (M-4)."""
    house = customers
    house.customer("戊公司", house.service, mobile="13811112222")
    shown = listing(house.service, "f=mobile.has.1381")
    assert shown.conditions == []
    (row,) = [r for r in shown.rows if r.name == "戊公司"]
    assert shown.cell(row, shown.possible["mobile"]) == "138****2222"


def test_pool_customers_hide_their_numbers_until_claimed(customers):
    shown = listing(customers.chen, "f=pool.filled")
    (row,) = shown.rows
    assert shown.cell(row, shown.possible["mobile"]) == "139****5678"
    own = listing(customers.chen, "f=owner.me")
    assert own.cell(own.rows[0], own.possible["mobile"]).startswith("1380013800")


def test_restricted_customers_only_for_owner_collaborators_and_holders_of_the_right(customers):
    row = Customer.objects.get(name="甲公司")
    Customer.objects.filter(pk=row.pk).update(is_restricted=True)
    assert "甲公司" in names(customers.chen)
    assert "甲公司" not in names(customers.lin)
    Collaborator.objects.create(customer=row, user=customers.lin, granted_by=customers.chen)
    assert "甲公司" in names(customers.lin)


def test_a_share_ends_with_its_day(customers):
    row = Customer.objects.get(name="丙公司")
    share = Collaborator.objects.create(
        customer=row, user=customers.chen, granted_by=customers.meng, until=timezone.localdate()
    )
    assert "丙公司" in names(customers.chen)
    Collaborator.objects.filter(pk=share.pk).update(until=date(2020, 1, 1))
    assert "丙公司" not in names(customers.chen)


@pytest.mark.parametrize("size", [1, 12])
def test_queries_do_not_grow_with_rows(customers, django_assert_num_queries, size):
    tag = Tag.objects.create(name="有意向")
    for number in range(size):
        customers.customer(f"客户{number}").tags.add(tag)
    listing(customers.boss).rows  # noqa: B018 — rights are read once a request
    shown = listing(customers.boss)
    with django_assert_num_queries(3):  # and what pools hide; what is seen whole needs no counting
        cells = [shown.cell(r, c) for r in shown.rows for c in shown.columns]
        assert shown.total.number == size + 5
    assert "有意向" in cells
    shown = listing(customers.boss, size=4)
    with django_assert_num_queries(3):
        assert (len(shown.rows), shown.total.number) == (4, size + 5)


@pytest.mark.parametrize("sort", ["", "name", "-name", "next_contact_on", "-next_contact_on"])
def test_pages_follow_each_other_without_gap_or_repeat(house, sort):
    for number in range(23):
        due = date(2026, 1, 1 + number % 5) if number % 4 else None
        house.customer(f"客户{number % 7}", next_contact_on=due)
    whole = [r.pk for r in listing(house.boss, f"sort={sort}", size=100).rows]
    assert len(set(whole)) == 23
    forward, after = [], ""
    while True:
        shown = listing(house.boss, f"sort={sort}&after={after}", size=5)
        forward += [r.pk for r in shown.rows]
        after = shown.after
        if not after:
            break
    assert forward == whole
    back, before = [r.pk for r in shown.rows], shown.before
    while before:
        shown = listing(house.boss, f"sort={sort}&before={before}", size=5)
        back = [r.pk for r in shown.rows] + back
        before = shown.before
    assert back == whole


@given(
    st.one_of(
        st.none(),
        st.text(),
        st.dates(),
        st.integers(),
        st.decimals(allow_nan=False, allow_infinity=False),
        st.datetimes(timezones=st.just(UTC)),
    ),
    st.integers(1, 2**63 - 1),
)
def test_a_place_survives_its_address(value, id_):
    assert place_from(Place(value, id_).address) == Place(value, id_)


@given(st.text())
def test_any_text_as_an_address_is_a_place_or_nothing(text):
    assert place_from(text) is None or isinstance(place_from(text), Place)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.sampled_from(sorted(PERIODS)), st.dates(date(2000, 2, 28), date(2040, 3, 1)))
def test_periods_hold_together(name, today):
    first, last = period(name, today)
    assert first is None or last is None or first <= last


def test_periods_by_the_calendar():
    today = date(2026, 11, 22)  # a Sunday
    assert period("this_week", today) == (date(2026, 11, 16), date(2026, 11, 22))
    assert period("this_quarter", today) == (date(2026, 10, 1), date(2026, 12, 31))
    assert period("last_month", today) == (date(2026, 10, 1), date(2026, 10, 31))
    assert period("last_7", today) == (date(2026, 11, 16), date(2026, 11, 22))


def test_an_order_without_empty_values_skips_the_second_query(house, django_assert_num_queries):
    house.customer("甲")
    with django_assert_num_queries(1):
        Order("sort_name").page(Customer.objects.all(), size=5, after=None, back=False)


def test_amounts_and_moments_are_shown_as_people_write_them(house):
    row = house.customer(
        "甲",
        registered_capital_yuan=Decimal("1234567.5"),
        last_contact_at=datetime(2026, 3, 5, 6, 20, tzinfo=UTC),
    )
    shown = listing(house.boss, "cols=registered_capital_yuan,last_contact_at")
    assert [shown.cell(shown.rows[0], c) for c in shown.columns] == [
        "1,234,567.50",
        "2026-03-05 14:20",
    ]
    assert row.pk == shown.rows[0].pk


def test_a_large_list_tells_its_size_by_the_statistics_and_only_to_whom_it_is_whole(
    house, customers, monkeypatch
):
    monkeypatch.setattr(counts, "CAP", 2)
    for number in range(5):
        customers.customer(f"客户{number}")
    counts.refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE customers_customer")
    whole = CUSTOMERS.visible(house.boss)
    assert counts.total_of(whole, Customer, is_bare=True, is_whole=True) == counts.Total(
        Customer.objects.count(), is_estimate=True
    )
    assert counts.total_of(whole, Customer, is_bare=True) == counts.Total(2, is_open=True)
