"""What follows from answers: results, dissatisfied customers, shortfalls (G-5…7, E-11, F-55)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.care.access import nps_of
from maizi.clocks.queries import working_calendar
from maizi.complaints.models import Cause, Complaint, Improvement
from maizi.complaints.terms import Step
from maizi.customers.actions.merging import Wish, merge
from maizi.history.models import HistoryEntry
from maizi.inbox.actions import finish
from maizi.inbox.models import Notice, Todo
from maizi.kernel.days import add_workdays
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording
from maizi.satisfaction import access, actions, queries
from maizi.satisfaction.actions.forgetting import forget_words
from maizi.satisfaction.events import RoundFinalised
from maizi.satisfaction.models import Alert, Answer, Response, Round
from maizi.satisfaction.rules.answers import Given
from tests.house import fresh
from tests.jobs.conftest import later

pytestmark = pytest.mark.django_db


# Dissatisfied customers


def alarmed(asking, **changed) -> Alert:
    row = asking.open(people=[asking.customer("华宁科技")])
    asking.answer(row, **{"scale": Given(2)} | changed)
    return Alert.objects.get()


def test_a_low_mark_gives_the_customer_to_somebody(asking):  # E-11
    row = alarmed(asking)
    assert (row.owner, row.mark, row.state) == (asking.chen, 2, "open")
    assert {one.step for one in row.steps.all()} == {"face", "detect"}
    todo = Todo.objects.get(source=access.ALERT_SOURCE)
    today = timezone.localdate()
    assert todo.owner == asking.chen
    assert row.due_on == add_workdays(today, 1, working_calendar())
    told = Notice.objects.filter(event="satisfaction.alert")
    assert {one.user_id for one in told} == {asking.chen.pk, asking.lin.pk}


def test_nobody_is_alarmed_by_good_marks(asking):
    row = asking.open(people=[asking.customer("华宁科技")])
    asking.answer(row, scale=Given(3), nps=Given(7))
    assert not Alert.objects.exists()


def test_who_does_not_recommend_us_is_an_alarm(asking):  # E-11: NPS ≤6
    assert alarmed(asking, scale=Given(4), nps=Given(6)).question.kind == "nps"


def test_whoever_leads_the_round_looks_after_who_has_no_owner(asking, house):
    house.chen.is_active = False
    house.chen.save()
    assert alarmed(asking).owner == asking.lin


def test_seven_steps(asking):  # E-11
    row = alarmed(asking)
    with pytest.raises(Refused, match="请先做"):
        actions.take_step(row, Step.SOLVE, note="修好了", by=asking.chen)
    with pytest.raises(Refused, match="不能代办"):
        actions.take_step(row, Step.CALM, note="打了电话", by=asking.meng)
    actions.take_step(row, Step.CALM, note="打了电话，先道歉", by=asking.chen)
    assert Todo.objects.get(source=access.ALERT_SOURCE).state == "done"
    with pytest.raises(Refused, match="还有没做的步骤"):
        actions.end_alert(row, result="满意了", by=asking.chen)
    for step in (Step.DISCERN, Step.SOLVE, Step.EVALUATE, Step.AWARE):
        actions.take_step(row, step, note="做了", by=asking.lin)
    actions.end_alert(row, result="客户说满意了", by=asking.chen)
    row.refresh_from_db()
    assert (row.state, row.result) == ("done", "客户说满意了")
    with pytest.raises(Refused, match="已经了结"):
        actions.complain(row, words="慢", by=asking.chen)


def test_it_becomes_a_complaint(asking, house):
    house.person("he", "何主管", house.hq, "service_supervisor")
    row = alarmed(asking)
    with pytest.raises(Refused, match="原话"):
        actions.complain(row, words=" ", by=asking.chen)
    case = actions.complain(row, words="等了三天没人来", by=asking.chen)
    row.refresh_from_db()
    assert (row.state, row.complaint, case.customer) == ("complaint", case, row.customer)
    assert "年度调查" in Complaint.objects.get().facts
    assert not Todo.objects.filter(source=access.ALERT_SOURCE, state="open").exists()


def test_cases_change_hands_with_the_rest(asking):  # C-70
    row = alarmed(asking)
    held = actions.ALERTS
    assert [one.id for one in held.held(asking.chen)] == [row.pk]
    given = {"giver": asking.chen, "by": asking.lin, "reason": "离职"}
    auditor = fresh(asking.house.auditor)
    assert "权限" in held.give([row.pk], taker=auditor, **given)[row.pk]
    assert held.give([row.pk], taker=asking.lin, **given) == {}
    row.refresh_from_db()
    open_ = Todo.objects.filter(source=access.ALERT_SOURCE, state="open")
    assert row.owner == asking.lin and [one.owner for one in open_] == [asking.lin]


# Shortfalls and improvements


def ended(asking, **changed) -> Round:
    """A round about services that ended with low marks; the head is asked to file."""
    people = [asking.customer(f"客户{n}") for n in range(2)]
    row = asking.open("post_service", people=people, owner=asking.boss, name="服务后")
    asking.answer(row, **{"scale": Given(2), "pair": Given(2, 4), "nps": Given(8)} | changed)
    return actions.close_round(row, by=asking.boss)


def test_after_sales_rounds_wait_for_their_head(asking):  # F-55
    row = ended(asking)
    today = timezone.localdate()
    assert row.file_by == add_workdays(today, 10, working_calendar())
    todos = Todo.objects.filter(source=access.FILE_SOURCE)
    assert {one.owner for one in todos} == {asking.head, asking.boss}
    with pytest.raises(Refused, match="自己完成"):
        finish(todos[0], by=todos[0].owner)
    assert {one.due_on for one in todos} == {row.file_by}
    assert {one.indicator.name for one in row.shortfalls.all()} == {
        "响应速度",
        "专业能力",
        "服务态度",
    }
    with pytest.raises(Refused, match="还有 3 项"):
        actions.finalise(row, by=asking.boss)
    for one in row.shortfalls.all():
        with pytest.raises(Refused, match="为什么"):
            actions.leave(one, because=" ", by=asking.head)
        actions.leave(one, because="等下一轮再看", by=asking.head)
    with pytest.raises(Refused, match="还没有提交"):
        actions.finalise(row, by=asking.boss)
    with pytest.raises(Refused, match="负责人提交"):
        actions.file_review(row, review="慢", by=asking.lin)
    actions.file_review(row, review="备件不齐，上门慢", by=asking.head)
    assert not Todo.objects.filter(source=access.FILE_SOURCE, state="open").exists()
    with recording() as heard:
        row = actions.finalise(row, by=asking.boss)
    assert row.state == "final" and heard == [RoundFinalised(row.pk)]
    with pytest.raises(Refused, match="已截止"):
        actions.add_shortfall(row, title="又想起一项", by=asking.head)


def test_measures_are_followed_into_the_next_round(asking):  # F-55, E-9
    row = ended(asking)
    cause = Cause.objects.create(name="排期不合理", sort="method")
    one = row.shortfalls.get(indicator__name="响应速度")
    due = timezone.localdate() + timedelta(days=30)
    measure = actions.Measure("周末加一班", cause, asking.lin, due, "值班表")
    with pytest.raises(Refused, match="不能早于"):
        actions.act_on(one, replace(measure, due_on=due - timedelta(days=31)), by=asking.head)
    assert not Improvement.objects.exists()
    actions.act_on(one, measure, by=asking.head)
    one.refresh_from_db()
    assert one.improvement.title == "周末加一班" and one.decision == "act"
    assert Todo.objects.filter(owner=asking.lin, source="complaints.improve").count() == 1
    with pytest.raises(Refused, match="已经有改进措施"):
        actions.leave(one, because="算了", by=asking.head)
    assert {e.change for e in queries.effects_of(row)} == {None}
    people = [asking.customer("另一家")]
    later_round = asking.open("post_service", people=people, owner=asking.boss, name="下一轮")
    asking.answer(later_round, scale=Given(4), pair=Given(4, 4))
    actions.close_round(later_round, by=asking.boss, now=later(days=1))
    found = next(e for e in queries.effects_of(row) if e.row == one)
    assert (found.before, found.after, found.change, found.is_better) == (25, 75, 50, True)


def test_other_rounds_need_no_head_but_no_low_indicator_is_left(asking):  # G-1
    row = asking.open(people=[asking.customer("华宁科技")])
    asking.answer(row, scale=Given(2), pair=Given(2, 4))
    row = actions.close_round(row, by=asking.lin)
    assert row.file_by is None and not Todo.objects.filter(source=access.FILE_SOURCE).exists()
    with pytest.raises(Refused, match="还有 5 项"):
        actions.finalise(row, by=asking.lin)
    for one in row.shortfalls.all():
        actions.leave(one, because="样本太少", by=asking.lin)
    assert actions.finalise(row, by=asking.lin).state == "final"


def test_a_good_round_has_nothing_to_settle(asking):
    row = ended(asking, scale=Given(5), pair=Given(5, 4))
    assert not row.shortfalls.exists()
    actions.add_shortfall(row, title="收费单看不懂", by=asking.head)
    with pytest.raises(Refused, match="还有 1 项"):
        actions.file_review(row, review="总体好", by=asking.head)


# The customer


def test_recommendations_reach_the_ladder(asking):  # C-4: last two NPS ≥9
    customer = asking.customer("华宁科技")
    for mark in (3, 9, 10):
        row = asking.open(people=[customer])
        asking.answer(row, nps=Given(mark))
    assert list(nps_of([customer.pk])[customer.pk]) == [10, 9]


def test_the_card_on_the_customer_page(asking):
    row = asking.open(people=[asking.customer("华宁科技")])
    asking.answer(row, scale=Given(2))
    customer = row.invitations.get().customer
    found = queries.CARD.context(asking.chen, customer)
    assert len(found["rows"]) == 1 and found["alerts"]
    assert queries.CARD.context(asking.meng, customer) is None
    assert not queries.CARD.is_offered(fresh(asking.house.auditor), customer)


def test_merged_customers_keep_both_answers(asking):
    first, second = asking.customer("华宁科技有限公司"), asking.customer("华宁科技")
    row = asking.open(people=[first, second])
    asking.answer(row, first)
    asking.answer(row, second, scale=Given(2))
    merge(Wish({first.pk, second.pk}, first.pk), by=asking.boss)
    assert Response.objects.filter(customer=first).count() == 2
    assert Alert.objects.get().customer == first


def test_forgotten_words(asking):  # PIPL 45, 47
    row = asking.open(people=[asking.customer("王方", party_type="individual")])
    asking.answer(row, scale=Given(2), text="我住在文化路八号")
    customer = row.invitations.get().customer
    ((_title, lines),) = queries.survey_package(customer)
    assert any("文化路" in "".join(line.values()) for line in lines)
    assert sum(map(len, queries.survey_rows(customer).values())) > 10
    before = HistoryEntry.objects.count()
    forget_words(customer)
    assert not Answer.objects.exclude(text="").exists()
    assert Answer.objects.filter(value=2).exists(), "marks stay"
    assert HistoryEntry.objects.count() == before
    assert row.invitations.get().token_hash is None
