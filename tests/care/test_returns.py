"""The plan of return visits, visits made, care for many at once (C-1 to C-3)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.care import actions
from maizi.care.models import Greeting, Occasion, ReturnPlan, ReturnVisit
from maizi.care.terms import Outcome, Reason, ReturnForm
from maizi.catalog.queries import groups_of
from maizi.catalog.terms import CustomerGroup
from maizi.customers.access import rows_of_value, value_class_of
from maizi.customers.models import Activity, Contact, Customer, ProfileValue, Relation
from maizi.customers.terms import RelationType, ValueClass
from maizi.insight.actions import set_class
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from tests.house import fresh
from tests.jobs.conftest import work_off

pytestmark = pytest.mark.django_db


def told(form="phone", outcome="fine", **more) -> actions.Talk:
    return actions.Talk(ReturnForm(form), Outcome(outcome), **{"talk": "问了使用情况"} | more)


def test_a_plan_counts_from_the_last_order(keeping):  # C-3
    keeping.order(40)
    keeping.order(10, state="confirmed")
    keeping.night()
    plan = keeping.plan()
    assert plan.value_class == "a" and plan.touched_on == keeping.today - timedelta(10)
    assert plan.due_on == plan.touched_on + timedelta(plan.interval_days)
    assert plan.loyalty_class == "low" and plan.interval_days == 9  # T-C2


def test_only_who_bought_and_is_owned_has_a_plan(keeping, house):  # C-3
    stranger = house.customer("没买过", house.chen)
    pooled = house.customer("公海里", pool=house.pool, owner=None, lifecycle="repeat")
    keeping.order(5)
    keeping.night()
    assert list(ReturnPlan.objects.values_list("customer", flat=True)) == [keeping.customer.pk]
    keeping.customer.lifecycle = "suspect"
    keeping.customer.owner, keeping.customer.pool = None, house.pool
    keeping.customer.save()
    keeping.night()
    assert not ReturnPlan.objects.exists()
    assert stranger.pk and pooled.pk


def test_a_note_is_no_contact_but_a_call_is(keeping):  # C-3: last effective contact
    keeping.order(30)
    keeping.night()
    before = keeping.plan().due_on
    keeping.talk("note")
    assert keeping.plan().due_on == before
    keeping.talk("phone")
    assert keeping.plan().touched_on == keeping.today


def test_value_classes_of_many(keeping, house):  # H-2
    rows = [house.customer(f"客户{n:02}", house.chen) for n in range(20)]
    for number, row in enumerate(rows):
        keeping.order(3, row, net_yuan=1000 * (20 - number))
    keeping.night()
    classes = [keeping.plan(row).value_class for row in rows]
    assert classes == ["a"] + ["c"] * 3 + ["d"] * 16


def test_a_key_account_is_kept_like_a_vip(keeping, house):  # C-3, H-2
    key = house.customer("大客户", house.chen, ka_status="key")
    keeping.order(3, key, net_yuan=1)
    for number in range(5):
        keeping.order(3, house.customer(f"客户{number}", house.chen), net_yuan=9000 + number)
    keeping.night()
    assert keeping.plan(key).value_class == "a"


def test_a_class_set_by_hand_counts_until_its_day(keeping, house):  # C-3, H-2
    """Set in the analysis, kept by care at once, and the one class every app reads."""
    small = house.customer("小店", house.chen, ka_status="key")
    keeping.order(3, small, net_yuan=1)
    keeping.order(3, net_yuan=9000)
    keeping.night()
    assert keeping.plan(small).value_class == "a" and value_class_of(small.pk) == "a"
    until = keeping.today + timedelta(9)
    set_class([small], value_class=ValueClass.C, until=until, by=keeping.boss,
              reason="只买一次样品", today=keeping.today)  # fmt: skip
    assert keeping.plan(small).value_class == "c" and keeping.plan(small).interval_days >= 54
    keeping.night()
    assert keeping.plan(small).value_class == "c"
    assert set(Customer.objects.filter(rows_of_value(ValueClass.C))) == {small}
    assert CustomerGroup.VALUE_C in groups_of(small)
    keeping.night(keeping.today + timedelta(10))
    assert keeping.plan(small).value_class == "a"


def test_our_share_makes_loyalty(keeping):  # C-2, T-C1
    for days in (900, *range(1, 7)):
        keeping.order(days)
    keeping.night()
    before = keeping.plan().loyalty_score
    assert keeping.plan().parts["share"] == "12.50", "half, as long as nobody knows"
    ProfileValue.objects.create(
        customer=keeping.customer, attribute="our_share", text="0.6000",
        collected_on=keeping.today, changed_at=timezone.now(),
    )  # fmt: skip
    actions.replan([keeping.customer.pk])
    assert keeping.plan().parts["share"] == "15.00"
    assert keeping.plan().loyalty_score - before == Decimal("2.5")


def test_who_brings_customers_is_more_loyal(keeping, house):  # C-2
    friend = house.customer("朋友公司", house.chen)
    Relation.objects.create(first=friend, second=keeping.customer, type=RelationType.REFERRER)
    keeping.order(3)
    keeping.night()
    assert keeping.plan().parts["referral"] == "0.00"
    keeping.order(2, friend)
    keeping.night()
    assert keeping.plan().parts["referral"] == "7.50"


def test_a_return_visit_stands_in_the_stream_and_moves_the_next_one(keeping):  # C-1, C-3
    keeping.order(40)
    keeping.night()
    row = actions.record_return_visit(
        keeping.customer, told(news="采购经理换人了"), by=keeping.chen
    )
    activity = Activity.objects.get(return_visit=row)
    assert (activity.channel, activity.result) == ("phone", "一切正常")
    assert activity.signals == "采购经理换人了"
    assert keeping.plan().touched_on == keeping.today
    assert row.was_due_on < keeping.today and row.value_class == "a"


def test_who_was_not_reached_stays_due(keeping):  # C-3
    keeping.order(40)
    keeping.night()
    due = keeping.plan().due_on
    actions.record_return_visit(keeping.customer, told(outcome="unreached"), by=keeping.chen)
    assert keeping.plan().due_on == due
    assert Activity.objects.get().channel == "note"


def test_visits_that_are_refused(keeping, house):  # C-3
    keeping.order(40)
    keeping.night()
    with pytest.raises(Refused, match="不能回访"):
        actions.record_return_visit(keeping.customer, told(), by=fresh(house.meng))
    with pytest.raises(Refused, match="VIP"):
        actions.record_return_visit(keeping.customer, told("message"), by=keeping.chen)
    with pytest.raises(Refused, match="不能改"):
        actions.set_interval(keeping.customer, days=20, reason="熟客", by=fresh(house.service))
    assert not ReturnVisit.objects.exists()


def test_an_interval_of_ones_own(keeping):  # C-3: personal override
    with pytest.raises(Refused, match="还没有回访计划"):
        actions.set_interval(keeping.customer, days=20, reason="熟客", by=keeping.chen)
    keeping.order(10)
    keeping.night()
    plan = actions.set_interval(keeping.customer, days=20, reason="客户要求", by=keeping.chen)
    assert plan.due_on == keeping.today + timedelta(10)
    keeping.night()
    assert keeping.plan().interval_days == 20
    actions.set_interval(keeping.customer, days=None, reason="", by=keeping.chen)
    assert keeping.plan().interval_days == 9


def test_a_delivery_asks_for_a_visit_once(keeping):  # C-3
    order = keeping.order(0)
    keeping.night()
    for _again in range(2):
        actions.ask_for_visit(
            keeping.customer.pk, reason=Reason.DELIVERY, about=order, title="DN1", on=keeping.today
        )
    plan = keeping.plan()
    assert (plan.reason, plan.due_on) == ("delivery", keeping.today + timedelta(3))
    keeping.talk("visit")
    assert Occasion.objects.get().done_at is not None
    assert keeping.plan().reason == "routine"


def test_the_night_runs_as_a_job(keeping, house):  # C-3, C-4
    keeping.order(10)
    enqueue("care.night", by=None)
    (job,) = work_off()
    assert job.result == {"looked": 1, "moved": 1, "planned": 1}
    enqueue("care.night", by=None)
    (job,) = work_off()
    assert job.result == {"looked": 1, "moved": 0, "planned": 0}


def test_the_night_asks_no_more_for_more_customers(keeping, house):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for size in (2, 6):
        for number in range(size):
            keeping.order(10 + number, house.customer(f"批{size}-{number}", house.chen))
        keeping.night()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            keeping.night(keeping.today + timedelta(1))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def greet(keeping, *customers, text="{联系人}您好，{我}祝{客户}新年好") -> actions.Drafted:
    return actions.draft_greetings(
        customers or [keeping.customer], form=ReturnForm.IM, text=text, by=keeping.chen
    )


def test_many_are_greeted_each_by_name(keeping, house):  # C-3: batch care
    Contact.objects.create(customer=keeping.customer, name="王方", is_decision_maker=True)
    Contact.objects.create(customer=keeping.customer, name="小李")
    other = house.customer("无名公司", house.chen)
    quiet = house.customer("勿扰公司", house.chen)
    ProfileValue.objects.create(customer=quiet, attribute="care_wish", text="none",
                                collected_on=keeping.today, changed_at=timezone.now())  # fmt: skip
    made = greet(keeping, keeping.customer, other, quiet)
    assert [row.text for row in made.made] == [
        "王方您好，陈默祝华宁科技有限公司新年好", "无名公司您好，陈默祝无名公司新年好",
    ]  # fmt: skip
    assert made.quiet == ["勿扰公司"]
    row = actions.mark_sent(made.made[0], by=keeping.chen)
    assert row.visit.form == "im" and Activity.objects.get().content == row.text
    with pytest.raises(Refused, match="处理过"):
        actions.drop_greeting(row, by=keeping.chen)
    actions.drop_greeting(made.made[1], by=keeping.chen)
    assert not Greeting.objects.filter(closed_at=None).exists()


@pytest.mark.parametrize("text", [" ", "祝{老板}好", "好" * 501])
def test_greetings_that_are_refused(keeping, text):
    with pytest.raises(Refused):
        greet(keeping, text=text)
    assert not Greeting.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_plan_page_asks_the_same_for_one_and_three(
    keeping, house, client, count, django_assert_max_num_queries
):
    for number in range(count):
        keeping.order(60, house.customer(f"到期{number}", house.chen))
    keeping.night()
    client.force_login(house.chen)
    client.get(reverse("care:plan"))
    with django_assert_max_num_queries(24):
        answer = client.get(reverse("care:plan"))
    text = answer.content.decode()
    assert all(f"到期{number}" in text for number in range(count))


def test_screens_of_a_visit(keeping, house, client):
    keeping.order(60)
    keeping.night()
    client.force_login(house.chen)
    address = reverse("care:visit", args=[keeping.customer.pk])
    assert "记录回访" in client.get(address).content.decode()
    answer = client.post(address, {"form": "phone", "outcome": "fine", "reason": "routine",
                                   "talk": " "})  # fmt: skip
    assert answer.status_code == 422
    answer = client.post(address, {"form": "phone", "outcome": "need", "reason": "routine",
                                   "talk": "想加一台"})  # fmt: skip
    assert answer.status_code == 302 and ReturnVisit.objects.get().outcome == "need"
    tab = client.get(
        reverse("customers:tab", args=[keeping.customer.pk, "care-care"])
    ).content.decode()
    assert "忠诚度" in tab and "想加一台" in tab
    answer = client.post(reverse("care:interval", args=[keeping.customer.pk]),
                         {"override_days": "3", "override_reason": "急"})  # fmt: skip
    assert answer.status_code == 422
    answer = client.post(reverse("care:batch"), {"pk": [keeping.customer.pk], "form": "im",
                                                 "text": "{客户}好"})  # fmt: skip
    assert answer.status_code == 302
    row = Greeting.objects.get()
    assert "华宁科技有限公司好" in client.get(reverse("care:greetings")).content.decode()
    client.post(reverse("care:greeting", args=[row.pk]), {"act": "sent"})
    assert ReturnVisit.objects.count() == 2


def test_today_shows_who_is_to_be_visited(keeping, house, client):
    keeping.order(60)
    keeping.night()
    client.force_login(house.chen)
    text = client.get("/").content.decode()
    assert "该回访的客户" in text and reverse("care:plan") in text
    assert timezone.localdate() == keeping.today
