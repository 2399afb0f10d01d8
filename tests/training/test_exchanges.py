"""Meetings on experience and what they bring to the knowledge base (F-50, F-54)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maizi.accounts.access import rights_of
from maizi.fields.actions import change_parameter
from maizi.inbox.actions import finish
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.service import actions as service
from maizi.service.models import Article
from maizi.service.queries import articles_for
from maizi.training import access, actions, queries
from maizi.training.models import Exchange, Experience
from maizi.training.pages import EXCHANGES, EXPERIENCES
from maizi.training.rules import exchanges as rules
from tests.house import fresh
from tests.service.conftest import now
from tests.service.test_screens import signed
from tests.training.test_course_screens import refused
from tests.training.test_screens import text

pytestmark = pytest.mark.django_db


def planned(school, *, held_on=None, people=(), **values) -> Exchange:
    day = held_on or school.today
    given = {"topic": "十一月交流", "from_on": day - timedelta(30), "to_on": day, "held_on": day,
             "host": school.he} | values  # fmt: skip
    row = Exchange(**given)
    save(EXCHANGES, row=row, verb="create", by=fresh(school.he))
    row.people.set(people or (school.zhao, school.qian))
    return row


def written(school, *, by=None, **values) -> Experience:
    given = {
        "title": "夏天高温停机", "problem": "下午三点报 108 度", "cause": "翅片积灰",
        "solution": "一、断电\n二、清洗", "product": school.product,
    } | values  # fmt: skip
    row = Experience(**given)
    save(EXPERIENCES, row=row, verb="create", by=fresh(by or school.zhao))
    return row


def test_when_the_next_meeting_is_due():
    day = date(2026, 11, 30)
    assert rules.due_on(None, days=30, today=day) == day
    assert rules.due_on(date(2026, 10, 31), days=30, today=day) == day
    assert (
        rules.body_of(" 积灰 ", "清洗\n", words=("原因：", "办法：")) == "原因：积灰\n办法：\n清洗"
    )


def test_meetings_that_are_refused(school):
    with pytest.raises(Refused, match="不能早于开始"):
        planned(school, from_on=school.today + timedelta(1))
    later = planned(school, held_on=school.today + timedelta(1))
    with pytest.raises(Refused, match="还没有到召开日期"):
        actions.hold_exchange(later, minutes="谈了", by=school.he)
    alone = planned(school, people=[school.zhao])
    with pytest.raises(Refused, match="至少 2 个人"):
        actions.hold_exchange(alone, minutes="谈了", by=school.he)
    row = planned(school)
    with pytest.raises(Refused, match="请写纪要") as found:
        actions.hold_exchange(row, minutes=" ", by=school.he)
    assert found.value.field == "minutes"
    with pytest.raises(Refused, match="取消的原因"):
        actions.cancel_exchange(row, reason="", by=school.he)
    row = actions.hold_exchange(row, minutes="谈了高温停机", by=school.he)
    for again in (
        lambda: actions.hold_exchange(row, minutes="再谈", by=school.he),
        lambda: actions.cancel_exchange(row, reason="不开了", by=school.he),
        lambda: save(EXCHANGES, row=row, verb="change", by=fresh(school.he)),
    ):
        with pytest.raises(Refused, match="已经召开或取消"):
            again()
    assert now(row).minutes == "谈了高温停机"


def test_a_meeting_that_is_late_is_asked_for_until_it_is_held(school):
    """F-54: sessions are regular; who keeps training is reminded once for each gap."""
    heads = {one.pk for one in queries.keepers()}
    assert school.he.pk in heads and school.zhao.pk not in heads
    actions.hold_exchange(planned(school), minutes="谈了", by=school.he)
    due = school.today + timedelta(30)
    assert queries.regularity().due_on == due
    assert actions.remind_of_exchange(today=due) == 0
    late = due + timedelta(1)
    assert actions.remind_of_exchange(today=late) == len(heads)
    assert actions.remind_of_exchange(today=late + timedelta(1)) == 0
    todo = Todo.objects.get(owner=school.he, source=access.EXCHANGE_SOURCE)
    assert due.isoformat() in todo.title and todo.url == "/training/exchange/"
    assert Notice.objects.filter(user=school.he, event="training.exchange").count() == 1
    with pytest.raises(Refused, match="这条待办自己结束"):
        finish(todo, by=fresh(school.he))
    row = planned(school)
    Exchange.objects.filter(pk=row.pk).update(held_on=late)
    actions.hold_exchange(now(row), minutes="谈了", by=school.he, today=late)
    assert now(todo).state == "done"
    change_parameter("training.exchange_days", given=["5"], by=fresh(school.house.admin),
                     reason="加密")  # fmt: skip
    assert queries.regularity(late + timedelta(6)).is_late
    assert not queries.regularity(late + timedelta(5)).is_late


def test_who_does_not_train_is_not_reminded(house):
    house.person("he", "何主管", house.hq, "service_supervisor")
    assert queries.keepers() and actions.remind_of_exchange() == 0


def test_a_meeting_of_long_ago_does_not_end_the_reminder(school):
    assert actions.remind_of_exchange() > 0
    row = planned(school, held_on=school.today - timedelta(60))
    actions.hold_exchange(row, minutes="补记", by=school.he)
    assert Todo.objects.filter(source=access.EXCHANGE_SOURCE, state="open").exists()


def test_what_is_accepted_becomes_a_draft_of_the_knowledge_base(school):
    """F-54: recorded, reviewed, sent on; the article goes its own way to being published."""
    row = written(school)
    assert row.author == school.zhao and row.family == school.family
    assert Todo.objects.filter(owner=school.sun, source=access.REVIEW_SOURCE).count() == 1
    row = actions.review_experience(row, is_accepted=True, opinion="写得清楚", by=fresh(school.sun))
    article = Article.objects.get()
    assert row.article == article and now(row).reviewer == school.sun
    assert (article.state, article.author, article.family) == ("draft", school.zhao, school.family)
    assert article.symptom == row.problem and "翅片积灰" in article.body
    assert articles_for(fresh(school.wu), text="高温停机") == [], "a draft helps nobody yet"
    assert not Todo.objects.filter(source=access.REVIEW_SOURCE, state="open").exists()
    assert "已采纳" in Notice.objects.get(user=school.zhao, event="training.answered").title
    assert Notice.objects.filter(user=school.he, event="training.drafted").exists()
    with pytest.raises(Refused, match="自己写的文章"):
        service.advance_article(article, by=fresh(school.zhao))
    service.advance_article(service.advance_article(article, by=school.sun), by=school.sun)
    assert articles_for(fresh(school.wu), text="高温停机") == [article]
    with pytest.raises(Refused, match="不在待审核"):
        actions.review_experience(row, is_accepted=False, opinion="晚了", by=fresh(school.he))
    with pytest.raises(Refused, match="请改知识文章"):
        save(EXPERIENCES, row=now(row), verb="change", by=fresh(school.zhao))


def test_what_is_returned_says_why_and_comes_again(school):
    row = written(school, by=school.sun)
    with pytest.raises(Refused, match="请另一位同事审核"):
        actions.review_experience(row, is_accepted=True, opinion="", by=fresh(school.sun))
    with pytest.raises(Refused, match="退回要写原因") as found:
        actions.review_experience(row, is_accepted=False, opinion=" ", by=fresh(school.he))
    assert found.value.field == "opinion"
    row = actions.review_experience(row, is_accepted=False, opinion="缺型号", by=fresh(school.he))
    assert row.state == "returned" and not Article.objects.exists()
    assert Notice.objects.get(user=school.sun, event="training.answered").text == "缺型号"
    with pytest.raises(Refused, match="由作者本人修改"):
        save(EXPERIENCES, row=now(row), verb="change", by=fresh(school.he))
    row = now(row)
    row.cause = "BK75 翅片积灰"
    save(EXPERIENCES, row=row, verb="change", by=fresh(school.sun))
    assert now(row).state == "asked"
    assert Todo.objects.filter(owner=school.he, source=access.REVIEW_SOURCE, state="open").exists()
    assert not Todo.objects.filter(owner=school.sun, source=access.REVIEW_SOURCE).exists()


def test_through_the_pages(school):
    he, sun, zhao, qian = (signed(one) for one in (school.he, school.sun, school.zhao, school.qian))
    assert "还没有开过经验交流会" in text(zhao.get("/training/exchange/"))
    day = school.today.isoformat()
    given = {"topic": "冬季启动", "from_on": day, "to_on": day, "held_on": day,
             "host": school.he.pk, "people": [school.zhao.pk, school.qian.pk]}  # fmt: skip
    assert zhao.post("/training/exchanges/new/", given).status_code == 403
    assert he.post("/training/exchanges/new/", given).status_code == 302
    meeting = Exchange.objects.get()
    ticket = school.taken()
    told = {
        "title": "冷启动跳闸", "problem": "零下五度跳闸", "cause": "油太稠", "ticket": ticket.pk,
        "product": school.product.pk, "exchange": meeting.pk,
    }  # fmt: skip
    answer = refused(sun.post("/training/experiences/new/", told))
    assert "零下五度跳闸" in answer, "nothing typed is lost"
    assert sun.post("/training/experiences/new/", told).status_code == 422
    assert he.post("/training/experiences/new/", told | {"solution": "预热"}).status_code == 302
    row = Experience.objects.get()
    page, review = row.get_absolute_url(), reverse("training:experience_review", args=[row.pk])
    assert zhao.get(page).status_code == 404 and zhao.post(review).status_code == 404
    assert "提交审核" not in text(he.get(page)) and "提交审核" in text(sun.get(page))
    assert row.title in text(sun.get(meeting.get_absolute_url()))
    assert ticket.no in text(he.get(page))
    assert "退回要写原因" in refused(sun.post(review, {"answer": "no", "opinion": ""}))
    assert sun.post(review, {"answer": "yes", "opinion": "好"}).status_code == 302
    shown = text(qian.get(page))
    assert "油太稠" in shown and ticket.no not in shown, "a ticket that he does not see"
    assert row.article is None and now(row).article.title in text(sun.get(page))
    hold = reverse("training:exchange_hold", args=[meeting.pk])
    assert zhao.post(hold, {"minutes": "x"}).status_code == 403
    assert "请写纪要" in refused(he.post(hold, {"minutes": ""}))
    assert he.post(hold, {"minutes": "定了预热办法"}).status_code == 302
    assert "定了预热办法" in text(zhao.get(meeting.get_absolute_url()))
    assert "下次应在" in text(zhao.get("/training/exchange/"))
    Exchange.objects.filter(pk=meeting.pk).update(held_on=school.today - timedelta(31))
    assert "该开经验交流会了" in text(zhao.get("/training/exchange/"))


def test_the_pages_ask_the_same_however_many(school):
    row = planned(school)
    first = written(school, exchange=row)
    looks = (
        queries.exchanges_shown, lambda by: queries.exchange_shown(by, row),
        lambda by: queries.experience_shown(by, first),
    )  # fmt: skip

    def asked() -> list[int]:
        by, counts = fresh(school.he), []
        rights_of(by)
        for look in looks:
            with CaptureQueriesContext(connection) as found:
                look(by)
            counts.append(len(found))
        return counts

    asked()
    before = asked()
    for n in range(4):
        written(school, exchange=row, title=f"经验 {n}")
        planned(school, topic=f"交流 {n}")
    assert asked() == before
