"""Whose hands: the accused, hand-offs, malice, supervision (E-3, E-6, E-10, E-12)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from maizi.approvals import actions as approvals
from maizi.approvals.models import Seat
from maizi.clocks import actions as clocks
from maizi.clocks.queries import latest_clock, open_clock
from maizi.complaints import access, actions, queries
from maizi.complaints.actions.holdings import COMPLAINTS
from maizi.complaints.models import Complaint, Door, HandOff, Suspicion
from maizi.complaints.rules import targets
from maizi.complaints.terms import HandOffState, Nature, PauseReason, Priority
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from tests.house import fresh

pytestmark = pytest.mark.django_db
EVIDENCE = "录音三段：索要五万元，否则发到网上"


def test_a_complaint_about_the_handler_never_goes_to_the_handler(desk):
    """E-10."""
    with pytest.raises(Refused) as refused:
        desk.received(about_person=desk.li, owner=desk.li)
    assert refused.value.code == "accused"
    row = desk.received(about_person=desk.wu)
    assert row.owner not in (desk.wu,)
    assert row.owner == desk.he
    assert not access.visible_complaints(fresh(desk.wu)).filter(pk=row.pk).exists()
    assert access.visible_complaints(fresh(desk.group)).filter(pk=row.pk).exists()
    assert not access.may(fresh(desk.wu), "handle", row)
    with pytest.raises(Refused) as refused:
        actions.hand_off(row, taker=desk.wu, reason="忙", promised="", by=fresh(desk.he))
    assert refused.value.code == "accused"
    with pytest.raises(Refused) as refused:
        actions.take_over(row, taker=desk.wu, reason="忙", by=fresh(desk.he))
    assert refused.value.code == "accused"


def test_who_turns_out_to_be_accused_loses_it_at_once(desk):
    row = desk.received()
    stored = Complaint.objects.get(pk=row.pk)
    stored.about_person = desk.wu
    with recorded(stored, by=fresh(desk.he)):
        actions.amend(stored, "change", by=fresh(desk.he))
    row.refresh_from_db()
    assert row.owner == desk.he
    assert row.entries.filter(is_public=True, text__contains=desk.he.name).exists()


def test_supervisors_see_all_and_owners_their_own(desk):
    row = desk.received()
    seen = access.visible_complaints
    assert seen(fresh(desk.he)).filter(pk=row.pk).exists()
    assert seen(fresh(desk.group)).filter(pk=row.pk).exists()
    assert seen(fresh(desk.house.chen)).filter(pk=row.pk).exists(), "his customer's"
    assert not seen(fresh(desk.house.meng)).filter(pk=row.pk).exists()
    assert not seen(fresh(desk.li)).filter(pk=row.pk).exists()
    assert not seen(fresh(desk.house.admin)).exists()


def test_the_supervision_line_goes_to_its_own_first_hand(desk):
    door = Door(name="监督专线", sort="supervision", owner=desk.group)
    with recorded(door, "create", by=fresh(desk.he)):
        actions.save_door(door, "create", by=fresh(desk.he))
    row = desk.received(by=desk.wu, door=door)
    assert row.owner == desk.group
    assert len(door.code) >= 12


def test_handed_off_only_when_accepted(desk):
    """E-12: the sender stays owner; clocks run on; the customer learns the new contact."""
    row = desk.received()
    due = open_clock(row, targets.CLOSE).due_at
    offer = actions.hand_off(row, taker=desk.li, reason="懂空压机", promised="今天回电",
                             by=fresh(desk.wu))  # fmt: skip
    row.refresh_from_db()
    assert row.owner == desk.wu
    assert access.visible_complaints(fresh(desk.li)).filter(pk=row.pk).exists()
    with pytest.raises(Refused):
        actions.accept(offer, by=fresh(desk.he))
    actions.accept(offer, by=fresh(desk.li))
    actions.accept(offer, by=fresh(desk.li))
    row.refresh_from_db()
    assert row.owner == desk.li and open_clock(row, targets.CLOSE).due_at == due
    assert row.entries.filter(is_public=True, text__contains=desk.li.name).exists()


def test_declined_with_a_reason_it_stays(desk):
    row = desk.received()
    offer = actions.hand_off(row, taker=desk.li, reason="忙", promised="", by=fresh(desk.wu))
    with pytest.raises(Refused):
        actions.decline(offer, reason="", by=fresh(desk.li))
    actions.decline(offer, reason="在外地", by=fresh(desk.li))
    row.refresh_from_db()
    offer.refresh_from_db()
    assert row.owner == desk.wu and offer.state == HandOffState.DECLINED


def test_the_third_hand_off_needs_a_supervisor(desk):
    row = desk.received()
    for giver, taker in ((desk.wu, desk.li), (desk.li, desk.wu)):
        offer = actions.hand_off(row, taker=taker, reason="换人", promised="", by=fresh(giver))
        actions.accept(offer, by=fresh(taker))
    with pytest.raises(Refused) as refused:
        actions.hand_off(row, taker=desk.li, reason="再换", promised="", by=fresh(desk.wu))
    assert refused.value.code == "often"
    actions.hand_off(row, taker=desk.li, reason="主管同意", promised="", by=fresh(desk.he))


def test_no_answer_goes_to_the_superior(desk):
    """E-12: P1 ten minutes, then the receiver's superior."""
    row = desk.received(harm="safety")
    assert row.priority == Priority.P1
    offer = actions.hand_off(row, taker=desk.li, reason="忙", promised="", by=fresh(desk.wu))
    clock = open_clock(offer, targets.ACCEPT)
    assert clock.due_at - clock.started_at == timedelta(minutes=10)
    clocks.advance(now=timezone.now() + timedelta(minutes=11))
    offer.refresh_from_db()
    assert offer.state == HandOffState.ESCALATED
    higher = HandOff.objects.get(complaint=row, state=HandOffState.ASKED)
    assert higher.taker == desk.he and row.owner == desk.wu


def test_malicious_with_one_confirmation_stays_well_meant(desk):
    """P (m), E-3: two persons, and duties stay."""
    row = desk.received()
    with pytest.raises(Refused, match="证据"):
        actions.suspect(row, evidence="坏人", by=fresh(desk.wu))
    found = actions.suspect(row, evidence=EVIDENCE, by=fresh(desk.wu))
    with pytest.raises(Refused):
        actions.confirm_malice(found, as_counsel=False, by=fresh(desk.wu))
    row = actions.confirm_malice(found, as_counsel=False, by=fresh(desk.he))
    assert row.nature == Nature.WELL_MEANT
    with pytest.raises(Refused):
        actions.confirm_malice(found, as_counsel=False, by=fresh(desk.he))
    row = actions.confirm_malice(found, as_counsel=True, by=fresh(desk.yu))
    assert row.nature == Nature.MALICIOUS
    for code in (targets.RESPONSE, targets.LEGAL):
        assert open_clock(row, code) is not None, "the law and the first answer are not touched"
    assert not row.entries.filter(is_public=True, text__contains="恶意").exists()


def test_a_suspicion_is_nobody_elses_business(desk):
    row = desk.received()
    actions.suspect(row, evidence=EVIDENCE, by=fresh(desk.wu))
    chen = fresh(desk.house.chen)
    assert access.visible_complaints(chen).filter(pk=row.pk).exists()
    assert queries.shown_to(chen, row).suspicion is None
    assert queries.shown_to(fresh(desk.yu), row).suspicion is not None
    figures = queries.figures_of(
        fresh(desk.he), queries.Period(timezone.localdate(), timezone.localdate())
    )
    assert figures.malicious == 0


def test_the_database_knows_that_two_are_two(desk):
    row = desk.received()
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspicion.objects.create(
            complaint=row, evidence=EVIDENCE, raised_by=desk.wu, raised_at=timezone.now(),
            supervisor=desk.he, counsel=desk.he,
        )  # fmt: skip


def test_refused_it_stays_well_meant_and_may_be_raised_anew(desk):
    row = desk.received()
    found = actions.suspect(row, evidence=EVIDENCE, by=fresh(desk.wu))
    with pytest.raises(Refused):
        actions.refuse_malice(found, opinion="", by=fresh(desk.yu))
    actions.refuse_malice(found, opinion="属于正当维权", by=fresh(desk.yu))
    row.refresh_from_db()
    assert row.nature == Nature.WELL_MEANT
    actions.suspect(row, evidence=EVIDENCE, by=fresh(desk.wu))


def test_the_accused_approves_nothing(desk):
    """E-6, also not when his post would make him."""
    row = desk.received(about_person=desk.he, owner=desk.wu)
    desk.proposed(row)
    with pytest.raises(Refused) as refused:
        actions.submit_plan(row, reason="同意", judge=desk.he, by=fresh(desk.wu))
    assert refused.value.field == "judge"
    row.refresh_from_db()
    case = actions.submit_plan(row, reason="同意", judge=desk.li, by=fresh(desk.wu))
    approvals.agree(case, by=fresh(desk.li), digest=case.digest)
    seats = Seat.objects.filter(step__case=case, state="open")
    assert [seat.person for seat in seats] == [desk.house.boss], "not the supervisor himself"


@pytest.mark.parametrize(("amount", "steps"), [(2000, 2), (2001, 4)])
def test_beyond_the_limit_two_more_agree(desk, amount, steps):
    """E-7: over the limit finance and the director."""
    desk.house.person("cai", "财务", desk.house.hq, "finance")
    row = desk.received()
    desk.proposed(row, amount=amount)
    case = actions.submit_plan(row, reason="同意", judge=desk.he, by=fresh(desk.wu))
    assert len(case.steps) == steps


def test_a_rejected_plan_is_made_anew(desk):
    row = desk.received()
    desk.proposed(row)
    case = actions.submit_plan(row, reason="同意", judge=desk.he, by=fresh(desk.wu))
    approvals.reject(case, by=fresh(desk.he), opinion="补偿太少", digest=case.digest)
    row.refresh_from_db()
    assert row.state == "proposed"
    assert row.entries.filter(text="补偿太少").exists()


def test_clocks_follow_the_priority_from_the_first_start(desk):
    """E-4: recomputed from the original start when the priority rises."""
    at = timezone.now() - timedelta(minutes=20)
    row = desk.received(received_at=at)
    before = open_clock(row, targets.CLOSE).due_at
    stored = Complaint.objects.get(pk=row.pk)
    stored.harm = "safety"
    with recorded(stored, by=fresh(desk.wu)):
        actions.amend(stored, "change", by=fresh(desk.wu))
    clock = open_clock(row, targets.RESPONSE)
    assert stored.priority == Priority.P1
    assert clock.started_at == row.received_at
    assert clock.due_at == row.received_at + timedelta(minutes=30)
    assert open_clock(row, targets.CLOSE).due_at < before


def test_only_waiting_for_the_customer_stops_clocks_and_never_the_law(desk):
    """E-4."""
    row = desk.received()
    with pytest.raises(Refused):
        actions.wait_for_customer(row, PauseReason.GOODS, text=" ", by=fresh(desk.wu))
    actions.wait_for_customer(row, PauseReason.GOODS, text="请寄回风扇", by=fresh(desk.wu))
    states = {code: open_clock(row, code).state for code in (*targets.COURSE, targets.LEGAL)}
    assert states[targets.RESPONSE] == states[targets.LEGAL] == "running"
    assert states[targets.PLAN] == states[targets.CLOSE] == states[targets.APPRAISAL] == "paused"
    assert row.entries.filter(is_public=True, text__contains="请寄回风扇").exists()
    actions.customer_says(row, "已寄出，单号 SF123")
    assert open_clock(row, targets.PLAN).state == "running"


def test_a_breach_is_told_and_stays(desk):
    row = desk.received(received_at=timezone.now() - timedelta(days=40))
    clocks.advance(now=timezone.now())
    clock = latest_clock(row, targets.LEGAL)
    assert clock.breached_at
    desk.answered(row)
    clock.refresh_from_db()
    assert clock.breached_at
    from maizi.inbox.models import Notice

    told = Notice.objects.filter(event="complaints.late")
    assert {one.user for one in told} >= {desk.wu, desk.he}


def test_who_leaves_hands_his_complaints_on(desk):
    row = desk.received()
    mine = desk.received(about_person=desk.li, title="另一件")
    assert COMPLAINTS.count(desk.wu) == 2
    refused = COMPLAINTS.give(
        [row.pk, mine.pk], giver=desk.wu, taker=desk.li, by=desk.he, reason="离职"
    )
    assert set(refused) == {mine.pk}, "he may not get the one about himself"
    row.refresh_from_db()
    assert row.owner == desk.li
