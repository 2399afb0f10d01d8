"""Asking and telling about many things at once is asking and telling about each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maizi.history.models import HistoryEntry
from maizi.inbox.access import may
from maizi.inbox.actions import Line, ask, ask_many, finish, give_many, notify_many, settle
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

pytestmark = pytest.mark.django_db
SOURCE, WORDS = "rating.review", N_("请看{name}")


@pytest.fixture
def customers(house):
    return [house.customer(f"客户{number}", house.chen) for number in range(4)]


def lines(house, customers) -> list[Line]:
    return [Line(house.lin, say(WORDS, name=one.name), one) for one in customers]


def test_many_are_each(house, customers):
    ask_many(lines(house, customers), source=SOURCE, by=house.boss)
    one = ask(owner=house.lin, source=SOURCE, title="x", about=house.customer("另一", house.chen))
    for row, customer in zip(Todo.objects.exclude(pk=one.pk).order_by("pk"), customers,
                             strict=True):  # fmt: skip
        assert (row.title, row.object_id, row.kind) == (
            f"请看{customer.name}", customer.pk, one.kind)  # fmt: skip
        assert (row.owner, row.asked_by, row.state) == (house.lin, house.boss, one.state)
        assert row.url == customer.get_absolute_url()
        assert HistoryEntry.objects.filter(kind="inbox.todo", object_id=row.pk).count() == 1
    assert settle(source=SOURCE, about=customers[0]) == 1


def test_who_was_asked_already_follows_the_new_words(house, customers):
    first = ask(owner=house.lin, source=SOURCE, title="旧", about=customers[0])
    ask_many(lines(house, customers), source=SOURCE)
    assert Todo.objects.filter(source=SOURCE).count() == 4
    first.refresh_from_db()
    assert first.title == "请看客户0"
    ask_many([], source=SOURCE)


def test_as_few_queries_for_four_as_for_one(house, customers):
    def asked(some) -> int:
        with CaptureQueriesContext(connection) as found:
            ask_many(lines(house, some), source=SOURCE)
            notify_many(lines(house, some), event="rating.review")
        return len(found)

    asked([house.customer("头一家", house.chen)])  # history and sender begin
    assert asked(customers[:1]) == asked(customers[1:])
    assert Notice.objects.filter(user=house.lin, event="rating.review").count() == 5


def test_nobody_who_left_is_told(house, customers):
    house.lin.is_active = False
    house.lin.save()
    assert notify_many(lines(house, customers), event="rating.review") == []
    with pytest.raises(LookupError):
        notify_many(lines(house, customers), event="nobody.declared")


def test_what_one_gives_to_many_is_their_own_and_they_hear_of_it_once(house, customers):
    day = timezone.localdate() + timedelta(3)
    mine = [Line(house.chen, "核对价格", one) for one in customers]
    made = give_many([*mine, Line(house.lin, "看一眼", customers[0])], due_on=day, by=house.lin)
    assert len(made) == 5
    row = Todo.objects.filter(owner=house.chen).first()
    assert (row.source, row.asked_by, row.due_on) == ("own", house.lin, day)
    assert row.url == customers[0].get_absolute_url() and may(house.chen, "cancel", row)
    (told,) = Notice.objects.all()
    assert told.user == house.chen and told.title == "林悦 给您布置了 4 件待办：核对价格"
    assert give_many(mine, due_on=day, by=house.lin) == [], "a second click"
    assert Notice.objects.count() == 1
    finish(row, by=house.chen)
    assert len(give_many(mine, due_on=None, by=house.lin)) == 1, "done, and asked for again"


def test_nothing_is_given_to_who_left_or_does_not_see(house, customers):
    with pytest.raises(Refused, match="看不到"):
        give_many([Line(house.meng, "看一眼", customers[0])], due_on=None, by=house.boss)
    house.chen.is_active = False
    house.chen.save()
    with pytest.raises(Refused, match="已离职"):
        give_many([Line(house.chen, "看一眼", customers[0])], due_on=None, by=house.boss)
    assert not Todo.objects.exists()
