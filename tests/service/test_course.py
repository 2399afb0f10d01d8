"""A ticket from the ringing phone to the confirmation, and what is refused (F-2 … F-5)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.clocks import actions as clocks
from maizi.clocks.queries import latest_clock, open_clock, open_clocks
from maizi.clocks.terms import ClockState
from maizi.complaints.models import Complaint
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.service import actions
from maizi.service.access import visible_tickets
from maizi.service.models import EmergencyPlan
from maizi.service.rules.matrix import ACCEPT, ARRIVE, COMMIT, RESPONSE, RESTORE
from maizi.service.terms import Band, Mode, OrderState, PauseReason, Severity, State
from maizi.stock.queries import on_hand
from tests.house import fresh

from .conftest import now

pytestmark = pytest.mark.django_db


def test_from_the_phone_to_the_confirmation(service):
    """F-2, F-3, F-5: every state in its order, each with its clocks."""
    row = service.taken()
    assert row.no.startswith("GD") and row.state == State.NEW and row.owner == service.wu
    assert row.customer == service.customer and row.family == service.family
    assert row.point == service.nanjing and row.band == Band.NEAR and 0 < row.km <= 20
    assert [one.code for one in open_clocks(row)] == [RESPONSE]
    assert open_clock(row, RESPONSE).minutes == 10

    row = service.triaged(row)
    assert row.state == State.TRIAGED and [one.code for one in open_clocks(row)] == [ARRIVE]
    row = service.restored(row)
    assert row.state == State.RESTORED and not open_clocks(row)
    actions.confirm(row, who="王芳", score=5, by=fresh(service.zhao))
    row = actions.close(row, by=fresh(service.wu))
    assert row.state == State.CLOSED and row.ended_at
    walked = list(row.entries.filter(kind="stage").values_list("state", flat=True))
    assert walked == ["new", "triaged", "assigned", "accepted", "en_route", "on_site", "working",
                      "restored", "confirmed", "closed"]  # fmt: skip
    assert not Todo.objects.filter(source__startswith="service.", state="open").exists()


def test_a_repair_counts_in_the_warranty(service):
    """F-38: from arrival until it works, with parts and who; the next fault finds it."""
    row = service.on_site()
    actions.use_part(row, product=service.part, quantity=Decimal(1), by=fresh(service.zhao))
    actions.restore(
        row, actions.Result(text="换滤芯", fault_code="堵塞停机"), by=fresh(service.zhao)
    )
    made = service.piece.repairs.get()
    assert (made.source_kind, made.source_id) == ("service.ticket", row.pk)
    assert made.fault_code == "堵塞停机" and "机油滤芯" in made.parts_used
    assert made.repairer == "赵技师" and made.ready_at == now(row).restored_at


def test_what_is_not_confirmed_is_not_closed(service):
    row = service.restored()
    with pytest.raises(Refused, match="现在是“已修复”，不能关闭"):
        actions.close(row, by=fresh(service.wu))
    with pytest.raises(Refused, match="客户方是谁确认"):
        actions.confirm(row, who=" ", by=fresh(service.wu))
    with pytest.raises(Refused, match="评分要在 1 到 5"):
        actions.confirm(row, who="王芳", score=6, by=fresh(service.wu))


def test_intake_refuses_with_its_reason(service):
    with pytest.raises(Refused, match="不能晚于现在"):
        service.taken(received_at=timezone.now() + timedelta(minutes=2))
    with pytest.raises(Refused, match="记下客户说的情况"):
        service.taken(symptom=" ")
    with pytest.raises(Refused, match="都填，要么都不填"):
        service.taken(longitude=None)
    with pytest.raises(Refused, match="不能登记"):
        service.taken(by=service.house.auditor)


def test_remote_help_counts_from_its_start_and_may_fail(service):
    """F-3, F-4 c: the repair counts from the start of remote help; then somebody goes."""
    row = service.triaged(mode=Mode.REMOTE, severity=Severity.GENERAL)
    assert row.state == State.WORKING and open_clock(row, RESTORE).minutes == 240
    row = service.triaged(row, severity=Severity.SERIOUS)
    assert row.state == State.TRIAGED and row.mode == Mode.ON_SITE
    assert open_clock(row, RESTORE) is None and open_clock(row, ARRIVE).minutes == 60
    assert latest_clock(row, RESTORE).state == ClockState.CANCELLED
    row = service.on_site(row)
    with pytest.raises(Refused, match="不能分诊"):
        service.triaged(row)


def test_triage_needs_a_word_of_reason(service):
    row = service.taken()
    found = actions.Triage(severity=Severity.MINOR, mode=Mode.REMOTE, note=" ")
    with pytest.raises(Refused, match="理由"):
        actions.triage(row, found, by=fresh(service.wu))
    with pytest.raises(Refused, match="您不能代办"):
        actions.triage(row, found, by=fresh(service.zhao))


def test_beyond_the_radii_the_agreed_time_is_the_target(service):
    """F-4 b."""
    row = service.taken(latitude=Decimal("39.9"), longitude=Decimal("116.4"))
    assert row.band == Band.BEYOND
    with pytest.raises(Refused, match="约定到场时间"):
        service.triaged(row)
    with pytest.raises(Refused, match="已经过去"):
        service.triaged(row, agreed_at=timezone.now() - timedelta(hours=1))
    agreed_at = timezone.now() + timedelta(hours=30)
    row = service.triaged(row, agreed_at=agreed_at)
    assert abs(open_clock(row, ARRIVE).due_at - agreed_at) < timedelta(minutes=2)
    row = service.triaged(row, km=Decimal("48.50"))
    assert row.band == Band.MIDDLE and row.is_km_typed and open_clock(row, ARRIVE).minutes == 120


def test_the_worst_is_committed_to_on_site(service):
    """F-4: within 60 minutes of arrival; what is committed becomes the target."""
    row = service.on_site(service.triaged(severity=Severity.CRITICAL))
    assert open_clock(row, COMMIT).minutes == 60 and open_clock(row, RESTORE) is None
    until = timezone.now() + timedelta(hours=5)
    actions.commit(row, until=until, text="要拆机头", by=fresh(service.zhao))
    assert open_clock(row, COMMIT) is None
    assert abs(open_clock(row, RESTORE).due_at - until) < timedelta(minutes=2)
    with pytest.raises(Refused, match="已经过去"):
        actions.commit(row, until=timezone.now(), text="x", by=fresh(service.zhao))


def test_the_worst_without_a_plan_alarms_the_head(service):
    """F-3: an emergency plan must exist for the family."""
    service.taken(severity="critical")
    alarm = Notice.objects.filter(event="service.no_plan")
    assert {one.user for one in alarm} >= {service.he, service.head}
    told = alarm.count()
    EmergencyPlan.objects.create(family=service.family, chain="何主管 13800000000", kit="滤芯两套")
    service.taken(severity="critical")
    assert alarm.count() == told


def test_clocks_stand_still_for_the_customer_never_for_parts(service):
    """F-4 c."""
    row = service.on_site()
    actions.wait_for_customer(
        row, PauseReason.DECISION, text="是否更换机头", by=fresh(service.zhao)
    )
    assert open_clock(row, RESTORE).state == ClockState.PAUSED
    actions.go_on(row, by=fresh(service.zhao))
    assert open_clock(row, RESTORE).state == ClockState.RUNNING
    with pytest.raises(Refused, match="哪个备件"):
        actions.step(row, verb="wait_part", by=fresh(service.zhao))
    actions.step(row, verb="wait_part", text="机头轴承，周四到", by=fresh(service.zhao))
    assert open_clock(row, RESTORE).state == ClockState.RUNNING
    with pytest.raises(Refused, match="等客户什么"):
        actions.wait_for_customer(row, PauseReason.ABSENT, text="", by=fresh(service.wu))


def test_a_breach_is_told_to_the_supervisor(service):
    """F-4 e."""
    service.taken(received_at=timezone.now() - timedelta(minutes=30))
    clocks.advance(now=timezone.now())
    assert Notice.objects.filter(event="service.late", user=service.he).exists()


def test_rejection_asks_the_next_and_needs_a_reason(service):
    """F-5."""
    row = service.triaged()
    order = actions.assign(row, engineer=service.first, by=fresh(service.he))
    with pytest.raises(Refused, match="拒单要写原因"):
        actions.reject(order, reason="", by=fresh(service.zhao))
    with pytest.raises(Refused, match="派给了 赵技师"):
        actions.accept(order, by=fresh(service.qian))
    actions.reject(order, reason="车坏在路上", by=fresh(service.zhao))
    row = now(row)
    assert row.state == State.ASSIGNED and row.engineer == service.qian
    assert row.orders.get(engineer=service.second).is_automatic
    assert Notice.objects.filter(event="service.rejected", user=service.wu).exists()


def test_silence_is_passed_over_after_five_minutes(service):
    """F-5: automatic re-dispatch; when nobody is left, dispatchers hear of it."""
    row = service.triaged()
    order = actions.assign(row, engineer=service.first, by=fresh(service.he))
    assert open_clock(order, ACCEPT).minutes == 5
    clocks.advance(now=timezone.now() + timedelta(minutes=6))
    assert now(order).state == OrderState.EXPIRED and now(row).engineer == service.qian
    clocks.advance(now=timezone.now() + timedelta(minutes=13))
    row = now(row)
    assert row.state == State.TRIAGED and row.engineer is None
    nobody = Notice.objects.filter(event="service.rejected", user=service.he)
    assert any("没有人接" in one.title for one in nobody)
    with pytest.raises(Refused, match="已经改派"):
        actions.accept(order, by=fresh(service.zhao))


def test_who_cannot_go_is_not_sent(service):
    """F-5, F-52: the refusal says why."""
    row = service.triaged()
    service.first.skills.update(valid_until=timezone.localdate() - timedelta(1))
    with pytest.raises(Refused, match="证书已过期"):
        actions.assign(row, engineer=service.first, by=fresh(service.he))
    service.first.skills.all().delete()
    with pytest.raises(Refused, match="不会修这类产品"):
        actions.assign(row, engineer=service.first, by=fresh(service.he))
    with pytest.raises(Refused, match="已经过去"):
        actions.assign(row, engineer=service.second, by=fresh(service.he),
                       since=timezone.now() - timedelta(hours=1))  # fmt: skip


def test_handing_over_takes_it_from_the_one_before(service):
    row = service.accepted()
    actions.assign(row, engineer=service.second, by=fresh(service.he))
    assert row.orders.get(engineer=service.first).state == OrderState.RECALLED
    with pytest.raises(Refused, match="由 钱技师 负责"):
        actions.step(now(row), verb="depart", by=fresh(service.zhao))


def test_parts_leave_the_shelf_once(service):
    """A double press takes one part; too many are refused by the store."""
    row = service.on_site()
    by = fresh(service.zhao)
    actions.use_part(row, product=service.part, quantity=Decimal(2), by=by, token="t1")
    actions.use_part(row, product=service.part, quantity=Decimal(2), by=by, token="t1")
    assert row.parts.count() == 1 and on_hand([service.part])[service.part.pk] == 18
    with pytest.raises(Refused):
        actions.use_part(row, product=service.part, quantity=Decimal(100), by=by, token="t2")
    with pytest.raises(Refused, match="大于 0"):
        actions.use_part(row, product=service.part, quantity=Decimal(0), by=by)
    with pytest.raises(Refused, match="到场以后"):
        actions.use_part(service.accepted(), product=service.part, quantity=Decimal(1), by=by)


def test_a_phone_without_a_network_keeps_its_moments(service):
    """Steps that were made without a network keep their time; twice is once."""
    row = service.accepted()
    earlier = timezone.now() - timedelta(days=4)
    with pytest.raises(Refused, match="超过三天"):
        actions.step(row, verb="depart", by=fresh(service.zhao), at=earlier)
    spot = actions.Spot(Decimal("31.5"), Decimal("118.5"))
    row.entries.update(at=timezone.now() - timedelta(hours=2))
    told = timezone.now() - timedelta(hours=1)
    row = actions.step(row, verb="arrive", by=fresh(service.zhao), at=told, spot=spot)
    assert row.arrived_at == told and row.latitude == Decimal("31.95")
    row = actions.step(row, verb="arrive", by=fresh(service.zhao))
    assert row.entries.filter(state="on_site").count() == 1


def test_reopening_keeps_the_number(service):
    row = service.restored()
    actions.confirm(row, who="王芳", by=fresh(service.wu))
    row = actions.close(row, by=fresh(service.wu))
    late = timezone.now() + timedelta(days=31)
    with pytest.raises(Refused, match="超过 30 天"):
        actions.reopen(row, reason="又停了", by=fresh(service.wu), now=late)
    with pytest.raises(Refused, match="哪里不对"):
        actions.reopen(row, reason="", by=fresh(service.wu))
    row = actions.reopen(row, reason="又停了", by=fresh(service.wu))
    assert row.state == State.REOPENED and row.reopened == 1
    assert [one.code for one in open_clocks(row)] == [RESPONSE]
    assert service.triaged(row).state == State.TRIAGED


def test_calling_off_frees_the_engineer(service):
    row = service.accepted()
    with pytest.raises(Refused, match="为什么取消"):
        actions.cancel(row, reason="", by=fresh(service.wu))
    row = actions.cancel(row, reason="客户自己修好了", by=fresh(service.wu))
    assert row.state == State.CANCELLED and not open_clocks(row)
    assert row.orders.get().state == OrderState.RECALLED


def test_a_consultation_ends_with_knowledge(service):
    """F-1."""
    row = service.triaged(service.taken(type="consult"), mode=Mode.REMOTE)
    with pytest.raises(Refused, match="知识文章"):
        actions.restore(row, actions.Result(text="已说明"), by=fresh(service.wu))
    told = actions.Result(text="已说明", no_article="新机型，资料未到")
    assert actions.restore(row, told, by=fresh(service.wu)).state == State.RESTORED


def test_a_ticket_becomes_a_complaint_once(service):
    """L-8: the words, the piece and the caller go over; the ticket remembers."""
    row = actions.to_complaint(service.taken(), words="修了三次还停！", by=fresh(service.wu))
    made = Complaint.objects.get()
    assert row.complaint_no == made.no and made.serial == "BK75-0188"
    assert made.customer == service.customer and made.words == "修了三次还停！"
    with pytest.raises(Refused, match="已经转成投诉"):
        actions.to_complaint(row, words="再说一次", by=fresh(service.wu))


def test_who_sees_what(service):
    """M-3: the desk, the engineer it was given to, and whose customer it is; nobody else."""
    row = service.accepted()
    for person in (service.wu, service.he, service.zhao, service.house.chen):
        assert row in visible_tickets(fresh(person)), person
    for person in (service.qian, service.house.xu, service.house.auditor):
        assert row not in visible_tickets(fresh(person)), person
