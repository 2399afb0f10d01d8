"""Customers go along the ladder; nothing of the way is lost (C-4)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from maizi.approvals import actions as approvals
from maizi.approvals.models import ApprovalCase
from maizi.care import actions, queries
from maizi.care.events import CustomerWonBack, StageChanged
from maizi.care.models import Membership, Partnership
from maizi.care.terms import Fate
from maizi.customers.models import Customer
from maizi.customers.terms import Lifecycle
from maizi.development.models import Agreement
from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording
from maizi.sales.models import Order
from tests.house import fresh

pytestmark = pytest.mark.django_db


def assert_whole(keeping, customer=None) -> None:
    """Spells follow each other without a gap, and the last one has no end."""
    spells = keeping.spells(customer)
    for before, after in zip(spells, spells[1:], strict=False):
        assert before.until == after.since
    assert spells[-1].until is None and spells[-1].stage == keeping.stage(customer)


def test_a_way_up_and_down_leaves_no_gap(keeping):  # C-4
    keeping.night()
    assert keeping.stage() == "suspect"
    keeping.order(400)
    keeping.night()
    assert keeping.stage() == "inactive"
    with recording() as heard:
        keeping.order(0)
        actions.restage([keeping.customer.pk])
    assert keeping.stage() == "repeat"
    assert StageChanged(keeping.customer.pk, "inactive", "repeat") in heard
    assert CustomerWonBack(keeping.customer.pk) in heard
    assert [s.stage for s in keeping.spells()] == ["suspect", "inactive", "repeat"]
    assert [s.cause for s in keeping.spells()] == ["start", "night", "order"]
    assert_whole(keeping)
    said = [e.verb for e in entries_of(keeping.customer)]
    assert "发展阶段" in said


def test_what_was_changed_elsewhere_is_in_the_way_too(keeping):  # C-4: no gaps
    keeping.night()
    Customer.objects.filter(pk=keeping.customer.pk).update(lifecycle="prospect")
    keeping.night()
    assert [s.cause for s in keeping.spells()] == ["start", "elsewhere"]
    assert_whole(keeping)


def test_a_stage_by_hand_stands_until_an_order(keeping, house):  # C-4
    keeping.order(40)
    keeping.order(20)
    keeping.night()
    with pytest.raises(Refused, match="联系主管"):
        actions.set_stage(keeping.customer, Lifecycle.INACTIVE, by=keeping.chen, reason="倒闭")
    actions.set_stage(keeping.customer, Lifecycle.INACTIVE, by=keeping.lin, reason="工厂停产")
    keeping.night()
    assert keeping.stage() == "inactive"
    assert keeping.spells()[-1].reason == "工厂停产"
    keeping.order(0)
    keeping.night()
    assert keeping.stage() == "repeat"


def test_an_order_placed_before_and_completed_after_ends_a_stage_by_hand(keeping):  # C-4
    keeping.order(40)
    under_way = keeping.order(20, state="confirmed")
    keeping.night()
    actions.set_stage(keeping.customer, Lifecycle.INACTIVE, by=keeping.lin, reason="联系不上")
    keeping.night()
    assert keeping.stage() == "inactive"
    Order.objects.filter(pk=under_way.pk).update(state="completed")
    actions.restage([keeping.customer.pk])
    assert keeping.stage() == "repeat", "the goods went out after it was set"


def test_two_at_once_move_a_customer_once(keeping, monkeypatch):  # C-4, TRUST 2.6
    """Whoever moves stages waits for the other: each reads what the one before wrote."""
    keeping.night()
    keeping.order(0)
    locked, looks = [], []
    known_of = queries.known_of

    def looked(ids, *, today):
        assert connection.in_atomic_block
        looks.append(bool(locked))
        return known_of(ids, today=today)

    def lock(self, **options):
        locked.append(options)
        return for_update(self, **options)

    for_update = QuerySet.select_for_update
    monkeypatch.setattr(QuerySet, "select_for_update", lock)
    monkeypatch.setattr(queries, "known_of", looked)
    assert actions.restage([keeping.customer.pk]) == 1
    assert locked[0] == {"no_key": True} and keeping.stage() == "first_time"
    assert looks == [False, True], "what is written was read under the lock"
    locked.clear()
    assert actions.restage([keeping.customer.pk]) == 0 and not locked, "nobody moves, nobody waits"


def test_by_hand_before_the_first_night(keeping):  # C-4
    actions.set_stage(keeping.customer, Lifecycle.PROSPECT, by=keeping.lin, reason="谈过需求")
    assert [s.stage for s in keeping.spells()] == ["suspect", "prospect"]
    assert_whole(keeping)


def test_a_member_until_the_membership_ends(keeping):  # C-4
    keeping.order(40)
    keeping.order(20)
    row = Membership(customer=keeping.customer, club="金麦会", joined_on=keeping.today,
                     ends_on=keeping.today + timedelta(30))  # fmt: skip
    actions.enrol(row, by=keeping.chen)
    assert keeping.stage() == "member"
    Membership.objects.update(joined_on=keeping.today - timedelta(9),
                              ends_on=keeping.today - timedelta(1))  # fmt: skip
    keeping.night()
    assert keeping.stage() == "repeat"
    bad = Membership(customer=keeping.customer, club="金麦会", joined_on=keeping.today,
                     ends_on=keeping.today - timedelta(1))  # fmt: skip
    with pytest.raises(Refused, match="不能早于"):
        actions.enrol(bad, by=keeping.chen)


def agreed(keeping, state="active") -> Agreement:
    return Agreement.objects.create(
        no=f"XY{Agreement.objects.count()}", name="伙伴协议", customer=keeping.customer,
        scope="全部", starts_on=keeping.today - timedelta(9),
        ends_on=keeping.today + timedelta(300), state=state, owner=keeping.chen,
        org_unit=keeping.chen.unit,
    )  # fmt: skip


@pytest.fixture
def client_of_years(keeping):
    for days in (400, 200, 100, 10):
        keeping.order(days)
    keeping.night()
    actions.seed_approvals()
    assert keeping.stage() == "client"
    keeping.customer.refresh_from_db()
    return keeping


def test_a_partner_is_approved_and_ends_with_the_agreement(client_of_years):  # C-4
    keeping = client_of_years
    paper = agreed(keeping)
    row = actions.propose_partner(keeping.customer, paper, reason="共同开发", by=keeping.lin)
    keeping.night()
    assert keeping.stage() == "client"
    case = ApprovalCase.objects.get()
    approvals.agree(case, by=keeping.boss, opinion="同意", digest=case.digest)
    row.refresh_from_db()
    assert row.state == "approved" and keeping.stage() == "partner"
    assert keeping.spells()[-1].cause == "approval"
    keeping.night()
    assert keeping.stage() == "partner"
    Agreement.objects.update(state="expired")
    keeping.night()
    assert keeping.stage() == "client"
    row.refresh_from_db()
    assert (row.state, row.answer) == ("ended", "合作协议已到期或终止")
    assert "结束合伙" in [e.verb for e in entries_of(row)]
    Agreement.objects.update(state="active")
    keeping.night()
    assert keeping.stage() == "client", "what has ended is proposed anew"
    assert_whole(keeping)


def test_no_partner_on_an_agreement_that_ended_meanwhile(client_of_years):  # C-4
    keeping = client_of_years
    actions.propose_partner(keeping.customer, agreed(keeping), reason="大", by=keeping.lin)
    Agreement.objects.update(state="terminated")
    case = ApprovalCase.objects.get()
    approvals.agree(case, by=keeping.boss, opinion="同意", digest=case.digest)
    assert keeping.stage() == "client"
    row = Partnership.objects.get()
    assert (row.state, row.answer) == ("declined", "审批期间合作协议已到期或终止")


def test_a_declined_partner_stays_what_it_is(client_of_years):  # C-4
    keeping = client_of_years
    actions.propose_partner(keeping.customer, agreed(keeping), reason="大", by=keeping.lin)
    case = ApprovalCase.objects.get()
    approvals.reject(case, by=keeping.boss, opinion="再看一年", digest=case.digest)
    assert Partnership.objects.get().answer == "再看一年"
    assert keeping.stage() == "client"


def test_partners_that_are_refused(client_of_years, house):  # C-4
    keeping = client_of_years

    def ask(paper, reason="大", by=None):
        actions.propose_partner(keeping.customer, paper, reason=reason, by=by or keeping.lin)

    with pytest.raises(Refused, match="协议"):
        ask(None)
    with pytest.raises(Refused, match="协议"):
        ask(agreed(keeping, "draft"))
    paper = agreed(keeping)
    with pytest.raises(Refused, match="为什么"):
        ask(paper, " ")
    with pytest.raises(Refused, match="联系主管"):
        ask(paper, by=keeping.chen)
    ask(paper)
    with pytest.raises(Refused, match="正在审批"):
        ask(paper)
    keeping.customer.lifecycle = "first_time"
    with pytest.raises(Refused, match="长期客户"):
        ask(paper)


def test_statistics_of_the_ladder(keeping, house):  # C-4
    eaten, lost = house.customer("买一次", house.chen), house.customer("不买了", house.chen)
    keeping.night()
    for days in (40, 20):
        keeping.order(days)
    keeping.order(10, eaten)
    keeping.order(300, lost)
    keeping.night()
    since = keeping.today - timedelta(30)
    fates = queries.fates_between(keeping.boss, since=since, until=keeping.today)
    assert dict(fates) == {(None, Fate.SOWN): 1, (None, Fate.EATEN): 1, (None, Fate.ROTTEN): 1}
    assert queries.picture_of(fates).total == 3
    first = queries.conversion_of(keeping.boss, since=since, until=keeping.today)[0]
    assert (first.stage, first.entered, first.staying, first.onward_ratio) == ("suspect", 3, 0, 1)
    assert first.onward == {"first_time": 1, "repeat": 1, "inactive": 1}
    dwell = {d.stage: d for d in queries.dwell_of(keeping.boss, now=timezone.now())}
    assert (dwell["suspect"].left, dwell["repeat"].present) == (3, 1)
    assert not queries.fates_between(fresh(house.meng), since=since, until=keeping.today)


def test_screens_of_the_ladder(client_of_years, house, client):
    keeping = client_of_years
    client.force_login(house.lin)
    pk = keeping.customer.pk
    answer = client.post(reverse("care:stage", args=[pk]), {"stage": "inactive", "reason": ""})
    assert answer.status_code == 422
    given = {"club": "金麦会", "joined_on": keeping.today.isoformat()}
    client.post(reverse("care:member", args=[pk]), given)
    assert Membership.objects.get().club == "金麦会"
    answer = client.post(reverse("care:partner", args=[pk]), {"agreement": "", "reason": "x"})
    assert answer.status_code == 422
    for path in ("stage", "member", "partner"):
        assert client.get(reverse(f"care:{path}", args=[pk])).status_code == 200
    text = client.get(reverse("care:ladder")).content.decode()
    assert "一粒麦子的三种命运" in text and "<svg" in text
    client.post(reverse("care:stage", args=[pk]), {"stage": "inactive", "reason": "停产"})
    assert keeping.stage() == "inactive"
    client.force_login(house.chen)
    assert client.get(reverse("care:ladder")).status_code == 403
