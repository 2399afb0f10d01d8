"""A request from asking to its effect: who decides, what is applied, only once (0.6, A-32)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.accounts.models import Appointment, Delegation
from maizi.approvals import access, actions, queries
from maizi.approvals.access import Asked
from maizi.approvals.events import CaseClosed, SeatsClosed
from maizi.approvals.models import ApprovalCase, ApprovalDefinition, CaseEntry, Seat
from maizi.approvals.rules import Approver, Condition, Definition, Step
from maizi.approvals.terms import (
    Act,
    ApproverSort,
    CaseState,
    GrantState,
    Operator,
    StepMode,
)
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording
from tests.house import fresh

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


def test_an_approved_change_is_applied_with_its_reason(office):
    case = office.ask()
    assert (case.state, case.step_number, case.applicant) == ("pending", 1, office.chen)
    assert [s.person for s in Seat.objects.all()] == [office.wei]
    office.account.refresh_from_db()
    assert office.account.name == "华宁科技有限公司"
    case = agree(case, office.wei, opinion="属实")
    office.account.refresh_from_db()
    assert office.account.name == "华宁集团有限公司"
    assert (case.state, case.grant) == (CaseState.APPROVED, GrantState.APPLIED)
    assert case.applied_at and acts(case) == ["submit", "agree", "apply"]
    entry = HistoryEntry.objects.filter(kind="customers.customer").order_by("-id").first()
    assert entry.actor_id == office.chen.pk and str(case.pk) in entry.reason
    assert entry.changes["name"] == ["华宁科技有限公司", "华宁集团有限公司"]


def test_nobody_but_the_approver_decides_and_never_the_applicant(office):
    case = office.ask()
    for person, told in (
        (office.chen, "自己的申请"),
        (office.lin, "没有轮到"),
        (office.boss, "没有轮到"),
    ):
        with pytest.raises(Refused, match=told):
            agree(case, person)
    agree(case, office.wei)
    with pytest.raises(Refused, match="不用再处理"):
        agree(case, office.wei)
    assert acts(case).count("agree") == 1


def test_an_approver_who_asks_himself_is_judged_by_his_superior(office):
    """0.6: the only eligible approver is the applicant."""
    office.account.owner = office.wei
    office.account.save()
    case = office.ask(by=office.wei)
    assert Seat.objects.get().person == office.lin
    with pytest.raises(Refused, match="自己的申请"):
        agree(case, office.wei)


def test_who_stands_in_decides_and_it_says_for_whom(office):
    """M-6: A 代 B; not for a request of his own."""
    today = timezone.localdate()
    Delegation.objects.create(
        giver=office.wei, receiver=office.boss, starts_on=today, ends_on=today, reason="出差"
    )
    case = office.ask()
    assert queries.counts(office.boss) == {"decide": 1}
    agree(case, office.boss)
    entry = CaseEntry.objects.get(act=Act.AGREE)
    assert (entry.by, entry.instead_of) == (office.boss, office.wei)
    seat = Seat.objects.get()
    assert (seat.person, seat.decided_by) == (office.wei, office.boss)
    Delegation.objects.update(receiver=office.chen)
    again = office.ask("华宁三号有限公司")
    with pytest.raises(Refused, match="自己的申请"):
        agree(again, office.chen)


def test_a_rejection_needs_an_opinion_and_ends_the_case(office):
    case = office.ask()
    with pytest.raises(Refused, match="写明意见"):
        actions.reject(case, by=office.wei, opinion=" ", digest=case.digest)
    with recording() as heard:
        case = actions.reject(case, by=office.wei, opinion="没有证明", digest=case.digest)
    assert (case.state, case.grant) == (CaseState.REJECTED, GrantState.NONE)
    assert [e for e in heard if isinstance(e, CaseClosed)] == [CaseClosed(case.pk, "rejected")]
    assert any(isinstance(e, SeatsClosed) for e in heard)
    office.account.refresh_from_db()
    assert office.account.name == "华宁科技有限公司"


def test_a_returned_request_is_corrected_and_judged_anew(office):
    case = office.ask("华宁")
    old = case.digest
    case = actions.send_back(case, by=office.wei, opinion="请用全称", digest=old)
    assert case.state == CaseState.RETURNED and queries.counts(office.wei) == {"decide": 0}
    with pytest.raises(Refused, match="申请人"):
        actions.resubmit(case, asked=Asked({"name": "x"}, "x"), by=office.wei)
    case = actions.resubmit(case, asked=Asked({"name": "华宁集团有限公司"}, "全称"), by=office.chen)
    assert (case.state, case.round, case.step_number) == ("pending", 2, 1)
    with pytest.raises(Refused, match="改动过"):
        actions.agree(case, by=office.wei, digest=old)
    agree(case, office.wei)
    office.account.refresh_from_db()
    assert office.account.name == "华宁集团有限公司"


def test_a_withdrawn_request_asks_nobody_any_more(office):
    case = office.ask()
    with pytest.raises(Refused, match="不能撤回"):
        actions.withdraw(case, by=office.wei)
    case = actions.withdraw(case, by=office.chen)
    assert case.state == CaseState.WITHDRAWN and queries.counts(office.wei) == {"decide": 0}
    with pytest.raises(Refused, match="不用再处理"):
        agree(case, office.wei)
    assert office.ask().pk != case.pk


def test_one_request_at_a_time(office):
    office.ask()
    with pytest.raises(Refused, match="还在审批中"):
        office.ask("又一个名字有限公司")


@pytest.mark.parametrize(
    ("reason", "told"), [("", "申请理由"), ("  ", "申请理由")], ids=["none", "blank"]
)
def test_a_request_needs_a_reason(office, reason, told):
    with pytest.raises(Refused, match=told):
        actions.submit(
            SUBJECT, row=office.account, asked=Asked({"name": "x"}, reason), by=office.chen
        )
    assert not ApprovalCase.objects.exists()


def test_without_a_flow_or_an_approver_nothing_is_asked(office):
    Appointment.objects.filter(user=office.wei).delete()
    with pytest.raises(Refused, match="没有人能审批"):
        office.ask()
    ApprovalDefinition.objects.update(is_active=False)
    with pytest.raises(Refused, match="没有适用的审批流程"):
        office.ask()
    assert not ApprovalCase.objects.exists()


def test_who_does_not_see_the_record_asks_nothing_for_it(office):
    with pytest.raises(Refused, match="看不到"):
        office.ask(by=office.house.meng)


def test_what_changed_meanwhile_is_not_overwritten_and_the_right_expires(office):
    """A-32: bound to exactly this difference; 24 hours when the base moved."""
    case, now = office.ask(), timezone.now()
    type(office.account).objects.update(name="别人改的名字")
    case = agree(case, office.wei, now=now)
    assert (case.state, case.grant) == (CaseState.APPROVED, GrantState.OPEN)
    assert "改动" in case.grant_problem
    with pytest.raises(Refused, match="改动"):
        actions.apply_grant(case, by=office.chen, now=now)
    assert actions.expire_grants(now=now + timedelta(hours=23)) == 0
    assert actions.expire_grants(now=now + timedelta(hours=25)) == 1
    assert actions.expire_grants(now=now + timedelta(hours=25)) == 0
    case.refresh_from_db()
    assert case.grant == GrantState.EXPIRED and acts(case)[-1] == "expire"
    with pytest.raises(Refused, match="不能再次"):
        actions.apply_grant(case, by=office.chen)
    assert type(office.account).objects.get().name == "别人改的名字"


def test_a_right_that_waits_is_used_once_when_the_base_is_back(office):
    case = office.ask()
    rows = type(office.account).objects
    rows.update(name="别人改的名字")
    case = agree(case, office.wei)
    rows.update(name="华宁科技有限公司")
    with pytest.raises(Refused, match="不能再次"):
        actions.apply_grant(case, by=office.wei)
    case = actions.apply_grant(case, by=office.chen)
    assert case.grant == GrantState.APPLIED and rows.get().name == "华宁集团有限公司"
    with pytest.raises(Refused, match="不能再次"):
        actions.apply_grant(case, by=office.chen)


def test_what_the_archive_refuses_stays_open_with_its_reason(office):
    office.house.customer("华宁集团有限公司", office.chen, usc_code="91350211M00013FU5T")
    case = actions.submit(
        SUBJECT, row=office.account, asked=Asked({"usc_code": "91350211M00013FU5T"}, "补录"),
        by=office.chen,
    )  # fmt: skip
    case = agree(case, office.wei)
    assert (case.state, case.grant) == (CaseState.APPROVED, GrantState.OPEN)
    assert case.grant_problem


def test_running_cases_keep_the_flow_they_began_with(office):
    case = office.ask()
    row = ApprovalDefinition.objects.get(subject=SUBJECT)
    actions.save_definition(row, Definition((), (named(office.boss),)), by=None)
    assert row.version == 2 and case.definition_version == 1
    assert agree(case, office.wei).grant == GrantState.APPLIED


def test_the_first_flow_whose_conditions_hold_applies(office):
    only_owner = Condition("fields", Operator.TOUCHES, ("owner",))
    lay_down(named(office.boss), conditions=[only_owner], position=1)
    assert office.ask().definition.name == "大客户重要信息更新"


def test_copies_see_the_case_and_decide_nothing(office):
    case = office.ask()
    person = office.house.service
    assert not access.visible_cases(person).exists()
    assert actions.copy_to(case, [person], by=office.chen) == 1
    assert actions.copy_to(case, [person], by=office.chen) == 0
    assert access.visible_cases(fresh(person)).get() == case
    assert queries.box(fresh(person), "copied").get() == case
    with pytest.raises(Refused, match="没有轮到"):
        agree(case, person)
    with pytest.raises(Refused, match="只有申请人"):
        actions.copy_to(case, [office.boss], by=person)


def test_only_those_concerned_see_a_case(office):
    case = office.ask()
    for person in (office.chen, office.wei):
        assert access.visible_cases(fresh(person)).get() == case
    assert access.visible_cases(fresh(office.boss)).get() == case  # has all approvals in sight
    for person in (office.house.xu, office.house.meng, office.house.admin):
        assert not access.visible_cases(fresh(person)).exists()


def test_every_decision_keeps_what_was_judged(office):
    """0.6: who, when, opinion and the digest of the data."""
    case = office.ask()
    agree(case, office.wei, opinion="同意")
    entry = CaseEntry.objects.get(act=Act.AGREE)
    assert (entry.digest, entry.opinion, entry.by) == (case.digest, "同意", office.wei)
