"""Slots, follow-ups, incidents, inspections (F-10, F-12 … F-18, F-20; T-F3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.clocks import actions as clocks
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from maizi.service import actions
from maizi.service.models import PreventivePlan, Ticket
from maizi.service.terms import AppointmentState, IncidentKind, PlanScope
from maizi.warranty import actions as warranty
from tests.house import fresh

pytestmark = pytest.mark.django_db


def _slot(hours: float) -> actions.Slot:
    since = timezone.now() + timedelta(hours=hours)
    return actions.Slot(since, since + timedelta(hours=2), since + timedelta(hours=8))


def test_told_in_time_is_put_off_without_breach(service):
    """F-13, T-F3: reason and apology go into the notice; the new slot stands."""
    row, by = service.taken(type="install"), fresh(service.wu)
    with pytest.raises(Refused, match="已经过去"):
        actions.agree_slot(row, _slot(-1), by=by)
    old = actions.agree_slot(row, _slot(2), by=by)
    with pytest.raises(Refused, match="原因"):
        actions.move_slot(row, _slot(26), reason=" ", by=by)
    actions.move_slot(row, _slot(26), reason="车坏了", by=by)
    old.refresh_from_db()
    assert old.state == AppointmentState.MOVED and not old.is_broken
    assert "车坏了" in old.notice and "抱歉" in old.notice
    assert row.appointments.filter(state=AppointmentState.AGREED).count() == 1


def test_told_too_late_is_broken_and_supervisors_hear(service):
    """F-13, T-F3: once the slot has begun it is 失约, and put off all the same."""
    row, by = service.taken(type="install"), fresh(service.wu)
    old = actions.agree_slot(row, _slot(2), by=by)
    clocks.advance(now=timezone.now() + timedelta(hours=2, minutes=5))
    old.refresh_from_db()
    assert old.is_broken and old.state == AppointmentState.AGREED
    assert Notice.objects.filter(event="service.broken", user=service.he).exists()
    actions.move_slot(row, _slot(26), reason="堵车", by=by)
    old.refresh_from_db()
    assert old.is_broken and old.state == AppointmentState.MOVED


def test_an_installation_is_accepted_before_it_is_confirmed(service):
    """F-17, F-18: the receipt first; follow-ups 3 and 30 days later."""
    row = service.restored(service.triaged(service.taken(type="install")))
    with pytest.raises(Refused, match="验收单"):
        actions.confirm(row, who="王芳", by=fresh(service.wu))
    signed = warranty.Signed("安装", "正常", "赵技师", "王芳", signature="8812")
    warranty.accept([service.piece], signed, by=fresh(service.he))
    today = timezone.localdate()
    due = list(row.follow_ups.values_list("due_on", flat=True))
    assert due == [today + timedelta(3), today + timedelta(30)]
    actions.confirm(row, who="王芳", by=fresh(service.wu))
    with pytest.raises(Refused, match="哪里不好"):
        actions.follow_up(row.follow_ups.first(), is_fine=False, text="", by=fresh(service.wu))
    actions.follow_up(row.follow_ups.first(), is_fine=True, text="很好", by=fresh(service.wu))


def test_an_incident_names_its_rule_and_is_decided_by_another(service):
    """F-15."""
    row, he = service.on_site(), fresh(service.he)
    given = {"person": service.zhao, "kind": IncidentKind.CARELESS, "text": "螺栓未紧"}
    with pytest.raises(Refused, match="没有依据"):
        actions.raise_incident(row, **given, rule="", by=he)
    made = actions.raise_incident(row, **given, rule="安装规范第三条", by=he)
    with pytest.raises(Refused, match="另一位主管"):
        actions.decide_incident(made, penalty="警告", by=he)
    made = actions.decide_incident(made, penalty="警告", by=fresh(service.house.boss))
    assert made.decided_by == service.house.boss


def test_pieces_are_inspected_before_their_day_once(service):
    """F-20: within the lead; a second run opens nothing."""
    plan = PreventivePlan.objects.create(
        name="半年保养", family=service.family, months=6, scope=PlanScope.COVERED,
        checklist="油位", owner=service.wu, lead_days=180,
    )  # fmt: skip
    (made,) = actions.open_due(plan)
    assert made.type == "inspection" and made.unit == service.piece
    assert actions.open_due(plan) == [] and Ticket.objects.count() == 1
    found = actions.note_upkeep(
        made, findings="正常", needs="想加一台", advice="", by=fresh(service.wu)
    )
    assert found.needs == "想加一台"
