"""Verbs on chosen customers: to-dos for owners, key accounts left out, back to the same list."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.customers import actions
from maizi.customers.models import Activity, Customer
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from tests.house import fresh

pytestmark = pytest.mark.django_db
LIST = "/customers/?view=all&f=tags.in.7"


@pytest.fixture
def rows(house) -> list[Customer]:
    owners = (house.chen, house.chen, house.xu)
    return [house.customer(f"客户{n}", owner) for n, owner in enumerate(owners)]


@pytest.fixture
def lin(house) -> Client:
    client = Client()
    client.force_login(house.lin)
    return client


def test_each_owner_gets_a_to_do_about_each_customer(house, rows):
    day = timezone.localdate() + timedelta(7)
    assert actions.give_todos(rows, title=" 一周内  给出方案 ", due_on=day, by=house.lin) == 3
    mine = Todo.objects.filter(owner=house.chen)
    assert sorted(one.title for one in mine) == ["客户0：一周内 给出方案", "客户1：一周内 给出方案"]
    assert {(one.due_on, one.asked_by) for one in mine} == {(day, house.lin)}
    assert Notice.objects.filter(user=house.chen).count() == 1
    note = Activity.objects.get(customer=rows[2])
    assert "给 许晴 布置了待办：一周内 给出方案" in note.content and note.channel == "note"
    rows[0].refresh_from_db()
    assert rows[0].last_contact_at is None, "nobody was contacted"
    assert actions.give_todos(rows, title="一周内 给出方案", due_on=day, by=house.lin) == 0
    assert Activity.objects.count() == 3, "a second click says nothing twice"


def test_who_has_it_already_is_not_told_again(house, rows):
    """Half of it was given before: only what is new is a to-do, and stands in the log."""
    assert actions.give_todos(rows[:2], title="报价", due_on=None, by=house.lin) == 2
    assert actions.give_todos(rows, title="报价", due_on=None, by=house.lin) == 1
    told = Activity.objects.filter(content__contains="报价").values_list("customer", flat=True)
    assert sorted(told) == sorted(row.pk for row in rows)


def test_refusals_leave_everything_as_it_was(house, rows):
    pooled = house.customer("公海里的", pool=house.pool)
    foreign = house.customer("别人的", house.meng)
    past = timezone.localdate() - timedelta(1)
    wrong = (
        (rows, " ", None, "请写下要做什么"),
        (rows, "看看", past, "不能早于今天"),
        ([*rows, pooled], "看看", None, "公海里的 还没有负责人"),
        ([*rows, foreign], "看看", None, "不能给“别人的”的负责人布置"),
    )
    for some, title, day, told in wrong:
        with pytest.raises(Refused, match=told):
            actions.give_todos(some, title=title, due_on=day, by=fresh(house.lin))
    with pytest.raises(Refused, match="不能给"):
        actions.give_todos(rows, title="看看", due_on=None, by=fresh(house.chen))
    assert not Todo.objects.exists() and not Activity.objects.exists()


def test_as_few_queries_for_many_as_for_two(house):
    def asked(count: int) -> int:
        some = [house.customer(f"家{count}-{n}", house.chen) for n in range(count)]
        with CaptureQueriesContext(connection) as found:
            actions.give_todos(some, title="看看", due_on=None, by=house.lin)
        return len(found)

    asked(1)  # history and sender begin
    assert asked(2) == asked(6)


@pytest.mark.parametrize("verb", ["assign", "give_todos", "deal", "release", "put_tags"])
def test_the_page_that_asks_remembers_the_list(lin, rows, verb):
    answer = lin.post(
        reverse(f"customers:{verb}"),
        {"pk": rows[0].pk},
        headers={"Referer": f"http://testserver{LIST}"},
    )
    assert answer.status_code == 200
    assert f'name="back" value="{LIST.replace("&", "&amp;")}"' in answer.content.decode()
    for place in ("http://evil.example/customers/?x", "http://testserver/inbox/"):
        answer = lin.post(
            reverse(f"customers:{verb}"), {"pk": rows[0].pk}, headers={"Referer": place}
        )
        assert 'name="back"' not in answer.content.decode()


def test_done_one_is_back_in_the_list_with_its_filters(house, lin, rows):
    body = {"pk": [one.pk for one in rows], "title": "看看", "back": LIST}
    answer = lin.post(reverse("customers:give_todos"), body)
    assert (answer.status_code, answer.headers["Location"]) == (302, LIST)
    body |= {"owner": house.xu.pk, "back": "https://evil.example/"}
    assert lin.post(reverse("customers:assign"), body).headers["Location"] == "/"


def test_a_refusal_is_told_where_there_is_a_page(house, lin, rows):
    """The page of a verb takes no visits: nobody is sent there."""
    wrong = {"pk": [rows[0].pk, 1], "back": LIST}
    answer = lin.post(reverse("customers:put_tags"), wrong | {"tags": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, LIST)
    assert "没有这个标签" in lin.get(LIST).content.decode()
    shown = lin.post(reverse("customers:assign"), wrong | {"owner": house.xu.pk})
    assert shown.status_code == 422 and "已看不到" in shown.content.decode()
    assert f'value="{LIST.replace("&", "&amp;")}"' in shown.content.decode()


def test_key_accounts_may_be_left_out(house, lin, rows):
    Customer.objects.filter(pk=rows[0].pk).update(ka_status="key")
    body = {"pk": [one.pk for one in rows], "owner": house.xu.pk, "back": LIST}
    shown = lin.post(reverse("customers:assign"), body)
    assert shown.status_code == 422 and "大客户除外" in shown.content.decode()
    assert Customer.objects.filter(owner=house.xu).count() == 1
    answer = lin.post(reverse("customers:assign"), body | {"spares_key": "on"}, follow=True)
    assert "已把 1 个客户分配给 许晴" in answer.content.decode()
    rows[0].refresh_from_db()
    assert rows[0].owner == house.chen
