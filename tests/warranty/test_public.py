"""A customer looks his rights up: nothing to guess, nothing for free (F-33)."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.kernel import riddles
from maizi.privacy.actions import sweep_riddles
from maizi.privacy.models import SpentRiddle
from maizi.warranty.models import Verdict
from tests.puzzles import solved

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def no_hurry(monkeypatch):
    monkeypatch.setattr(riddles, "TOO_FAST_SECONDS", 0)


def checked(client, **more):
    address = reverse("warranty:check")
    given = {"fault": "黑屏", "is_performance": "yes"} | more
    return client.post(address, solved(text_of(client.get(address))) | given)


def test_a_customer_sees_his_rights(shop, no_hurry):
    """Plain Chinese with money and article; staff sees that he asked."""
    today = timezone.localdate()
    shop.unit(serial="TV-X", invoiced_on=today, delivered_on=today)
    stranger = Client()
    page = text_of(checked(stranger, serial="tv-x", proof="5678"))
    assert "您可以选择" in page and "退货" in page and "4,999.00" in page
    verdict = Verdict.objects.get()
    assert verdict.asked_by == "customer" and verdict.no in page
    assert "13912345678" not in page and shop.customer.name not in page


def test_nothing_can_be_guessed(shop, no_hurry):
    """One sentence for every wrong key; each try costs a riddle, and they are counted."""
    shop.unit(serial="TV-X")
    stranger, pages = Client(), set()
    for serial, proof in (("TV-X", "0000"), ("TV-Y", "5678")):
        answer = checked(stranger, serial=serial, proof=proof)
        assert answer.status_code == 422
        pages.add(re.search(r'role="alert"><div>([^<]+)', text_of(answer)).group(1))
    assert len(pages) == 1 and "没有找到" in pages.pop()
    assert SpentRiddle.objects.count() == 2 and not Verdict.objects.exists()


def test_no_riddle_no_answer(shop, no_hurry):
    shop.unit(serial="TV-X")
    address = reverse("warranty:check")
    given = {"serial": "TV-X", "proof": "5678", "fault": "黑屏", "is_performance": "yes"}
    assert Client().post(address, given).status_code == 422
    with_one = solved(text_of(Client().get(address))) | given
    assert Client().post(address, with_one).status_code == 200
    assert Client().post(address, with_one).status_code == 422, "it counts once"
    place = SpentRiddle.objects.get().print
    for number in range(20):
        SpentRiddle.objects.create(
            form="warranty", digest=str(number), print=place, at=timezone.now()
        )
    answer = checked(Client(), serial="TV-X", proof="5678")
    assert answer.status_code == 422 and "次数已满" in text_of(answer)
    assert sweep_riddles(now=timezone.now() + timezone.timedelta(2)) == 21
