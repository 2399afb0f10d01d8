"""What a ticket writes into the repairs of its piece, and how long it waits (F-33, F-38)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.service import actions
from maizi.service.terms import AppointmentState
from maizi.warranty import actions as warranty
from maizi.warranty.models import Acceptance, Repair
from maizi.warranty.queries import Question, verdict_of
from maizi.warranty.queries.asking import facts_of
from maizi.warranty.rules.repairs import finished
from maizi.warranty.terms import Delay, Right, RuleCode
from tests.house import fresh

pytestmark = pytest.mark.django_db


def _sold(service, days: int):
    """The piece was sold so many days ago, under the row of 1995."""
    warranty.seed_catalogue()
    day = timezone.localdate() - timedelta(days)
    service.piece = warranty.refresh(
        service.piece, by=fresh(service.he), catalogue="彩色电视机", invoiced_on=day,
        delivered_on=day, invoice_no="1", price_yuan=4999,
    )  # fmt: skip


def _asked(service, on=None):
    question = Question(fault="停机", fault_code="堵塞停机", is_consumer=True,
                        reported_on=on or timezone.localdate())  # fmt: skip
    return verdict_of(service.piece, question, now=timezone.now())


@pytest.mark.parametrize(
    ("delay", "days", "row"),
    [(Delay.PARTS, 91, RuleCode.R4), (Delay.REPAIRER, 31, RuleCode.R5)],
)
def test_waiting_for_a_part_reaches_the_rows_for_it(service, delay, days, row):
    """F-33 rows 4 and 5: from arrival on, by whose reason it is; ready with the ticket."""
    _sold(service, 30)
    ticket, zhao = service.on_site(), fresh(service.zhao)
    actions.wait_for_part(ticket, delay=delay, text="压缩机，下周到", by=zhao)
    (repair,) = Repair.objects.filter(unit=service.piece)
    assert repair.delay == delay and repair.ready_at is None and repair.source_id == ticket.pk
    soon = _asked(service, timezone.localdate() + timedelta(days - 1)).ruling
    assert row not in [one.row for one in soon.rows if one.holds]
    late = _asked(service, timezone.localdate() + timedelta(days)).ruling
    assert row in [one.row for one in late.rows if one.holds] and Right.EXCHANGE in late.rights
    actions.step(ticket, verb="work", by=zhao)
    actions.restore(ticket, actions.Result(text="换压缩机", fault_code="堵塞停机"), by=zhao)
    repair.refresh_from_db()
    assert repair.ready_at and repair.delay == delay and repair.fault_code == "堵塞停机"
    assert Repair.objects.count() == 1, "the same repair ends, no second one is counted"


def test_a_cancelled_ticket_leaves_no_repair_open(service):
    """F-33, F-38: the days of waiting stay taken out; a repair that was not made does not count."""
    _sold(service, 30)
    ticket, zhao = service.on_site(), fresh(service.zhao)
    began = timezone.now() - timedelta(days=3)
    type(ticket).objects.filter(pk=ticket.pk).update(arrived_at=began)
    actions.wait_for_part(ticket, delay=Delay.PARTS, text="压缩机，下周到", by=zhao)
    actions.assign(ticket, engineer=service.first, by=fresh(service.he))
    covered = type(service.piece).objects.get(pk=service.piece.pk).covered_until
    actions.cancel(ticket, reason="客户自己修好了", by=fresh(service.wu))
    (repair,) = Repair.objects.filter(unit=service.piece)
    assert repair.is_called_off and repair.ready_at and repair.state_after == "客户自己修好了"
    service.piece.refresh_from_db()
    assert service.piece.covered_until == covered, "the days it waited are the customer's"
    late = _asked(service, timezone.localdate() + timedelta(91)).ruling
    assert RuleCode.R4 not in [one.row for one in late.rows if one.holds]
    service.restored(service.triaged(service.taken()))
    facts = facts_of(service.piece, Question(fault="停机", reported_on=timezone.localdate()))
    assert len(facts.repairs) == 2 and len(finished(facts.repairs, timezone.localdate())) == 1


def test_another_tickets_repair_goes_on(service):
    """F-38: a ticket that is cancelled does not end what a verdict or another ticket began."""
    _sold(service, 30)
    repair = warranty.log_repair(service.piece, by=fresh(service.he), fault="停机", repairer="网点")
    actions.cancel(service.taken(), reason="重复登记", by=fresh(service.wu))
    repair.refresh_from_db()
    assert repair.ready_at is None and not repair.is_called_off


def test_a_chosen_repair_ends_with_the_ticket(service):
    """F-33, F-38: the record that the choice began is the one the engineer ends."""
    _sold(service, 30)
    question = Question(fault="停机", reported_on=timezone.localdate(), is_consumer=True)
    verdict = warranty.ask(service.piece, question=question, by=fresh(service.he))
    chosen = warranty.choose(verdict, right=Right.REPAIR, by=fresh(service.he), chosen_by="王芳")
    service.restored()
    chosen.repair.refresh_from_db()
    assert chosen.repair.ready_at and "试机正常" in chosen.repair.state_after
    assert Repair.objects.count() == 1


def test_two_tickets_of_one_piece_do_not_overlap(service):
    """F-38: time in another repair is left to that one, and the field is not stopped by it."""
    first = service.on_site()
    second = service.taken()
    zhao = fresh(service.zhao)
    actions.step(first, verb="work", by=zhao)
    actions.restore(first, actions.Result(text="好了"), by=zhao)
    second = service.on_site(service.triaged(second))
    warranty.hold_up(service.piece, Delay.PARTS, by=zhao, handed_in_at=timezone.now(),
                     fault="停机", repairer="赵技师")  # fmt: skip
    warranty.finish_repair(service.piece, by=zhao, ready_at=timezone.now(), fault="停机")
    actions.step(second, verb="work", by=zhao)
    actions.restore(second, actions.Result(text="好了"), by=zhao)
    spans = list(Repair.objects.order_by("handed_in_at").values_list("handed_in_at", "ready_at"))
    assert len(spans) == 3
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))


def test_follow_ups_are_counted_from_the_signature(service):
    """F-18: 3 and 30 days after acceptance, also when the receipt is written down later."""
    row = service.restored(service.triaged(service.taken(type="install")))
    signed_at = timezone.now() - timedelta(days=2)
    signed = warranty.Signed("安装", "正常", "赵技师", "王芳", signature="8812", at=signed_at)
    warranty.accept([service.piece], signed, by=fresh(service.he))
    signed_on = timezone.localdate(Acceptance.objects.get().accepted_at)
    due = list(row.follow_ups.values_list("due_on", flat=True))
    assert due == [signed_on + timedelta(3), signed_on + timedelta(30)]


@pytest.mark.parametrize(("late_minutes", "is_broken"), [(-5, False), (5, True)])
def test_who_was_there_in_time_and_told_late_did_not_break_his_word(
    service, late_minutes, is_broken
):
    """F-13: the telephone had no network; its own clock says when he arrived."""
    row = service.accepted()
    since = timezone.now() + timedelta(minutes=30)
    slot = actions.Slot(since, since + timedelta(hours=2), since + timedelta(hours=8))
    made = actions.agree_slot(row, slot, by=fresh(service.wu))
    start = timezone.now() - timedelta(minutes=10)
    type(made).objects.filter(pk=made.pk).update(since=start, is_broken=True)
    row.entries.update(at=start - timedelta(hours=1))
    arrived = start + timedelta(minutes=late_minutes)
    actions.step(row, verb="arrive", by=fresh(service.zhao), at=arrived)
    made.refresh_from_db()
    assert made.state == AppointmentState.KEPT and made.is_broken is is_broken
