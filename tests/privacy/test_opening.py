"""Restricted records open for a purpose, to those on the list (M-3, M-5, S003§12.3)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.customers.access import visible_customers
from maizi.kernel.errors import Refused
from maizi.privacy import actions
from maizi.privacy.access import CREDIT_USE
from maizi.privacy.models import Opening
from maizi.privacy.rules import WORK_PURPOSES, check_purpose
from tests.house import fresh


@pytest.mark.parametrize("chosen, note, is_right", [
    ("serve", "", True), ("other", "审计抽查资料", True), ("other", "", False), ("", "", False),
    ("develop", "", False),
])  # fmt: skip
def test_purposes_of_work(chosen, note, is_right):
    if is_right:
        assert check_purpose(WORK_PURPOSES, chosen, note)
    else:
        with pytest.raises(Refused):
            check_purpose(WORK_PURPOSES, chosen, note)


def test_credit_is_used_for_three_purposes_and_no_others():
    """M-5, S003§11.6"""
    assert list(CREDIT_USE.purposes) == ["develop", "manage", "cooperate"]
    with pytest.raises(Refused):
        check_purpose(CREDIT_USE.purposes, "serve", "")


@pytest.fixture
def secret(house):
    return house.customer("南京机密单位", house.xu, is_restricted=True)


def seen(house, row) -> bool:
    return visible_customers(fresh(house.lin)).filter(pk=row.pk).exists()


def test_the_list_opens_what_is_in_sight_until_its_day(house, secret):
    assert not seen(house, secret)
    entry = actions.list_person(secret, user=house.lin, reason="年度谈判", by=house.xu)
    assert seen(house, secret)
    actions.list_person(secret, user=house.meng, reason="年度谈判", by=house.xu)
    assert not visible_customers(fresh(house.meng)).filter(pk=secret.pk).exists()  # M-3(2)
    entry.until = timezone.localdate() - timedelta(days=1)
    entry.save()
    assert not seen(house, secret)
    with pytest.raises(Refused, match="早于今天"):
        actions.list_person(
            secret, user=house.lin, reason="年度谈判", by=house.xu, until=entry.until
        )
    with pytest.raises(Refused, match="为什么"):
        actions.list_person(secret, user=house.lin, reason="", by=house.xu)


def test_a_restricted_customer_asks_first_and_remembers_for_the_session(house, secret):
    browser, address = Client(), reverse("customers:customer", args=[secret.pk])
    browser.force_login(house.xu)
    asked = browser.get(address)
    assert asked.status_code == 302 and "/privacy/open/restricted/" in asked.headers["Location"]
    place = asked.headers["Location"]
    assert browser.post(place, {"purpose": "other"}).status_code == 422
    assert browser.post(place, {"purpose": "serve"}).headers["Location"] == address
    assert browser.get(address).status_code == 200
    opening = Opening.objects.get()
    assert (opening.user, opening.purpose) == (house.xu, "跟进、服务这位客户")
    elsewhere = Client()
    elsewhere.force_login(house.xu)
    assert elsewhere.get(address).status_code == 302
    Opening.objects.update(until=timezone.now())
    assert browser.get(address).status_code == 302


def test_the_way_on_stays_in_the_house(house, secret):
    browser = Client()
    browser.force_login(house.xu)
    place = reverse("privacy:open_for", args=["restricted", "customers.customer", secret.pk])
    answer = browser.post(f"{place}?next=https://evil.example/", {"purpose": "serve"})
    assert answer.headers["Location"] == "/"


def test_who_does_not_see_it_is_not_even_asked(house, secret):
    browser = Client()
    browser.force_login(house.chen)
    place = reverse("privacy:open_for", args=["restricted", "customers.customer", secret.pk])
    assert browser.get(place).status_code == 404
