"""Visits: who may go, what is prepared, what is recorded and followed up (B-30 to B-36, T-B4)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from maizi.clocks.actions import advance
from maizi.clocks.models import Clock
from maizi.customers.models import Activity, Customer
from maizi.development import actions, queries
from maizi.development.models import Visit
from maizi.development.pages import VISITS
from maizi.development.terms import Step
from maizi.development.terms.visits import MaterialSort, MaterialState, VisitState
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from tests.house import fresh


@pytest.fixture
def account(field) -> Customer:
    """The customer becomes a target; mo is a KA development officer beside chen."""
    Customer.objects.filter(pk=field.customer.pk).update(ka_status="target")
    field.customer.refresh_from_db()
    field.mo = fresh(field.house.person("mo", "莫言", field.house.nanjing, "ka_developer"))
    return field.customer


def plan(field, *, visitor=None, by=None, **values) -> Visit:
    visitor = visitor or field.chen
    row = Visit(
        **{"customer": field.customer, "visitor": visitor, "purpose": "了解需求",
           "planned_at": timezone.now() - timedelta(hours=3)} | values
    )  # fmt: skip
    save(VISITS, row=row, verb="create", by=by or visitor)
    return row


def prepare(field, row: Visit) -> Visit:
    talked = actions.Talked(timezone.now(), [field.lin], "先谈能耗，不谈价格", "面谈")
    actions.discuss(row, talked, by=field.chen)
    marks = dict.fromkeys(MaterialSort, (MaterialState.DONE, ""))
    actions.mark_materials(row, marks, by=field.chen, judgement="重能耗，轻价格")
    return actions.make_ready(row, by=field.chen)


def report(**given) -> actions.Report:
    usual = {"ended_at": timezone.now() - timedelta(minutes=5), "talk": "谈了能耗",
             "opinions": "担心售后", "suggestions": "请工程师同去"}  # fmt: skip
    return actions.Report(**usual | given)


@pytest.mark.django_db
def test_a_key_account_is_visited_by_the_right_level(field, account):
    with pytest.raises(Refused, match="大客户开发专员或以上"):
        plan(field)
    row = plan(field, by=field.lin, level_reason="专员休假，陈默熟悉客户")
    assert row.level_reason and row.materials.count() == len(MaterialSort)
    with pytest.raises(Refused, match="写明理由"):
        plan(field, by=field.lin)


@pytest.mark.django_db
def test_a_visit_without_discussion_is_refused(field, account):
    row = plan(field, by=field.lin, level_reason="专员休假")
    for act in (
        lambda: actions.make_ready(row, by=field.chen),
        lambda: actions.check_in(row, by=field.chen),
        lambda: actions.record_visit(row, report(), by=field.chen),
    ):
        with pytest.raises(Refused, match="讨论"):
            act()
    alone = actions.Talked(timezone.now(), [field.chen], "自己想的")
    with pytest.raises(Refused, match="其他同事"):
        actions.discuss(row, alone, by=field.chen)
    assert Visit.objects.get(pk=row.pk).state == VisitState.PLANNED
    row = prepare(field, row)
    assert row.state == VisitState.READY
    actions.mark_materials(row, {MaterialSort.CARD: (MaterialState.OPEN, "")}, by=field.chen)
    assert Visit.objects.get(pk=row.pk).state == VisitState.PLANNED
    with pytest.raises(Refused, match="不适用"):
        actions.mark_materials(row, {MaterialSort.CARD: (MaterialState.NONE, "")}, by=field.chen)


@pytest.mark.django_db
def test_a_record_becomes_a_follow_up_and_starts_the_week(field, account):
    row = prepare(field, plan(field, by=field.lin, level_reason="专员休假"))
    assert Todo.objects.get(source="development.visit_record").state == "open"
    with pytest.raises(Refused, match="客户的意见"):
        actions.record_visit(row, report(opinions=""), by=field.chen)
    row = actions.record_visit(row, report(), by=field.chen)
    logged = Activity.objects.get(customer=account)
    assert logged.channel == "visit" and "担心售后" in logged.content
    clock = Clock.objects.get(code="development.followup")
    end = timezone.localtime(clock.due_at)
    assert row.followup_on == timezone.localdate(row.ended_at) + timedelta(7)
    assert end.date() - timedelta(1) == row.followup_on and end.hour == 0
    assert row.followup is None, "its own record is no second talk"
    assert Todo.objects.get(source="development.followup").due_on == row.followup_on


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("channel", "result", "counts"),
    [("phone", "", True), ("visit", "", True), ("phone", "无人接听", False), ("im", "", False)],
)
def test_only_a_spoken_talk_closes_the_week(field, channel, result, counts):
    row = actions.record_visit(plan(field), report(), by=field.chen)
    field.talk(channel, result)
    row.refresh_from_db()
    clock = Clock.objects.get(code="development.followup")
    assert (row.followup is not None) == counts
    assert clock.state == ("met" if counts else "running")


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "is_late"), [(7, False), (8, True)])
def test_the_manager_hears_of_a_week_that_passed(field, days, is_late):
    """P (k): the seventh day is in time, the eighth is not."""
    ended = timezone.now() - timedelta(days=days)
    row = actions.record_visit(plan(field, planned_at=ended), report(ended_at=ended), by=field.chen)
    advance(now=timezone.now())
    told = set(
        Notice.objects.filter(event="development.followup_late").values_list("user", flat=True)
    )
    assert (field.house.lin.pk in told) == is_late
    field.talk("phone")
    assert Clock.objects.get(object_id=row.pk).state == ("late" if is_late else "met")


@pytest.mark.django_db
def test_a_visit_lets_the_opportunity_of_a_key_account_go_on(field, account):
    deal = field.move(field.deal(), "qualified")
    field.talk()
    deal = field.move(deal, "contacted")
    with pytest.raises(Refused, match="完成的拜访记录"):
        field.move(deal, "visited")
    row = prepare(field, plan(field, by=field.lin, level_reason="专员休假"))
    actions.record_visit(row, report(ended_at=timezone.now()), by=field.chen)
    assert field.move(deal, "visited").stage.step == Step.VISITED


@pytest.mark.django_db
def test_a_check_in_keeps_place_and_time_and_the_next_day_knows_the_way(field):
    first = plan(field, planned_at=timezone.now() - timedelta(days=1))
    spot = actions.Spot(Decimal("32.06000"), Decimal("118.78000"), 25)
    row = actions.check_in(first, by=field.chen, spot=spot)
    assert row.arrived_at and actions.check_in(row, by=field.chen).arrived_at == row.arrived_at
    with pytest.raises(Refused, match="定位不正确"):
        actions.check_in(row, by=field.chen, spot=actions.Spot(Decimal(99), Decimal(0)))
    plan(field, planned_at=timezone.now())
    day = queries.day_of(field.chen, field.chen, timezone.localdate())
    assert len(day.halts) == 1 and day.halts[0].turn == 1
    assert queries.day_of(fresh(field.house.meng), field.chen, timezone.localdate()).halts == []


@pytest.mark.django_db
def test_a_cancelled_visit_says_why_and_asks_nothing_more(field):
    row = plan(field)
    with pytest.raises(Refused, match="取消的原因"):
        actions.cancel_visit(row, by=field.chen, reason=" ")
    row = actions.cancel_visit(row, by=field.chen, reason="客户改期")
    assert not Todo.objects.filter(source="development.visit_record", state="open").exists()
    with pytest.raises(Refused, match="已经结束"):
        actions.check_in(row, by=field.chen)


@pytest.mark.django_db
def test_the_screens_of_a_visit_from_plan_to_record(client, field, account):
    house = field.house
    client.force_login(house.lin)
    now = timezone.localtime()
    body = {"customer": account.pk, "purpose": "初次拜访", "minutes": 60, "mode": "face",
            "planned_at": now.strftime("%Y-%m-%d %H:%M"), "visitor": house.chen.pk}  # fmt: skip
    new = reverse("development:visit_new")
    answer = client.post(new, body)
    assert answer.status_code == 422 and "初次拜访" in answer.content.decode()
    answer = client.post(new, body | {"level_reason": "专员休假"})
    row = Visit.objects.get()
    assert answer.status_code == 302
    client.force_login(house.chen)
    shown = client.get(row.get_absolute_url()).content.decode()
    for words in ("还缺什么", "请先记下讨论", "材料清单", "到达签到"):
        assert words in shown, words
    assert "主要谈话内容" not in shown
    address = reverse("development:discuss", args=[row.pk])
    at = now.strftime("%Y-%m-%d %H:%M")
    answer = client.post(address, {"at": at, "people": house.chen.pk, "notes": "谈能耗"})
    assert answer.status_code == 422 and "谈能耗" in answer.content.decode()
    client.post(address, {"at": at, "people": house.lin.pk, "notes": "谈能耗"})
    marks = {f"state-{code}": "done" for code in MaterialSort} | {"judgement": "重能耗"}
    client.post(reverse("development:materials", args=[row.pk]), marks)
    client.post(reverse("development:ready", args=[row.pk]))
    place = {"latitude": "32.0603", "longitude": "118.7969", "accuracy_m": "20.4"}
    photo = SimpleUploadedFile("门口.pdf", b"%PDF-1.4 photo")
    answer = client.post(reverse("development:check_in", args=[row.pk]), place | {"photo": photo})
    assert answer.status_code == 302
    record = reverse("development:report", args=[row.pk])
    typed = {"ended_at": at, "talk": "谈了能耗", "opinions": "", "suggestions": "再访"}
    answer = client.post(record, typed)
    assert answer.status_code == 422 and "谈了能耗" in answer.content.decode()
    client.post(record, typed | {"opinions": "担心售后"})
    shown = client.get(row.get_absolute_url()).content.decode()
    for words in ("目标客户拜访记录表", "担心售后", "32.06030", "拜访后再次听取意见"):
        assert words in shown, words
    shown = client.get(reverse("development:day")).content.decode()
    assert account.name in shown


@pytest.mark.django_db
def test_a_plan_that_is_refused_keeps_the_customer_that_was_chosen(client, field, monkeypatch):
    monkeypatch.setattr("maizi.kit.forms.FEW", 0)  # as with so many that they are not listed
    client.force_login(field.chen)
    answer = client.post(reverse("development:visit_new"), {"customer": field.customer.pk})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{field.customer.pk}" selected' in shown and field.customer.name in shown
