"""An event from the plan to its result (C-40)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.customers.models import Activity
from maizi.events import actions, queries
from maizi.events.actions.holdings import EVENTS as HELD
from maizi.events.models import Event, Invitation
from maizi.events.pages import EVENTS
from maizi.events.terms import Answer
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.sales.models import Order
from tests.house import fresh
from tests.inbox.conftest import mailbox as mailbox
from tests.jobs.conftest import work_off

pytestmark = pytest.mark.django_db


def test_plans_that_are_refused(salon):  # C-40: a date in the past
    with pytest.raises(Refused, match="已经过去"):
        salon.planned(starts_at=timezone.now() - timedelta(minutes=1))
    row = salon.planned(goal="")
    with pytest.raises(Refused, match="活动目标"):
        actions.open_event(row, by=salon.lin)
    with pytest.raises(Refused, match="不在邀请中"):
        salon.invite(row)
    row = salon.open()
    with pytest.raises(Refused, match="已经在邀请"):
        actions.open_event(row, by=salon.lin)
    row.starts_at = timezone.now() - timedelta(days=1)
    with pytest.raises(Refused, match="已经过去"):
        save(EVENTS, row=row, verb="change", by=salon.lin)


def test_one_invites_customers_of_ones_own(salon, house):  # M-3
    row = salon.open()
    salon.invite(row)
    salon.invite(row, contact=salon.contact)
    assert actions.invite(row, [(salon.customer, None)], by=salon.chen) == [], "twice is once"
    with pytest.raises(Refused, match="联系其负责人"):
        actions.invite(row, [(salon.customer, None)], by=salon.meng)
    pooled = house.customer("公海里", pool=house.pool, owner=None)
    with pytest.raises(Refused, match="联系其负责人"):
        actions.invite(row, [(pooled, None)], by=salon.lin)
    assert row.invitations.count() == 2


def test_letters_go_to_who_agreed_and_answers_come_back(salon, mailbox):  # C-40, N-1
    row = salon.open()
    firm, person = salon.invite(row), salon.invite(row, contact=salon.contact)
    assert actions.queue_letters(row, by=salon.lin) == 0
    firm.refresh_from_db()
    assert (firm.sending, firm.problem) == ("failed", "没有同意接收营销邮件")
    salon.agreed(salon.contact)
    assert actions.queue_letters(row, by=salon.lin) == 1
    work_off()
    (letter,) = mailbox.letters
    assert letter["To"] == "wang@example.com" and "秋季技术沙龙" in letter["Subject"]
    body = letter.get_content()
    token = body.split("/events/reply/")[1].split("/")[0]
    person.refresh_from_db()
    assert person.sending == "sent" and token not in (person.token_hash, person.ticket)
    found = actions.invitation_for(token)
    assert found == person and actions.invitation_for(token[:-1] + "x") is None
    actions.answer(found, said=Answer.YES, companions=1, note="素食一位")
    told = Notice.objects.filter(event="events.answered")
    assert {one.user_id for one in told} == {salon.lin.pk, salon.chen.pk}
    assert queries.figures_of(salon.lin, row).coming == 2
    with pytest.raises(Refused, match="不能去掉"):
        actions.drop(person, by=salon.chen)
    actions.cancel_event(row, reason="场地停电", by=salon.lin)
    work_off()
    assert [("取消" in one["Subject"]) for one in mailbox.letters] == [False, True]


def test_called_off_before_the_letters_went_invites_nobody(salon, mailbox):  # C-40
    row = salon.open()
    salon.invite(row, contact=salon.contact)
    salon.agreed(salon.contact)
    actions.queue_letters(row, by=salon.lin)
    actions.cancel_event(row, reason="场地停电", by=salon.lin)
    work_off()
    assert mailbox.letters == []


def test_places_are_not_given_twice(salon, house):  # C-40
    row = salon.open(places=2)
    first, second = salon.invite(row), salon.invite(row, contact=salon.contact)
    actions.answer(first, said=Answer.YES)
    with pytest.raises(Refused, match="只剩 1 个"):
        actions.answer(second, said=Answer.YES, companions=1)
    actions.answer(second, said=Answer.YES)
    actions.answer(first, said=Answer.NO, companions=3)
    first.refresh_from_db()
    assert (first.answer, first.companions) == ("no", 0)
    actions.answer(second, said=Answer.YES, companions=1)


def test_a_link_that_is_handed_over_ends_the_one_before(salon):  # C-40
    row = salon.open()
    one = salon.invite(row)
    old = actions.hand_link(one, by=salon.chen)
    new = actions.hand_link(one, by=salon.chen)
    assert actions.invitation_for(old) is None and actions.invitation_for(new) == one


def test_who_came_what_it_cost_and_brought(salon):  # C-40: cost and result
    row = salon.open(budget_yuan=Decimal(1000))
    came, stayed = salon.invite(row), salon.invite(row, contact=salon.contact)
    actions.answer(came, said=Answer.YES)
    with pytest.raises(Refused, match="12 小时"):
        actions.check_in(came, by=salon.chen)
    end = {
        "cost_yuan": Decimal(1500),
        "opinions": "想看样机",
        "result": "两家要报价",
        "by": salon.lin,
    }
    with pytest.raises(Refused, match="还没有开始"):
        actions.close_event(row, **end)
    salon.begun(row)
    assert actions.check_in(came, by=salon.chen) and not actions.check_in(came, by=salon.chen)
    actions.check_in(stayed, by=salon.chen)
    actions.undo_check_in(stayed, by=salon.chen)
    for missing, words in (("opinions", "意见"), ("result", "结果")):
        with pytest.raises(Refused, match=words):
            actions.close_event(row, **end | {missing: " "})
    row = actions.close_event(row, **end)
    (talk,) = Activity.objects.filter(customer=salon.customer, channel="event")
    assert "秋季技术沙龙" in talk.content
    came.refresh_from_db()
    assert came.activity == talk
    for ago in (0, -1):
        Order.objects.create(
            no=f"E{ago}", customer=salon.customer, owner=salon.chen, org_unit=salon.chen.unit,
            created_by=salon.chen, state="completed", net_yuan=3000,
            ordered_on=timezone.localdate(row.starts_at) + timedelta(ago),
        )  # fmt: skip
    found = queries.figures_of(salon.lin, row)
    assert (found.attended, found.over_budget_yuan, found.ordered_yuan) == (1, 500, 3000)
    assert found.return_ratio == 2
    with pytest.raises(Refused, match="邀请中"):
        actions.close_event(row, **end)
    with pytest.raises(Refused):
        actions.cancel_event(row, reason="晚了", by=salon.lin)
    assert Event.objects.get().cost_yuan == 1500 and Invitation.objects.count() == 2


def test_events_change_hands_with_the_rest(salon, house):  # C-70
    planned, row = salon.planned(), salon.open()
    assert {one.id for one in HELD.held(salon.lin)} == {planned.pk, row.pk}
    given = {"giver": salon.lin, "taker": salon.meng, "by": salon.lin, "reason": "离职交接"}
    (why,) = HELD.give([row.pk], **given | {"taker": fresh(house.auditor)}).values()
    assert "没有“策划、邀请与签到”的权限" in why
    assert HELD.give([row.pk], **given) == {} and HELD.count(salon.lin) == 1
    row.refresh_from_db()
    assert (row.owner, row.org_unit) == (salon.meng, salon.meng.unit)
    actions.cancel_event(row, reason="场地停电", by=salon.meng)
    assert HELD.count(salon.meng) == 0
