"""Steps of a case: any, all, in order; added signers, handing over, being late (0.6)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.actions import deactivate_person
from maizi.accounts.events import PersonDeactivated
from maizi.accounts.models import Delegation
from maizi.approvals import actions
from maizi.approvals.events import SeatsClosed, SeatsOpened
from maizi.approvals.models import ApprovalCase, ApprovalDefinition, Seat
from maizi.approvals.rules import Approver, Definition, Step
from maizi.approvals.terms import (
    ApproverSort,
    CaseState,
    GrantState,
    Place,
    SeatState,
    StepMode,
    Timeout,
)
from maizi.clocks.actions import advance
from maizi.clocks.models import Clock
from maizi.inbox import actions as inbox
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish, recording

from .conftest import SUBJECT


def lay_down(*steps: Step, conditions=(), position: int = 1, name: str = "另一个流程"):
    row = ApprovalDefinition(subject=SUBJECT, name=name, position=position)
    return actions.save_definition(row, Definition(tuple(conditions), steps), by=None)


def named(*people, mode=StepMode.ANY, name="审核", **values) -> Step:
    approvers = tuple(Approver(ApproverSort.PERSON, person_id=person.pk) for person in people)
    return Step(name, approvers, mode, **values)


def agree(case, by, **values):
    case.refresh_from_db()
    return actions.agree(case, by=by, digest=case.digest, **values)


def acts(case) -> list[str]:
    return list(case.entries.values_list("act", flat=True))


def test_any_all_and_in_order(office):
    lay_down(named(office.wei, office.lin, mode=StepMode.ORDER), named(office.lin, office.boss,
             mode=StepMode.ALL, name="会签"))  # fmt: skip
    case = office.ask()
    with pytest.raises(Refused, match="没有轮到"):
        agree(case, office.lin)
    agree(case, office.wei)
    agree(case, office.lin)
    assert ApprovalCase.objects.get().step_number == 2
    agree(case, office.boss)
    assert ApprovalCase.objects.get().state == CaseState.PENDING
    case = agree(case, office.lin)
    assert case.grant == GrantState.APPLIED


def test_in_any_the_others_need_not_decide(office):
    lay_down(named(office.wei, office.lin))
    case = office.ask()
    with recording() as heard:
        agree(case, office.lin)
    spared = Seat.objects.get(person=office.wei)
    assert spared.state == SeatState.SPARED
    closed = {id_ for e in heard if isinstance(e, SeatsClosed) for id_ in e.person_ids}
    assert closed == {office.wei.pk, office.lin.pk}


def test_signers_before_and_after_and_handing_over(office):
    case = office.ask()
    actions.add_signer(case, signer=office.lin, place=Place.BEFORE, by=office.wei, opinion="请先看")
    with pytest.raises(Refused, match="没有轮到"):
        agree(case, office.wei)
    agree(case, office.lin)
    with pytest.raises(Refused, match="已经在这一步"):
        actions.hand_over(case, to=office.lin, by=office.wei, opinion="忙")
    with pytest.raises(Refused, match="申请人不能"):
        actions.hand_over(case, to=office.chen, by=office.wei, opinion="忙")
    with pytest.raises(Refused, match="转交的原因"):
        actions.hand_over(case, to=office.boss, by=office.wei, opinion="")
    actions.hand_over(case, to=office.boss, by=office.wei, opinion="出差")
    with pytest.raises(Refused, match="没有轮到"):
        agree(case, office.wei)
    assert agree(case, office.boss).grant == GrantState.APPLIED
    assert acts(case) == ["submit", "add_signer", "agree", "hand_over", "agree", "apply"]


def test_a_late_step_asks_the_superior_too_and_never_agrees_by_itself(office):
    case = office.ask()
    step = case.passed.get()
    with recording() as heard:
        assert actions.time_out(step, now=timezone.now()) == 2
    assert SeatsOpened(case.pk, (office.lin.pk,)) in heard
    case.refresh_from_db()
    assert case.state == CaseState.PENDING
    assert agree(case, office.lin).grant == GrantState.APPLIED
    assert Seat.objects.get(person=office.wei).state == SeatState.SPARED
    assert actions.time_out(step, now=timezone.now()) == 0


def test_the_clock_of_a_step_reminds_and_asks_the_superior(office):
    """Eight working hours by the seeded flow; at 80 % a message, at the end the superior too."""
    case = office.ask()
    row = case.passed.get()
    clock = Clock.objects.get(kind="approvals.casestep", object_id=row.pk)
    assert clock.due_at > row.opened_at and Todo.objects.get().due_at == clock.due_at
    advance(now=clock.due_at + timedelta(minutes=1))
    assert {s.person for s in row.seats.all()} == {office.wei, office.lin}
    assert {t.owner for t in Todo.objects.filter(state="open")} == {office.wei, office.lin}
    told = Notice.objects.filter(event="approvals.late")
    assert told.filter(user=office.wei).count() == 2  # nearly late, late
    agree(case, office.lin)
    clock.refresh_from_db()
    assert clock.state in ("met", "late") or clock.ended_at
    assert not Todo.objects.filter(state="open").exists()
    assert Notice.objects.filter(user=office.chen, event="approvals.decided").count() == 1


def test_whose_turn_it_is_and_his_stand_in_hear_of_it(office):
    today = timezone.localdate()
    Delegation.objects.create(
        giver=office.wei, receiver=office.boss, starts_on=today, ends_on=today, reason="出差"
    )
    case = office.ask()
    asked = Notice.objects.filter(event="approvals.asked")
    assert {n.user for n in asked} == {office.wei, office.boss}
    assert Todo.objects.get().owner == office.wei
    actions.withdraw(case, by=office.chen)
    assert not Todo.objects.filter(state="open").exists()


def test_a_late_step_that_only_reminds_asks_nobody_else(office):
    lay_down(named(office.wei, timeout=Timeout.REMIND))
    case = office.ask()
    assert actions.time_out(case.passed.get(), now=timezone.now()) == 1
    assert [s.person for s in Seat.objects.all()] == [office.wei]


def test_who_left_is_replaced_by_his_superior_and_the_case_goes_on(office):
    case = office.ask()
    with pytest.raises(Refused, match="离职交接"):
        deactivate_person(office.wei, by=office.house.admin, reason="离职")
    office.wei.is_active = False  # however he came to be shut out
    office.wei.save()
    publish(PersonDeactivated(office.wei.pk))
    assert {s.person: s.state for s in Seat.objects.all()} == {
        office.wei: SeatState.OPEN, office.lin: SeatState.OPEN,
    }  # fmt: skip
    assert Todo.objects.filter(owner=office.lin, closed_at=None).count() == 1
    assert acts(case) == ["submit", "replace"]
    agree(case, office.lin)
    assert ApprovalCase.objects.get().grant == GrantState.APPLIED


def test_who_left_before_his_turn_is_replaced_when_it_comes(office):
    lay_down(named(office.boss, office.wei, mode=StepMode.ORDER))
    case = office.ask()
    assert actions.replace_approver(office.wei, now=timezone.now()) == 1
    assert not Todo.objects.filter(owner=office.lin).exists(), "it is not their turn yet"
    agree(case, office.boss)
    agree(case, office.lin)
    assert ApprovalCase.objects.get().state == CaseState.APPROVED
    assert actions.replace_approver(office.lin, now=timezone.now()) == 0


def test_the_applicant_never_takes_the_place_of_who_left(office):
    office.wei.superior, office.lin.superior = office.chen, None
    office.wei.save()
    office.ask()
    assert actions.replace_approver(office.wei, now=timezone.now()) == 0
    assert Seat.objects.count() == 1


def test_a_tick_does_not_end_what_only_a_decision_ends(office):
    office.ask()
    todo = Todo.objects.get(owner=office.wei)
    with pytest.raises(Refused, match="打开申请"):
        inbox.finish(todo, by=office.wei)
    todo.refresh_from_db()
    assert todo.closed_at is None
    client = Client()
    client.force_login(office.wei)
    page = client.get(reverse("inbox:todos")).content.decode()
    assert "打开处理" in page and reverse("inbox:todo_done", args=[todo.pk]) not in page
