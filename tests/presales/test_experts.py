"""Experts help with a customer's question; answers become knowledge (F-1, F-54)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.catalog.models import Category
from maizi.customers.models import Activity
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.presales import access, actions, queries
from maizi.presales.actions import REPLIES, REQUESTS
from maizi.presales.models import ExpertReply, ExpertRequest
from maizi.service.models import Engineer, ServicePoint, Skill
from maizi.training.models import Experience
from tests.house import fresh
from tests.presales.conftest import signed


def reply_of(row: ExpertRequest, person) -> ExpertReply:
    return row.replies.get(expert=person)


def waits_for(row: ExpertRequest) -> set[str]:
    rows = Todo.objects.filter(source="presales.reply", object_id=row.pk, closed_at=None)
    return {one.owner.username for one in rows}


def test_asked_accepted_declined_answered(trying):
    row = trying.asked()
    assert waits_for(row) == {"sun", "zhao"}
    assert Todo.objects.filter(source="presales.reply", due_at=row.due_at).count() == 2
    assert Notice.objects.filter(event="presales.asked").count() == 2
    actions.accept(reply_of(row, trying.sun), by=trying.sun)
    with pytest.raises(Refused, match="已接受"):
        actions.accept(reply_of(row, trying.sun), by=trying.sun)
    with pytest.raises(Refused, match="为什么不能支持"):
        actions.decline(reply_of(row, trying.zhao), text=" ", by=trying.zhao)
    actions.decline(reply_of(row, trying.zhao), text="这类没修过", by=trying.zhao)
    with pytest.raises(Refused, match="写下您的答复"):
        actions.answer(reply_of(row, trying.sun), text="", by=trying.sun)
    actions.answer(reply_of(row, trying.sun), text="配 SD-10，露点 2 度。", by=trying.sun)
    assert waits_for(row) == set()
    assert Notice.objects.filter(event="presales.answered", user=trying.chen).count() == 3
    said = Activity.objects.get(customer=trying.customer)
    assert "SD-10" in said.content and said.author == trying.sun and said.channel == "note"
    row = actions.close_request(row, text="照孙工的话报了价", by=trying.chen)
    with pytest.raises(Refused, match="已经办结"):
        actions.close_request(row, text="再一次", by=trying.chen)


def test_what_cannot_be_asked(trying):
    other = trying.house.customer("别区的厂", trying.house.meng)
    for wrong, words, experts in (
        ({"customer": other}, "请联系其负责人", ()),
        ({"question": " "}, "写下客户的问题", ()),
        ({"due_at": timezone.now() - timedelta(hours=1)}, "晚于现在", ()),
        ({}, "不能作为专家", (fresh(trying.house.xu),)),
    ):
        with pytest.raises(Refused, match=words):
            trying.asked(*experts, **wrong)
    with pytest.raises(Refused, match="至少选一位"):
        actions.ask_experts(
            ExpertRequest(title="问", question="问", customer=trying.customer,
                          due_at=timezone.now() + timedelta(1)), experts=[], by=trying.chen,
        )  # fmt: skip
    assert not ExpertRequest.objects.exists()


def test_more_experts_and_an_end_without_an_answer(trying):
    row = trying.asked(trying.sun)
    with pytest.raises(Refused, match="还没有请过"):
        actions.invite(row, experts=[trying.sun], by=trying.chen)
    actions.invite(row, experts=[trying.zhao], by=trying.chen)
    assert waits_for(row) == {"sun", "zhao"}
    with pytest.raises(Refused, match="还没有专家答复"):
        actions.close_request(row, text="", by=trying.chen)
    actions.close_request(row, text="客户不问了", by=trying.chen)
    assert waits_for(row) == set()
    assert {one.state for one in row.replies.all()} == {"released"}
    with pytest.raises(Refused, match="已经办结"):
        actions.answer(reply_of(row, trying.sun), text="迟了", by=trying.sun)


def test_an_answer_becomes_an_experience(trying):
    """F-54: reviewed there, and then a draft in the knowledge base."""
    row = trying.asked(trying.zhao, product=trying.filter)
    reply = reply_of(row, trying.zhao)
    given = Experience(title="露点", problem="喷涂", cause="含水", solution="配 SD-10")
    with pytest.raises(Refused, match="答复以后"):
        actions.share_answer(reply, given, by=trying.zhao)
    actions.answer(reply, text="配 SD-10", by=trying.zhao)
    made = actions.share_answer(reply, given, by=trying.zhao)
    assert made.author == trying.zhao and made.family == trying.parts and made.state == "asked"
    with pytest.raises(Refused, match="已经写成经验"):
        actions.share_answer(reply, Experience(title="再", problem="再"), by=trying.zhao)


def test_who_knows_the_family_stands_first(trying):
    family = Category.objects.create(name="冷干机", path_name="冷干机", path="")
    family.path = f"/{family.pk}/"
    family.save()
    point = ServicePoint.objects.create(
        name="南京站", unit=trying.house.east, latitude=32, longitude=118
    )
    engineer = Engineer.objects.create(user=trying.zhao, point=point)
    Skill.objects.create(engineer=engineer, category=family)
    trying.asked(trying.zhao)
    first = queries.experts_for(family)[0]
    assert (first.person, first.knows, first.is_known, first.waiting) == (
        trying.zhao, ("冷干机",), True, 1,
    )  # fmt: skip
    Skill.objects.update(valid_until=timezone.localdate() - timedelta(1))
    assert not any(one.knows for one in queries.experts_for(family))
    assert trying.zhao not in {
        one.person for one in queries.experts_for(family, without=[trying.zhao.pk])
    }


def test_who_sees_a_question(trying):
    row, meng, xu = trying.asked(trying.sun), fresh(trying.house.meng), fresh(trying.house.xu)
    assert access.visible_requests(trying.chen).get() == row
    assert access.visible_requests(trying.sun).get() == row
    for other in (meng, xu, trying.zhao, fresh(trying.house.service)):
        assert not access.visible_requests(other)
    assert access.may_reply(trying.sun, "answer", reply_of(row, trying.sun))
    assert not access.may_reply(trying.chen, "answer", reply_of(row, trying.sun))
    assert access.may_request(trying.chen, "close", row)
    assert not access.may_request(trying.sun, "close", row)


def test_questions_and_replies_change_hands(trying):
    row, boss = trying.asked(), trying.boss
    reply = reply_of(row, trying.sun)
    told = {"by": boss, "reason": "离职"}
    refused = REPLIES.give([reply.pk], giver=trying.sun, taker=trying.zhao, **told)
    assert "已经在" in refused[reply.pk]
    assert REPLIES.give([reply.pk], giver=trying.sun, taker=trying.lin, **told) == {}
    assert waits_for(row) == {"zhao", "lin"}
    assert [one.title for one in REPLIES.held(trying.lin)] == [row.title]
    REQUESTS.give([row.pk], giver=trying.chen, taker=trying.lin, **told)
    assert REQUESTS.count(trying.chen) == 0 and REQUESTS.count(trying.lin) == 1


def test_screens_of_a_question(trying):
    chen, sun = signed(trying.chen), signed(trying.sun)
    spoken = Activity.objects.create(
        customer=trying.customer, author=trying.chen, at=timezone.now(), content="露点行不行？"
    )
    page = reverse("customers:customer", args=[trying.customer.pk])
    new = reverse("presales:request_of", args=[trying.customer.pk])
    assert f"{new}?activity={spoken.pk}" in chen.get(page).content.decode()
    form = chen.get(f"{new}?activity={spoken.pk}").content.decode()
    assert "露点行不行？" in form and "孙工程" in form
    due = timezone.localtime() + timedelta(hours=5)
    told = {"title": "露点", "question": "行不行", "due_at": f"{due:%Y-%m-%dT%H:%M}"}
    refused = chen.post(new, told)
    assert refused.status_code == 422 and "至少选一位专家" in refused.content.decode()
    place = chen.post(f"{new}?activity={spoken.pk}", told | {"experts": [trying.sun.pk]})[
        "Location"
    ]
    row = ExpertRequest.objects.get()
    assert row.activity == spoken and "待接受" in chen.get(place).content.decode()
    reply = reply_of(row, trying.sun)
    page = sun.get(place).content.decode()
    assert "婉拒" in page
    history = reverse("presales:expertrequest_history", args=[row.pk])
    places = (place, history, reverse("presales:expertrequest_list"), f"{place}?drawer=1")
    for shown in map(sun.get, places):  # asked, not shown the customer
        assert shown.status_code == 200
        assert trying.customer.name not in shown.content.decode(), shown.request["PATH_INFO"]
    assert trying.customer.name in chen.get(history).content.decode()
    verb = {name: reverse("presales:reply_do", args=[reply.pk, name])
            for name in ("accept", "decline", "answer", "dance")}  # fmt: skip
    assert sun.post(verb["accept"]).status_code == 302
    assert sun.post(verb["dance"]).status_code == 404
    assert chen.get(verb["answer"]).status_code == 403
    assert sun.post(verb["answer"], {"text": ""}).status_code == 422
    assert sun.post(verb["answer"], {"text": "行"}).status_code == 302
    assert "行" in chen.get(place).content.decode()
    share = reverse("presales:reply_share", args=[reply.pk])
    assert share in sun.get(place).content.decode() and chen.get(share).status_code == 403
    told = {"title": "露点", "problem": "露点", "cause": "湿", "solution": "冷干"}
    assert sun.post(share, told).status_code == 302
    assert share not in sun.get(place).content.decode()
    close = reverse("presales:request_close", args=[row.pk])
    assert chen.post(close, {"text": "已转告"}).status_code == 302
    assert "已转告" in chen.get(place).content.decode()
