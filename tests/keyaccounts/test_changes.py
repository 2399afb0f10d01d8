"""D-20: a change of grade from the candidate to the signature, with its clocks."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.approvals import actions as approvals
from maizi.approvals.models import ApprovalCase
from maizi.clocks.models import Clock
from maizi.clocks.queries import due_text, open_clock
from maizi.credit.models import AppliedGrade, CreditAccount
from maizi.customers.terms import KaStatus
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.keyaccounts import actions
from maizi.keyaccounts.listeners import on_grade_proposed
from maizi.keyaccounts.models import GradeChange
from maizi.keyaccounts.terms import ChangeState
from maizi.rating.events import GradeProposed

pytestmark = pytest.mark.django_db
ZONE = timezone.get_default_timezone()


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=ZONE)


def case_of(row) -> ApprovalCase:
    return ApprovalCase.objects.filter(object_id=row.pk).latest("pk")


def agree(row, by, *, now=None) -> GradeChange:
    case = case_of(row)
    approvals.agree(case, by=by, opinion="同意", digest=case.digest, now=now)
    return GradeChange.objects.get(pk=row.pk)


def filed(lists, *, now=None, **more) -> GradeChange:
    row = lists.candidate(now=now)
    return actions.file_change(row, lists.form(**more), by=lists.qu, now=now)


def test_the_clock_of_headquarters(lists):
    """T-D4: received Monday 10:00, due Wednesday 24:00; extended to Thursday; a second refused."""
    row = filed(lists, now=at(2, 9))
    row = agree(row, lists.du, now=at(2, 10))
    assert row.state == ChangeState.HQ
    clock = open_clock(row, "ka.change.hq")
    assert clock.due_at == at(5, 0), due_text(clock, clock.due_at)
    row = actions.extend(row, reason="签字人出差", by=lists.boss, now=at(4, 12))
    assert open_clock(row, "ka.change.hq").due_at == at(6, 0)
    with pytest.raises(Refused, match="不能再延"):
        actions.extend(row, reason="还是出差", by=lists.boss, now=at(4, 13))


def test_the_extension_never_outlasts_the_whole(lists):
    """D-20.5: min(original + 1 day, total limit)."""
    row = lists.candidate(now=at(2, 9))  # whole: Monday the 9th, 24:00
    row = actions.file_change(row, lists.form(), by=lists.qu, now=at(5, 9))
    row = agree(row, lists.du, now=at(5, 10))
    assert open_clock(row, "ka.change.hq").due_at == at(10, 0)
    with pytest.raises(Refused, match="总时限"):
        actions.extend(row, reason="出差", by=lists.boss, now=at(6, 9))


def test_too_late_is_too_late(lists):
    row = agree(filed(lists, now=at(2, 9)), lists.du, now=at(2, 10))
    with pytest.raises(Refused, match="到期之前"):
        actions.extend(row, reason="出差", by=lists.boss, now=at(5, 1))


def test_the_signature_makes_it_hold(lists):
    """D-20.4: at the moment of signature, with old and new kept."""
    lists.graded("b", "1000000")
    row = agree(agree(filed(lists), lists.du), lists.zong)
    account = CreditAccount.objects.get(customer=lists.customer)
    assert (account.grade, account.limit_yuan, account.terms_days) == ("c", Decimal(300000), 15)
    assert row.state == ChangeState.EFFECTIVE and row.signed_by == lists.zong
    assert row.effective_at >= row.signed_at
    assert (row.old_grade, row.old_limit_yuan, row.old_terms_days) == ("b", Decimal(1000000), 30)
    assert row.applied == AppliedGrade.objects.latest("pk")
    assert not Clock.objects.filter(object_id=row.pk, state="running").exists()
    assert Notice.objects.filter(event="keyaccounts.change", user=lists.chen).exists()


def test_nobody_approves_his_own(lists):
    """0.6: a change approved by its author."""
    row = lists.candidate()
    actions.file_change(row, lists.form(), by=lists.du)
    case = case_of(row)
    seats = {seat.person for seat in case.passed.get().seats.all()}
    assert lists.du not in seats
    with pytest.raises(Refused):
        approvals.agree(case, by=lists.du, opinion="同意", digest=case.digest)


@pytest.mark.parametrize("verb", ["reject", "send_back"])
def test_back_to_the_district_with_the_opinion(lists, verb):
    """D-20: reject → district; it may be filed again, the clocks begin anew."""
    row = filed(lists)
    case = case_of(row)
    getattr(approvals, verb)(case, by=lists.du, opinion="请附上期报表", digest=case.digest)
    row.refresh_from_db()
    assert (row.state, row.opinion) == (ChangeState.RETURNED, "请附上期报表")
    assert Todo.objects.filter(source="keyaccounts.file", owner=lists.qu, state="open").exists()
    row = actions.file_change(row, lists.form(documents="三季度报表"), by=lists.qu)
    assert row.state == ChangeState.REGION and open_clock(row, "ka.change.region") is not None
    assert agree(row, lists.du).state == ChangeState.HQ


def test_a_breach_goes_higher_and_approves_nothing(lists):
    """D-20: escalate, status stays pending."""
    from maizi.clocks.actions import advance

    row = filed(lists, now=timezone.now() - timedelta(days=9))
    advance(now=timezone.now())
    row.refresh_from_db()
    assert row.state == ChangeState.REGION
    told = Notice.objects.filter(event="keyaccounts.late").values_list("user__username", flat=True)
    assert {"du", "zong", "boss"} <= set(told)


def test_a_limit_below_what_is_used_is_said_first(lists):
    """D-30: no new credit, no retroactive cancel, and nobody by mistake."""
    lists.graded()
    lists.bill("400000", due=-20, on=1)
    row = lists.candidate()
    with pytest.raises(Refused, match="低于已占用的 400,000.00 元"):
        actions.file_change(row, lists.form(limit="300000"), by=lists.qu)
    row = actions.file_change(row, lists.form(is_below_known=True), by=lists.qu)
    assert row.state == ChangeState.REGION


def test_one_change_at_a_time_and_none_for_nothing(lists):
    row = lists.candidate()
    assert lists.candidate() == row and GradeChange.objects.count() == 1
    with pytest.raises(Refused, match="为什么不作变更"):
        actions.drop_change(row, reason="", by=lists.qu)
    row = actions.drop_change(row, reason="已经改善", by=lists.qu)
    assert row.state == ChangeState.DROPPED
    with pytest.raises(Refused):
        actions.file_change(row, lists.form(), by=lists.qu)
    assert lists.candidate() != row


def test_a_demoted_customer_comes_back_by_a_change_only(lists):
    """D-11: return only through D-20."""
    lists.bills(1, 4, amount="700000")
    lists.review()
    assert lists.again().ka_status == KaStatus.DEMOTED and lists.key.demoted_on
    row = actions.file_change(lists.candidate(), lists.form(returns_to_list=True), by=lists.qu)
    agree(agree(row, lists.du), lists.zong)
    assert lists.again().ka_status == KaStatus.KEY, "what fell due before is settled"
    assert lists.again().ka_list == "yellow" and lists.key.due == 0
    assert (lists.key.returned_on, lists.key.demoted_on) == (lists.today, None)
    actions.review([lists.customer.pk], today=lists.today + timedelta(days=30))
    assert lists.again().ka_status == KaStatus.KEY, "nor in any night that follows"
    for number in range(4):
        lists.bill("1000", due=-1 - number, on=3)
    actions.review([lists.customer.pk], today=lists.today + timedelta(days=30))
    assert lists.again().ka_status == KaStatus.DEMOTED, "what falls due afterwards counts"


def test_headquarters_asks_the_director(lists):
    row = agree(filed(lists), lists.du)
    actions.ask_for_more(row, reason="评审会推迟", by=lists.zong)
    assert Todo.objects.filter(source="keyaccounts.extend", owner=lists.boss).exists()
    row = actions.extend(row, reason="", by=lists.boss)
    assert row.extension_reason == "评审会推迟" and row.extended_by == lists.boss


def test_an_approved_evaluation_is_filed_by_the_district(lists):
    """D-20.1: what rating proposes stands in the application; a running one keeps its own."""
    lists.graded()
    event = GradeProposed(
        evaluation_id=1, customer_id=lists.customer.pk, grade="c", limit_yuan=Decimal(90000),
        terms_days=15, grace_days=0, until_on=lists.today + timedelta(days=90),
        reason="信用评价 PJ-1，69.25 分", by_id=lists.wang.pk,
    )  # fmt: skip
    on_grade_proposed(event)
    row = GradeChange.objects.get()
    assert (row.state, row.trigger, row.grade) == ("candidate", "rating", "c")
    assert (row.limit_yuan, row.terms_days) == (Decimal(90000), 15) and "69.25" in row.why
    actions.file_change(row, lists.form(limit="80000"), by=lists.qu)
    on_grade_proposed(event)
    row.refresh_from_db()
    assert (row.state, row.limit_yuan) == (ChangeState.REGION, Decimal(80000))


def proposed(lists, grade="c", limit=90000, terms=15, **more) -> GradeProposed:
    return GradeProposed(
        evaluation_id=1, customer_id=lists.customer.pk, grade=grade, limit_yuan=Decimal(limit),
        terms_days=terms, grace_days=more.get("grace", 2),
        until_on=lists.today + timedelta(days=more.get("days", 40)),
        reason=f"信用评价 PJ-{limit}", by_id=lists.wang.pk,
    )  # fmt: skip


def test_what_an_evaluation_laid_down_holds_with_the_signature(lists):
    """D-20: its grace and its validity too; of another grade the company's own."""
    lists.graded()
    on_grade_proposed(proposed(lists))
    row = actions.file_change(GradeChange.objects.get(), lists.form(limit="90000"), by=lists.qu)
    assert case_of(row).payload["grace_days"] == 2, "the region reads it"
    agree(agree(row, lists.du), lists.zong)
    account = CreditAccount.objects.get(customer=lists.customer)
    assert (account.grace_days, account.grade_until_on) == (2, lists.today + timedelta(days=40))
    on_grade_proposed(proposed(lists))
    row = GradeChange.objects.latest("pk")
    row = actions.file_change(row, lists.form("b", "90000"), by=lists.qu)
    assert row.until_on is None and row.grace_days is None


def test_a_proposal_while_another_is_judged_waits_and_is_taken_up(lists):
    """D-20.1: nothing an evaluation came to is lost."""
    lists.graded()
    row = filed(lists)
    on_grade_proposed(proposed(lists, limit=70000))
    row.refresh_from_db()
    assert (row.limit_yuan, row.waiting["limit_yuan"]) == (Decimal(300000), "70000")
    assert Notice.objects.filter(user=lists.du, title__contains="有了新的评价").exists()
    approvals.send_back(case_of(row), by=lists.du, opinion="按新的评价", digest=case_of(row).digest)
    row.refresh_from_db()
    assert (row.state, row.limit_yuan, row.waiting) == ("returned", Decimal(70000), {})
    on_grade_proposed(proposed(lists, limit=60000))
    row.refresh_from_db()
    assert row.limit_yuan == Decimal(60000) and "PJ-60000" in row.why, "at the district: at once"
    row = actions.file_change(row, lists.form(limit="60000"), by=lists.qu)
    on_grade_proposed(proposed(lists, limit=50000))
    agree(agree(row, lists.du), lists.zong)
    again = GradeChange.objects.latest("pk")
    assert again != row and (again.state, again.trigger) == ("candidate", "rating")
    assert again.limit_yuan == Decimal(50000) and again.grace_days == 2
    row = actions.file_change(again, lists.form(limit="50000"), by=lists.qu)
    on_grade_proposed(proposed(lists, limit=50000))
    agree(agree(row, lists.du), lists.zong)
    assert GradeChange.objects.latest("pk") == row, "what was signed is not asked for again"


@pytest.mark.parametrize("other", [{"grace": 1}, {"days": 300}])
def test_a_proposal_of_another_grace_or_validity_is_taken_up_too(lists, other):
    """D-20.1: the same grade, limit and terms are not all that an evaluation lays down."""
    lists.graded()
    on_grade_proposed(proposed(lists))
    row = actions.file_change(GradeChange.objects.get(), lists.form(limit="90000"), by=lists.qu)
    on_grade_proposed(proposed(lists, **other))
    agree(agree(row, lists.du), lists.zong)
    again = GradeChange.objects.latest("pk")
    assert again != row and (again.state, again.trigger) == ("candidate", "rating")
    laid_down = (again.grace_days, (again.until_on - lists.today).days)
    assert laid_down == (other.get("grace", 2), other.get("days", 40))


def test_the_nightly_work_finds_candidates(lists):
    """D-20.1: overdue longer than 60 days, an expired grade; not again soon after it was closed."""
    lists.graded()
    CreditAccount.objects.update(grade_until_on=lists.today - timedelta(days=1))
    actions.propose_slice(today=lists.today)
    row = GradeChange.objects.get()
    assert row.trigger == "expired" and Todo.objects.filter(owner=lists.qu).exists()
    actions.drop_change(row, reason="正在复评", by=lists.qu)
    actions.propose_slice(today=lists.today)
    assert GradeChange.objects.count() == 1
