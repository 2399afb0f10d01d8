"""The customer page stands first; the cards of the other apps come beside it (UI: speed)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maizi.privacy.access import RESTRICTED

pytestmark = pytest.mark.django_db
CARDS = ("资料质量", "重要日子")


@pytest.fixture
def row(house):
    return house.customer("华宁", house.chen)


@pytest.fixture
def chen(house):
    made = Client()
    made.force_login(house.chen)
    return made


def asked(browser, address: str) -> tuple[str, int]:
    """A page and how many statements it took, the second time it is opened."""
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        text = browser.get(address).content.decode()
    return text, len(seen)


def test_the_page_asks_for_the_cards_and_does_not_wait_for_them(row, chen):
    beside = reverse("customers:panels", args=[row.pk])
    first, few = asked(chen, row.get_absolute_url())
    assert f'hx-get="{beside}"' in first and "七个问题" in first
    assert not [card for card in CARDS if card in first]
    cards, more = asked(chen, beside)
    assert "<html" not in cards and "hx-swap-oob" not in cards, "another record may stand there"
    whole, all_of_it = asked(chen, f"{row.get_absolute_url()}?panels=all")
    for card in CARDS:
        assert card in cards and card in whole, "without scripts all of it is there at once"
    assert few < all_of_it and more < all_of_it
    assert f"{row.get_absolute_url()}?panels=all" in first, "which the page offers"


def test_the_cards_are_shown_to_nobody_who_may_not_see_the_customer(house, row, chen):
    beside = reverse("customers:panels", args=[row.pk])
    stranger = Client()
    stranger.force_login(house.meng)
    assert stranger.get(beside).status_code == 404
    type(row).objects.filter(pk=row.pk).update(is_restricted=True)
    answer = chen.get(beside)
    assert answer.status_code == 302 and RESTRICTED.code in answer.url, "first he says for what"
