"""Conflicts with customers: what happened, not who is to blame (C-60)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.care import actions
from maizi.care.actions.holdings import CONFLICTS
from maizi.care.models import Conflict
from maizi.care.rules.conflicts import judging_in
from maizi.clocks.actions import advance
from maizi.clocks.models import Clock
from maizi.complaints.models import Complaint
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from tests.complaints.conftest import desk as desk
from tests.house import fresh

TOLD = {"situation": "周五送货晚到两小时", "behaviour": "司机没有打电话，客户在门口等",
        "effect": "客户拒收，改了下一批的供应商"}  # fmt: skip


def test_words_that_judge_people_are_noticed():  # C-60: situation, behaviour and result
    assert judging_in(["王工不讲理，人品差", "没有回电话"]) == ["人品", "不讲理"]
    assert judging_in(list(TOLD.values())) == []


@pytest.mark.django_db
def test_a_conflict_is_told_and_solved(keeping):  # C-60
    for name in TOLD:
        with pytest.raises(Refused, match="请写明"):
            actions.open_conflict(Conflict(**TOLD | {name: " "}), keeping.customer, by=keeping.chen)
    with pytest.raises(Refused, match="联系其负责人"):
        actions.open_conflict(Conflict(**TOLD), keeping.customer, by=fresh(keeping.house.meng))
    row = actions.open_conflict(Conflict(**TOLD), keeping.customer, by=keeping.chen)
    assert (row.owner, row.state) == (keeping.chen, "open")
    with pytest.raises(Refused, match="双方同意"):
        actions.solve_conflict(row, solution=" ", trust="better", by=keeping.chen)
    with pytest.raises(Refused, match="信任"):
        actions.solve_conflict(row, solution="晚到先打电话", trust="", by=keeping.chen)
    row = actions.solve_conflict(row, solution="晚到先打电话", trust="better", by=keeping.chen)
    assert (row.state, row.trust, row.solved_on) == ("solved", "better", keeping.today)
    with pytest.raises(Refused, match="已经化解"):
        actions.solve_conflict(row, solution="再来", trust="same", by=keeping.chen)
    advance(now=timezone.now() + timedelta(days=30))
    assert not Notice.objects.filter(event="care.conflict_late").exists()


@pytest.mark.django_db
def test_after_five_workdays_the_superior_hears_of_it(keeping):  # C-60
    chen = keeping.chen
    chen.superior = keeping.lin
    chen.save(update_fields=["superior"])
    row = actions.open_conflict(Conflict(**TOLD), keeping.customer, by=chen)
    clock = Clock.objects.get(code="care.conflict", object_id=row.pk)
    advance(now=clock.due_at - timedelta(seconds=1))
    assert not Notice.objects.filter(event="care.conflict_late").exists()
    advance(now=clock.due_at + timedelta(minutes=1))
    told = Notice.objects.filter(event="care.conflict_late").values_list("user", flat=True)
    assert set(told) == {chen.pk, keeping.lin.pk}


@pytest.mark.django_db
def test_screens_of_conflicts(keeping, house, client):  # C-60
    client.force_login(house.chen)
    address = reverse("care:conflict_new", args=[keeping.customer.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, TOLD | {"effect": ""}).status_code == 422
    told = client.post(address, TOLD | {"behaviour": "司机不讲理"}, follow=True)
    assert "像在评价人" in told.content.decode()
    row = Conflict.objects.get()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "不讲理" in page and "像在评价人" in page
    client.post(reverse("care:conflict_edit", args=[row.pk]),
                TOLD | {"hidden_need": "到货时间说得准"})  # fmt: skip
    row.refresh_from_db()
    assert row.hidden_need == "到货时间说得准" and row.behaviour == TOLD["behaviour"]
    solve = reverse("care:conflict_solve", args=[row.pk])
    assert client.post(solve, {"solution": ""}).status_code == 422
    client.post(solve, {"solution": "晚到先打电话", "trust": "better"})
    assert "晚到先打电话" in client.get(row.get_absolute_url()).content.decode()
    assert (
        keeping.customer.name
        in client.get(reverse("care:conflict_list"), {"view": "all"}).content.decode()
    )
    client.force_login(house.meng)
    assert client.get(row.get_absolute_url()).status_code == 404


def browser(person) -> Client:
    made = Client()
    made.force_login(person)
    return made


@pytest.mark.django_db
def test_a_conflict_comes_to_light_in_a_follow_up(keeping, house):  # C-60
    talk = keeping.talk()
    chen, begin = browser(keeping.chen), reverse("care:conflict_new", args=[keeping.customer.pk])
    page = chen.get(keeping.customer.get_absolute_url()).content.decode()
    assert f"{begin}?activity={talk.pk}" in page
    keeping.customer.collaborations.create(user=house.meng, granted_by=house.lin)
    seen = browser(fresh(house.meng)).get(keeping.customer.get_absolute_url())
    assert seen.status_code == 200 and begin not in seen.content.decode()
    assert "谈了近况" in chen.get(begin, {"activity": talk.pk}).content.decode()
    assert chen.post(f"{begin}?activity={talk.pk}", TOLD).status_code == 302
    row = Conflict.objects.get()
    assert row.activity == talk
    assert "来自跟进" in chen.get(row.get_absolute_url()).content.decode()
    other = house.customer("别家", keeping.chen)
    chen.post(reverse("care:conflict_new", args=[other.pk]) + f"?activity={talk.pk}", TOLD)
    assert Conflict.objects.get(customer=other).activity is None, "a talk with another customer"


@pytest.mark.django_db
def test_a_conflict_comes_to_light_in_a_complaint(keeping, desk):  # C-60
    complaint = desk.received(customer=keeping.customer, owner=desk.wu)
    boss, begin = browser(keeping.boss), reverse("care:conflict_new", args=[keeping.customer.pk])
    page = boss.get(complaint.get_absolute_url()).content.decode()
    assert f"{begin}?complaint={complaint.pk}" in page
    assert boss.post(f"{begin}?complaint={complaint.pk}", TOLD).status_code == 302
    row = Conflict.objects.get()
    assert row.complaint == complaint
    assert complaint.no in boss.get(row.get_absolute_url()).content.decode()
    Complaint.objects.update(customer=None)
    page = boss.get(complaint.get_absolute_url()).content.decode()
    assert begin not in page, "whose customer is not known has none to write it down at"


@pytest.mark.django_db
def test_an_open_conflict_changes_hands_with_the_rest(keeping, house):  # C-70
    row = actions.open_conflict(Conflict(**TOLD), keeping.customer, by=keeping.chen)
    (held,) = CONFLICTS.held(keeping.chen)
    assert (held.id, CONFLICTS.count(keeping.chen)) == (row.pk, 1)
    xu = fresh(house.xu)
    given = {"giver": keeping.chen, "taker": xu, "by": keeping.lin, "reason": "离职交接"}
    assert CONFLICTS.give([row.pk], **given) == {}
    row.refresh_from_db()
    assert (row.owner, row.org_unit, CONFLICTS.count(keeping.chen)) == (xu, xu.unit, 0)
    actions.solve_conflict(row, solution="晚到先打电话", trust="same", by=keeping.boss)
    assert CONFLICTS.count(xu) == 0


@pytest.mark.django_db
def test_who_looks_after_the_customer_by_now_hears_of_a_late_conflict(keeping, house):  # C-60
    row = actions.open_conflict(Conflict(**TOLD), keeping.customer, by=keeping.chen)
    chen, customer = keeping.chen, keeping.customer
    house.xu.superior = house.boss
    house.xu.save(update_fields=["superior"])
    customer.owner = fresh(house.xu)
    customer.save(update_fields=["owner"])
    chen.is_active = False
    chen.save(update_fields=["is_active"])
    clock = Clock.objects.get(code="care.conflict", object_id=row.pk)
    advance(now=clock.due_at + timedelta(minutes=1))
    told = Notice.objects.filter(event="care.conflict_late").values_list("user", flat=True)
    assert {house.xu.pk, house.boss.pk} <= set(told) and chen.pk not in told
