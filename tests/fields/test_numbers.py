"""Numbering: shapes, periods, units, refusals, the screens (0.6)."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from maizi.fields.access import NumberKind, NumberShape, declare_number
from maizi.fields.actions import change_numbering, next_number, next_numbers, remove_numbering
from maizi.fields.models import NumberBlock, NumberRule, NumberSequence
from maizi.fields.queries import following, previews
from maizi.fields.rules import number_text
from maizi.fields.terms import Period
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = date(2026, 11, 22), date(2026, 12, 1)
INVOICES = NumberKind(
    "test_invoice", "发票", NumberShape("FP", Period.YEAR, 8, True), must_be_gapless=True
)
ORDERS = NumberKind("test_order", "订单", NumberShape("DD", Period.DAY, 4))


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr("maizi.fields.access.registers._numbers", {})
    from maizi.customers.access import NUMBERS

    for kind in (NUMBERS, INVOICES, ORDERS):
        declare_number(kind)


def test_customers_keep_the_numbers_they_have():
    NumberSequence.objects.create(code="C", period="202611", last=41)
    assert next_number("customer", on=NOVEMBER) == "C202611-000042"
    assert next_numbers("customer", count=2, on=NOVEMBER) == ["C202611-000043", "C202611-000044"]
    assert next_number("customer", on=DECEMBER) == "C202612-000001"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.NONE, "AB-0007"),
        (Period.YEAR, "AB2026-0007"),
        (Period.MONTH, "AB202611-0007"),
        (Period.DAY, "AB20261122-0007"),
    ],
)
def test_a_number_reads_as_its_shape_says(period, expected):
    assert number_text(NumberShape("AB", period, 4), NOVEMBER, 7) == expected


def test_a_rollback_gives_the_number_back():
    first = next_number("test_invoice", on=NOVEMBER)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        next_number("test_invoice", on=NOVEMBER)
        raise ZeroDivisionError
    assert [first, next_number("test_invoice", on=NOVEMBER)] == [
        "FP2026-00000001", "FP2026-00000002",
    ]  # fmt: skip


def test_alone_fast_numbers_run_on_too():
    found = [next_number("test_order", on=NOVEMBER) for _ in range(45)]
    assert found == [f"DD20261122-{n:04d}" for n in range(1, 46)]
    assert next_numbers("test_order", count=30, on=NOVEMBER)[0] > found[-1]
    assert NumberBlock.objects.exists() == (connection.vendor == "postgresql")


def test_the_preview_is_the_number_that_comes(house):
    for _ in range(3):
        for line in previews(house.admin, on=NOVEMBER):
            assert line.next == next_number(line.kind.code, on=NOVEMBER)


def test_a_changed_rule_numbers_from_the_next_document_on(house):
    assert next_number("customer", on=NOVEMBER) == "C202611-000001"
    shape = NumberShape("KH", Period.NONE, 5)
    change_numbering("customer", shape=shape, by=house.admin, reason="统一")
    assert following(shape, on=NOVEMBER) == next_number("customer", on=NOVEMBER) == "KH-00001"
    remove_numbering(NumberRule.objects.get(), by=house.admin)
    assert next_number("customer", on=NOVEMBER) == "C202611-000002"


def test_a_unit_has_its_own_numbers_and_those_below_follow(house):
    east = NumberShape("HD", Period.MONTH, 4, True)
    change_numbering("customer", shape=east, by=house.admin, unit=house.east)
    assert next_number("customer", on=NOVEMBER, unit=house.nanjing) == "HD202611-0001"
    assert next_number("customer", on=NOVEMBER, unit=house.north) == "C202611-000001"
    rule = NumberRule.objects.get()
    remove_numbering(rule, by=house.admin)
    change_numbering("customer", shape=east, by=house.admin, unit=house.north)
    assert next_number("customer", on=NOVEMBER, unit=house.zhengzhou) == "HD202611-0002"


@pytest.mark.parametrize(
    ("code", "shape", "field"),
    [
        ("customer", NumberShape(""), "prefix"),
        ("customer", NumberShape("2C"), "prefix"),
        ("customer", NumberShape("C2026"), "prefix"),  # would read like C and a year
        ("customer", NumberShape("C'; DROP"), "prefix"),
        ("customer", NumberShape("ABCDEFGHI"), "prefix"),
        ("customer", NumberShape("DD"), "prefix"),  # orders have it
        ("customer", NumberShape("C", width=2), "width"),
        ("customer", NumberShape("C", width=10), "width"),
        ("customer", NumberShape("ABCDEFG", Period.DAY, 6), "prefix"),  # longer than its column
        ("test_invoice", NumberShape("FP", Period.YEAR, 8), "is_gapless"),
    ],
)
def test_a_shape_that_would_confuse_is_refused_at_its_field(house, code, shape, field):
    with pytest.raises(Refused) as told:
        change_numbering(code, shape=shape, by=house.admin)
    assert told.value.field == field and not NumberRule.objects.exists()


def test_a_unit_cannot_take_the_company_s_prefix(house):
    with pytest.raises(Refused):
        change_numbering("customer", shape=NumberShape("C"), by=house.admin, unit=house.east)
    change_numbering("customer", shape=NumberShape("C", Period.YEAR), by=house.admin)
    assert NumberRule.objects.get().period == Period.YEAR


def test_the_screen_shows_the_next_number_before_it_is_saved(house):
    browser = Client()
    browser.force_login(house.admin)
    address = reverse("fields:number", args=["customer"])
    given = {"prefix": "KH", "period": "year", "width": 4, "reason": "统一", "preview": "1"}
    page = browser.post(address, given)
    assert page.status_code == 200 and "KH20" in page.content.decode()
    assert not NumberRule.objects.exists()
    del given["preview"]
    page = browser.post(address, given | {"prefix": "K2"})
    assert page.status_code == 422 and "不能以数字结尾" in page.content.decode()
    assert browser.post(address, given).status_code == 302
    listed = browser.get(reverse("fields:numbers")).content.decode()
    assert "KH20" in listed and "依规定必须连号" in listed
    rule = NumberRule.objects.get()
    assert browser.post(reverse("fields:number_remove", args=[rule.pk])).status_code == 302
    assert not NumberRule.objects.exists()


def test_a_number_costs_four_questions_at_most(house, django_assert_max_num_queries):
    next_number("test_order", on=NOVEMBER)
    next_number("customer", on=NOVEMBER)
    for code in ("test_order", "customer"):
        with django_assert_max_num_queries(6):  # with the savepoint of the test
            next_number(code, on=NOVEMBER)
