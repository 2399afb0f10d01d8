"""Further addresses of a customer, with their point on the map (A-3)."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from maizi.customers.models import Address
from maizi.history.queries import entries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(house):
    return house.customer("甲公司", house.chen)


@pytest.fixture
def chen(house) -> Client:
    browser = Client()
    browser.force_login(house.chen)
    return browser


def given(**values) -> dict:
    return {"type": "install", "province": "江苏省", "city": "南京市", "district": "鼓楼区",
            "street": "中山路 8 号 3 楼", "mobile": "139 1234 5678"} | values  # fmt: skip


def test_an_address_is_entered_changed_and_removed_on_the_page(chen, row):
    new = reverse("customers:new_address", args=[row.pk])
    assert chen.get(new).status_code == 200
    point = {"latitude": "32.06", "longitude": "118.7969"}
    assert chen.post(new, given(**point)).status_code == 302
    place = Address.objects.get(customer=row)
    assert place.mobile == "13912345678"
    assert (place.latitude, place.longitude) == (Decimal("32.06"), Decimal("118.7969"))
    tab = chen.get(reverse("customers:tab", args=[row.pk, "customers-people"])).content.decode()
    assert "中山路 8 号 3 楼" in tab and "32.06" in tab

    edit = reverse("customers:edit_address", args=[place.pk])
    page = chen.get(edit).content.decode()
    assert "118.7969" in page and "¥" not in page.split("<main")[1]
    assert chen.post(edit, given(latitude="", longitude="")).status_code == 302
    place.refresh_from_db()
    assert place.latitude is None

    assert chen.post(reverse("customers:remove_address", args=[place.pk])).status_code == 302
    assert not row.addresses.exists()
    assert [entry.verb for entry in entries_of(place)] == ["delete", "change", "create"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"latitude": "32.06"}, "纬度和经度要一起填"),
        ({"latitude": "132.06", "longitude": "118.8"}, "90"),
        ({"street": "  "}, ""),
        ({"mobile": "12"}, ""),
    ],
)
def test_a_wrong_address_is_told_at_its_field_and_nothing_typed_is_lost(chen, row, values, told):
    answer = chen.post(reverse("customers:new_address", args=[row.pk]), given(**values))
    shown = answer.content.decode()
    assert answer.status_code == 422 and told in shown
    assert "南京市" in shown and not row.addresses.exists()


def test_half_a_point_is_stopped_by_the_database_too(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(customer=row, street="中山路", latitude=Decimal(32))


def test_a_leaver_removes_nothing(house, chen, row):
    place = Address.objects.create(customer=row, street="中山路")
    house.chen.leaves_on = "2026-12-31"
    house.chen.save()
    chen.post(reverse("customers:remove_address", args=[place.pk]))
    assert row.addresses.exists()
