"""I-8: letters that grow more serious by days overdue, and who hears of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from maizi.accounts.models import User
from maizi.credit import actions, queries
from maizi.credit.models import DunningLetter
from maizi.credit.rules.dunning import Arrears, check_sending, due_level, level_of
from maizi.credit.terms import DunningLevel
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.django_db
BOUNDS = [10, 30, 60]


@pytest.mark.parametrize(
    ("days", "level"),
    [(0, None), (9, None), (10, "reminder"), (29, "reminder"), (30, "demand"), (59, "demand"),
     (60, "final"), (400, "final")],
)  # fmt: skip
def test_days_overdue_make_the_level(days, level):
    assert level_of(days, BOUNDS) == level


def test_a_level_is_sent_once_and_never_goes_back():
    assert due_level(45, BOUNDS, DunningLevel.REMINDER) == DunningLevel.DEMAND
    assert due_level(45, BOUNDS, DunningLevel.DEMAND) is None
    assert due_level(45, BOUNDS, DunningLevel.FINAL) is None


@pytest.mark.parametrize(
    ("days", "last", "words"),
    [(9, None, "逾期满 10 天"), (12, DunningLevel.REMINDER, "逾期满 30 天再发下一级"),
     (90, DunningLevel.FINAL, "交法务")],
)  # fmt: skip
def test_why_none_is_due(days, last, words):
    with pytest.raises(Refused, match=words):
        check_sending(Arrears("华宁", days, 1, Decimal(1)), BOUNDS, last)


def send(ledger, days=0):
    return actions.send_letter(
        ledger.account, text="请付款", by=ledger.chen, today=ledger.today + timedelta(days=days)
    )


def test_letters_grow_more_serious_and_more_people_hear(ledger):
    User.objects.filter(pk=ledger.chen.pk).update(superior=ledger.house.lin)
    ledger.bill("500", on=-50, due=-12)
    with pytest.raises(Refused, match="没有内容"):
        actions.send_letter(ledger.account, text=" ", by=ledger.chen)
    assert send(ledger).level == DunningLevel.REMINDER
    with pytest.raises(Refused, match="已经发过"):
        send(ledger)
    assert send(ledger, 20).level == DunningLevel.DEMAND
    last = send(ledger, 50)
    assert (last.level, last.days, last.overdue_yuan) == ("final", 62, Decimal(500))
    told = {one.level: one.told for one in DunningLetter.objects.all()}
    assert told["reminder"] == "陈默" and "林悦" in told["demand"] and "王信用" in told["final"]
    assert Notice.objects.filter(event="credit.dunned", user=ledger.wang).count() == 1


def test_paid_and_late_again_it_begins_anew(ledger):
    ledger.bill("500", on=-60, due=-40)
    ledger.bill("300", on=-40, due=-9)
    assert send(ledger).level == DunningLevel.DEMAND
    ledger.pay("500")
    assert queries.last_levels([ledger.account]) == {ledger.account.pk: DunningLevel.DEMAND}
    later = ledger.today + timedelta(days=5)
    ledger.pay("300")
    ledger.bill("200", on=-2, due=1)
    assert queries.last_levels([ledger.account]) == {}
    with pytest.raises(Refused, match="逾期满 10 天"):
        queries.draft_of(ledger.account, later)


def test_owners_are_asked_once_for_each_level(ledger):
    ledger.bill("500", on=-50, due=-12)
    for _ in range(2):
        actions.ask_letters(today=ledger.today)
    todo = Todo.objects.get(source="credit.dun")
    assert todo.owner == ledger.chen and "提醒函" in todo.title
    send(ledger)
    assert not Todo.objects.filter(source="credit.dun", state="open").exists()
    actions.ask_letters(today=ledger.today)
    assert not Todo.objects.filter(source="credit.dun", state="open").exists()


def test_the_screen_offers_the_words(ledger):
    ledger.bill("500", on=-50, due=-12)
    browser = Client()
    browser.force_login(ledger.chen)
    address = reverse("credit:dun", args=[ledger.account.pk])
    assert "500.00 元货款已到期未付" in browser.get(address).content.decode()
    assert "该发提醒函" in browser.get(reverse("credit:dunning")).content.decode()
    browser.post(address, {"text": "请尽快付款"})
    shown = browser.get(ledger.account.get_absolute_url()).content.decode()
    assert "请尽快付款" in shown and "通知：陈默" in shown
    again = browser.get(address, follow=True).content.decode()
    assert "已经发过" in again
