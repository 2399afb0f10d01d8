"""A complaint from the ringing phone to its end, and what is refused on the way (E-1…E-8, E-11)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.clocks.queries import open_clock, open_clocks
from maizi.complaints import actions
from maizi.complaints.models import Complaint, Entry
from maizi.complaints.rules import targets
from maizi.complaints.rules.shares import Planned, Proposal, Share
from maizi.complaints.terms import (
    Answer,
    Priority,
    RemedySort,
    State,
    Step,
    Topic,
    Validity,
    Way,
)
from maizi.inbox.models import Todo
from maizi.kernel.errors import Refused
from tests.house import fresh

pytestmark = pytest.mark.django_db


def test_from_the_phone_to_the_lesson(desk):
    row = desk.received()
    assert row.no.startswith("TS")
    assert row.state == State.RECEIVED and row.owner == desk.wu and row.priority == Priority.P3
    assert {c.code for c in open_clocks(row)} == {*targets.COURSE, targets.LEGAL}
    receipt = row.entries.get(kind="receipt")
    assert receipt.is_public and row.no in receipt.text
    assert Todo.objects.filter(owner=desk.wu, source="complaints.answer", state="open").exists()

    desk.answered(row)
    row.refresh_from_db()
    assert row.answered_at and open_clock(row, targets.RESPONSE) is None
    assert not Todo.objects.filter(source="complaints.answer", state="open").exists()

    row = desk.confirming(row)
    assert row.state == State.CONFIRMING and row.cost_yuan == 200
    assert open_clock(row, targets.PLAN) is None
    actions.confirm(row, answer=Answer.YES, way=Way.PHONE, text="满意", by=fresh(desk.wu))
    row = actions.close(
        row, has_chance=True, chance="想再买一台", is_regained=True, by=fresh(desk.wu)
    )
    assert row.state == State.CLOSED and row.ended_at
    assert open_clocks(row) == []
    assert set(row.steps.values_list("step", flat=True)) >= {
        Step.FACE, Step.DETECT, Step.CALM, Step.DISCERN, Step.SOLVE, Step.EVALUATE,
    }  # fmt: skip
    lesson = actions.publish_lesson(
        row, title="保养要查风扇", text="轴承磨损会停机。", by=fresh(desk.he)
    )
    assert row.steps.filter(step=Step.AWARE).exists()
    actions.learn(lesson, by=desk.li)
    actions.learn(lesson, by=desk.li)
    assert lesson.reads.count() == 1


def test_a_lesson_names_nobody(desk):
    row = desk.received()
    Complaint.objects.filter(pk=row.pk).update(state=State.CLOSED, ended_at=timezone.now())
    with pytest.raises(Refused, match="王芳"):
        actions.publish_lesson(row, title="案例", text="王芳来电", by=fresh(desk.he))


def test_every_stage_stores_who_when_and_what(desk):
    row = desk.confirming(_answered(desk))
    stages = list(row.entries.filter(kind="stage", is_public=False).exclude(state=""))
    walked = [one.state for one in stages]
    assert walked == [
        "appraised", "investigating", "responsible", "proposed", "opinion", "executing",
        "confirming",
    ]  # fmt: skip
    assert all(one.by_id and one.at for one in stages)


def _answered(desk):
    row = desk.received()
    desk.answered(row)
    return row


def test_closing_names_every_gap(desk):
    row = desk.confirming(desk.received())
    with pytest.raises(Refused) as refused:
        actions.close(row, has_chance=None, chance="", is_regained=None, by=fresh(desk.wu))
    told = str(refused.value)
    for gap in ("回访确认", "是否发现商机", "客户是否已挽回"):
        assert gap in told


@pytest.mark.parametrize(
    ("shares", "code"),
    [([], "none"), ([60, 39], "sum"), ([60, 41], "sum"), ([100, 0], "least"), ([50, 50], "")],
)
def test_shares_make_up_a_hundred(desk, shares, code):
    """E-6, T-1.4."""
    row, by = desk.received(), fresh(desk.wu)
    actions.appraise(row, validity=Validity.PARTLY, text="部分属实", by=by)
    actions.investigate(row, findings="两处原因", needs_field=True, by=by)
    units = [desk.unit.pk, desk.house.nanjing.pk]
    lines = [Share(unit, percent, desk.cause.pk)
             for unit, percent in zip(units, shares, strict=False)]  # fmt: skip
    if code:
        with pytest.raises(Refused) as refused:
            actions.fix_responsibility(row, shares=lines, has_recourse=False, by=by)
        assert refused.value.code == code
        assert not row.shares.exists()
    else:
        row = actions.fix_responsibility(row, shares=lines, has_recourse=True, by=by)
        assert sum(row.shares.values_list("percent", flat=True)) == 100
        assert row.main_unit == desk.unit and row.main_cause == desk.cause


def test_what_is_still_unclear_gets_no_responsibility(desk):
    row, by = desk.received(), fresh(desk.wu)
    actions.appraise(row, validity=Validity.PENDING, text="要先检测", by=by)
    actions.investigate(row, findings="检测中", needs_field=False, by=by)
    with pytest.raises(Refused, match="待查"):
        actions.fix_responsibility(
            row, shares=[Share(desk.unit.pk, 100, desk.cause.pk)], has_recourse=False, by=by
        )
    actions.appraise(row, validity=Validity.UPHELD, text="检测属实", by=by)
    row.refresh_from_db()
    assert row.state == State.APPRAISED


def test_stages_do_not_jump(desk):
    row = desk.received()
    with pytest.raises(Refused, match="登记"):
        actions.investigate(row, findings="查", needs_field=False, by=fresh(desk.wu))
    with pytest.raises(Refused, match="登记"):
        actions.finish(row, result="好了", by=fresh(desk.wu))


def test_not_upheld_only_after_the_customer_was_told(desk):
    """E-1: explanation sent, other routes named."""
    row, by = desk.received(), fresh(desk.wu)
    with pytest.raises(Refused, match="认定不成立"):
        actions.appraise(row, validity=Validity.NOT, text="不属实", by=by)
    with pytest.raises(Refused) as refused:
        actions.dismiss(row, text="检测正常", routes=actions.ROUTES, by=by)
    assert refused.value.code == "untold"
    desk.answered(row, topic=Topic.NOT_UPHELD, text="很抱歉，检测正常，您可以打 12315。")
    row = actions.dismiss(row, text="检测正常", routes=actions.ROUTES, by=by)
    assert row.state == State.NOT_UPHELD and open_clocks(row) == []
    assert row.entries.filter(is_public=True, text__contains="12315").exists()


def test_dissatisfied_goes_one_level_higher_and_keeps_its_number(desk):
    """E-8: "no" reopens with a new owner one level higher."""
    row = desk.confirming(_answered(desk))
    no = row.no
    row = actions.confirm(row, answer=Answer.NO, way=Way.PHONE, text="又停了", by=fresh(desk.wu))
    row.refresh_from_db()
    assert (row.no, row.reopened, row.state) == (no, 1, State.REOPENED)
    assert row.owner == desk.he
    assert open_clock(row, targets.RESPONSE) is not None
    again = desk.confirming(row)
    assert again.state == State.CONFIRMING


def test_three_times_in_five_days_not_reached_is_enough(desk):
    """E-8."""
    row, by = desk.confirming(_answered(desk)), fresh(desk.wu)
    for count in range(3):
        if count == 2:
            with pytest.raises(Refused, match="回访确认"):
                actions.close(row, has_chance=False, chance="", is_regained=False, by=by)
        actions.confirm(row, answer=Answer.UNREACHABLE, way=Way.PHONE, text="", by=by)
    row = actions.close(row, has_chance=False, chance="", is_regained=False, by=by)
    assert row.state == State.CLOSED


@pytest.mark.parametrize(("days", "is_late"), [(29, False), (31, True)])
def test_taken_up_again_within_thirty_days(desk, days, is_late):
    """E-1."""
    row = desk.received()
    ended = timezone.now() - timedelta(days)
    Complaint.objects.filter(pk=row.pk).update(state=State.CLOSED, ended_at=ended)
    for clock in open_clocks(row):
        from maizi.clocks import actions as clocks

        clocks.stop(clock, by=None)
    row.refresh_from_db()
    if is_late:
        with pytest.raises(Refused) as refused:
            actions.reopen(row, reason="又坏了", by=None)
        assert refused.value.code == "late"
    else:
        assert actions.reopen(row, reason="又坏了", by=None).state == State.REOPENED


def test_money_needs_a_sum_and_a_rule(desk):
    row, by = desk.received(), fresh(desk.wu)
    actions.appraise(row, validity=Validity.UPHELD, text="属实", by=by)
    actions.investigate(row, findings="查明", needs_field=False, by=by)
    actions.fix_responsibility(
        row, shares=[Share(desk.unit.pk, 100, desk.cause.pk)], has_recourse=False, by=by
    )
    today = timezone.localdate()
    for remedies, basis, day, match in (
        ([Planned(RemedySort.REFUND)], "合同", today, "金额"),
        ([Planned(RemedySort.REFUND, -1)], "合同", today, "负数"),
        ([Planned(RemedySort.APOLOGY)], " ", today, "依据"),
        ([], "合同", today, "处理方式"),
        ([Planned(RemedySort.APOLOGY)], "合同", today - timedelta(1), "今天"),
    ):
        with pytest.raises(Refused, match=match):
            actions.propose(row, Proposal(tuple(remedies), "方案", basis, day), by=by)


def test_facts_to_come_are_refused(desk):
    with pytest.raises(Refused, match="不能晚于现在"):
        desk.received(received_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused, match="客户的原话"):
        desk.received(words="  ")


def test_words_are_weighed_before_they_go_out(desk):
    """E-5: forbidden phrases warn, an answer begins with an apology."""
    row = desk.received()
    with pytest.raises(Refused, match="不可能"):
        desk.answered(row, text="抱歉，这不可能。", is_public=True)
    with pytest.raises(Refused, match="先致歉"):
        desk.answered(row, text="我们查一下。", is_public=True)
    desk.answered(row, text="我们查一下。", is_public=True, is_confirmed=True)
    assert Entry.objects.filter(complaint=row, kind="contact", is_public=True).count() == 1


def test_only_who_handles_it_may(desk):
    row = desk.received()
    with pytest.raises(Refused, match="吴小涵"):
        actions.appraise(row, validity=Validity.UPHELD, text="属实", by=fresh(desk.li))
