"""The state machine, the forecast and what is learned, without a database (B-4)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.development.rules.ageing import ageing_of, days_in, next_step_of
from maizi.development.rules.forecast import USUAL, conversions, weighted_yuan
from maizi.development.rules.learning import Ended, brier, calibration, chance, learn
from maizi.development.rules.stages import (
    Facts,
    Place,
    check_close,
    check_move,
    check_reopen,
    check_review,
    missing_for,
)
from maizi.development.terms import Ageing, DealState, NextStep, Step
from maizi.kernel.errors import Refused

ALL = Facts(
    has_need=True, has_decider=True, is_reachable=True, has_contact=True, has_visit=True,
    has_proposal=True, has_agreement=True,
)  # fmt: skip
PLACES = [Place(step.chinese, step) for step in Step]


def move(now: Step, to: Step, facts: Facts = ALL) -> None:
    check_move(
        PLACES[now.rank], PLACES[to.rank], between=PLACES[now.rank + 1 : to.rank], facts=facts
    )


@pytest.mark.parametrize("step", list(Step)[1:])
def test_every_stage_may_follow_the_one_before(step):
    move(list(Step)[step.rank - 1], step)


@pytest.mark.parametrize(
    ("name", "words"),
    [("has_need", "需求"), ("has_decider", "拍板"), ("is_reachable", "联系方式")],
)
def test_a_lead_needs_three_things(name, words):
    with pytest.raises(Refused, match=words):
        move(Step.LEAD, Step.QUALIFIED, replace(ALL, **{name: False}))
    with pytest.raises(Refused, match="免打扰"):
        move(Step.LEAD, Step.QUALIFIED, replace(ALL, is_blocked=True))
    with pytest.raises(Refused, match="已停止赊销"):
        move(Step.LEAD, Step.QUALIFIED, replace(ALL, credit_objection="已停止赊销"))


@pytest.mark.parametrize(
    ("now", "to"),
    [(Step.LEAD, Step.CONTACTED), (Step.LEAD, Step.PROPOSAL), (Step.QUALIFIED, Step.VISITED),
     (Step.CONTACTED, Step.NEGOTIATION), (Step.QUALIFIED, Step.NEGOTIATION)],
)  # fmt: skip
def test_a_jumped_stage_is_refused_with_its_name(now, to):
    with pytest.raises(Refused, match="中间还有") as refusal:
        move(now, to)
    assert refusal.value.code == "jumped"
    between = list(Step)[now.rank + 1 : to.rank]
    assert any(f"还有“{step.chinese}" in str(refusal.value) for step in between)


def test_a_visit_may_be_left_out_with_ordinary_customers_only():
    move(Step.CONTACTED, Step.PROPOSAL)
    with pytest.raises(Refused, match="已拜访"):
        move(Step.CONTACTED, Step.PROPOSAL, replace(ALL, is_key=True))


def test_who_has_a_proposal_may_go_to_it_from_any_later_stage():
    move(Step.QUALIFIED, Step.PROPOSAL)
    with pytest.raises(Refused, match="上传文件"):
        move(Step.QUALIFIED, Step.PROPOSAL, replace(ALL, has_proposal=False))


@pytest.mark.parametrize(
    ("step", "name"),
    [(Step.CONTACTED, "has_contact"), (Step.VISITED, "has_visit"), (Step.PROPOSAL, "has_proposal")],
)
def test_a_stage_says_what_it_lacks(step, name):
    assert missing_for(step, ALL) == []
    assert len(missing_for(step, replace(ALL, **{name: False}))) == 1


def test_how_an_opportunity_may_end():
    check_close(DealState.WON, is_last_stage=True, facts=ALL, reason="", text="")
    with pytest.raises(Refused, match="最后一个阶段"):
        check_close(DealState.WON, is_last_stage=False, facts=ALL, reason="", text="")
    with pytest.raises(Refused, match="已签的协议"):
        check_close(DealState.WON, is_last_stage=True, facts=Facts(), reason="", text="")
    for state in (DealState.LOST, DealState.PAUSED, DealState.DISQUALIFIED):
        with pytest.raises(Refused) as refusal:
            check_close(state, is_last_stage=False, facts=ALL, reason="", text="贵")
        assert refusal.value.field == "reason"
        with pytest.raises(Refused) as refusal:
            check_close(state, is_last_stage=False, facts=ALL, reason="price", text="  ")
        assert refusal.value.field == "note"


def test_a_pause_has_a_day_ahead():
    today = date(2026, 3, 2)
    check_review(DealState.LOST, None, today=today)
    check_review(DealState.PAUSED, date(2026, 3, 3), today=today)
    for day in (None, today, date(2026, 3, 1)):
        with pytest.raises(Refused, match="复查日期"):
            check_review(DealState.PAUSED, day, today=today)


def test_nothing_begins_again_without_its_record():
    for state in (DealState.WON, DealState.LOST, DealState.PAUSED):
        check_reopen(state, is_recorded=True)
        with pytest.raises(Refused, match="开发记录"):
            check_reopen(state, is_recorded=False)
    check_reopen(DealState.DISQUALIFIED, is_recorded=False)
    with pytest.raises(Refused, match="进行中"):
        check_reopen(DealState.OPEN, is_recorded=True)


def test_the_usual_chances_weigh_the_forecast():
    percents = {"lead": 5, "qualified": 15, "contacted": 30, "proposal": 50, "negotiation": 70}
    assert {step: int(USUAL[Step(step)] * 100) for step in percents} == percents
    lines = [(Decimal("100000"), Decimal("0.05")), (Decimal("33.33"), Decimal("0.5"))]
    assert weighted_yuan(lines) == Decimal("5016.67")
    assert weighted_yuan([]) == 0


def test_conversion_counts_whoever_got_that_far():
    steps = [Step.LEAD, Step.QUALIFIED, Step.CONTACTED, Step.PROPOSAL]
    ranks = [0, 0, 1, 1, 2, 4, 4, 5]
    lines = conversions(ranks, steps, won=2)
    assert [(line.reached, line.went_on) for line in lines] == [(8, 6), (6, 4), (4, 3), (3, 2)]
    assert lines[0].ratio == Decimal("0.75")
    assert conversions([], steps, won=0)[0].ratio is None


@given(st.lists(st.integers(0, 5)))
def test_no_conversion_exceeds_one(ranks):
    lines = conversions(ranks, list(Step), won=sum(rank == 5 for rank in ranks))
    assert all(line.ratio is None or 0 <= line.ratio <= 1 for line in lines)
    assert all(one.reached >= two.reached for one, two in zip(lines, lines[1:], strict=False))


def test_ageing_and_next_step():
    now = datetime(2026, 3, 20, tzinfo=UTC)
    assert days_in(now - timedelta(days=14, hours=2), now) == 14
    assert days_in(now + timedelta(hours=1), now) == 0
    ages = [ageing_of(days, expected_days=14, most_days=30) for days in (13, 14, 29, 30)]
    assert ages == [Ageing.FRESH, Ageing.OLD, Ageing.OLD, Ageing.STALE]
    assert ageing_of(400, expected_days=0, most_days=0) == Ageing.FRESH
    today = date(2026, 3, 20)
    found = [next_step_of(day, today) for day in (None, today, date(2026, 3, 21), date(2026, 3, 1))]
    assert found == [NextStep.NONE, NextStep.TODAY, NextStep.PLANNED, NextStep.LATE]


def cases(won: int, lost: int, *, stages=(1, 2), **traits) -> list[Ended]:
    return [Ended(frozenset(stages), traits, n < won) for n in range(won + lost)]


def test_nothing_is_learned_from_few_cases():
    experience = learn(cases(10, 9))
    assert chance(experience, stage=1, usual=Decimal("0.5"), traits={}) is None


def test_the_chance_follows_wins_and_losses():
    experience = learn(cases(80, 20))
    said = chance(experience, stage=1, usual=Decimal("0.3"), traits={})
    assert abs(said - Decimal(83) / 110) < Decimal("0.0001")  # 80 of 100, and ten cases at 0.3
    unknown = chance(experience, stage=9, usual=Decimal("0.3"), traits={})
    assert abs(unknown - Decimal("0.3")) < Decimal("0.0001")


def test_traits_of_winners_raise_the_chance():
    experience = learn(cases(40, 10, source="referral") + cases(5, 45, source="internet"))
    by = {
        source: chance(experience, stage=1, usual=Decimal("0.4"), traits={"source": source})
        for source in ("referral", "internet", "print", "")
    }
    assert by["referral"] > by["print"] == by[""] > by["internet"]


@given(st.integers(0, 60), st.integers(0, 60), st.decimals(0, 1, places=2))
def test_a_chance_stays_between_nearly_none_and_nearly_all(won, lost, usual):
    experience = learn(cases(won, lost, source="a"))
    said = chance(experience, stage=1, usual=usual, traits={"source": "a"})
    assert said is None or Decimal("0.01") <= said <= Decimal("0.99")


def test_calibration_sets_said_beside_came():
    pairs = [(Decimal("0.1"), False)] * 9 + [(Decimal("0.1"), True)] + [(Decimal(1), True)] * 2
    bins = calibration(pairs)
    assert (bins[0].count, bins[0].said, bins[0].came) == (10, Decimal("0.1"), Decimal("0.1"))
    assert bins[4].count == 2 and bins[2].came is None
    assert brier(pairs) == Decimal("0.9") / 12 and brier([]) is None
    assert brier([(Decimal("0.5"), True), (Decimal("0.5"), False)]) == Decimal("0.25")
