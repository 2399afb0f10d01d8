"""Decisions of surveys: answers, alarms, who is asked, what is shown, what may be done."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.complaints.terms import Step
from maizi.kernel.errors import Refused
from maizi.satisfaction.rules import answers, choosing, course, showing
from maizi.satisfaction.rules.answers import Asked, Given
from maizi.satisfaction.rules.shipped import SHIPPED
from maizi.satisfaction.terms import (
    Decision,
    LeftOut,
    Mood,
    QuestionKind,
    QuestionnaireState,
    RoundState,
    SurveyType,
)

pytestmark = pytest.mark.once
K = QuestionKind
TODAY = date(2026, 12, 1)
ASKED = [
    Asked(1, K.SCALE, 5, is_required=True, is_overall=True),
    Asked(2, K.SCALE, 5, share=0.6),
    Asked(3, K.PAIR, 5, share=0.4),
    Asked(4, K.NPS),
    Asked(5, K.MANY, choices=3),
    Asked(6, K.TOLD),
    Asked(7, K.TEXT),
    Asked(8, K.ONE, choices=2),
]


def test_what_an_answer_comes_to():
    """G-5: index of this answer, recommendation, class."""
    found = answers.told_by(ASKED, {1: Given(4), 2: Given(5), 3: Given(3, 5), 4: Given(9)})
    assert (found.index, found.nps, found.mood) == (pytest.approx(80), 9, Mood.VERY)
    found = answers.told_by(ASKED, {1: Given(3), 3: Given(3, 5)})
    assert (found.index, found.nps, found.mood) == (50, None, Mood.FAIR)
    assert answers.told_by(ASKED, {}).index is None


@pytest.mark.parametrize(
    ("id_", "said"),
    [(1, Given(6)), (1, Given(0)), (3, Given(3)), (3, Given(3, 6)), (4, Given(11)),
     (5, Given(chosen=(3,))), (6, Given(1000)), (7, Given(text="长" * 1001)), (8, Given(2)),
     (8, Given(chosen=(0, 1))), (5, Given(chosen=(-1,))), (2, Given(expected=3))],
)  # fmt: skip
def test_answers_that_do_not_fit(id_, said):
    with pytest.raises(Refused) as stopped:
        answers.check_answers(ASKED, {1: Given(3), id_: said})
    assert stopped.value.field == f"q{id_}"


def test_what_must_be_answered_is():
    with pytest.raises(Refused, match="回答这一题"):
        answers.check_answers(ASKED, {2: Given(3)})
    answers.check_answers(ASKED, {1: Given(3), 5: Given(chosen=(0, 2)), 8: Given(chosen=(1,))})


@pytest.mark.parametrize(
    ("given", "mark"),
    [({1: Given(2)}, 2), ({1: Given(3)}, None), ({4: Given(6)}, 6), ({4: Given(7)}, None),
     ({3: Given(2, 1)}, 2), ({1: Given(5), 2: Given(1), 4: Given(3)}, 1), ({6: Given(0)}, None),
     ({}, None)],
)  # fmt: skip
def test_when_it_is_an_alarm(given, mark):
    """E-11: a score of at most 2 of 5, or an NPS of at most 6; the worst is named."""
    found = answers.lowest(ASKED, given)
    assert (found.mark if found else None) == mark


@given(st.integers(2, 10), st.data())
def test_alarms_on_any_scale(top, chosen):
    """E-11: 2 of 5 is a quarter of the way from the worst mark to the best."""
    mark = chosen.draw(st.integers(1, top))
    found = answers.lowest([Asked(1, K.SCALE, top)], {1: Given(mark)})
    assert bool(found) == ((mark - 1) / (top - 1) <= 0.25)


def test_who_is_asked_and_who_is_not():
    """G-9: consent, 30 days, once each; every reason is counted."""
    rows = [
        choosing.Candidate(1, subject=("t", 9, "新")),
        choosing.Candidate(1, subject=("t", 8, "旧")),
        choosing.Candidate(2, "silent"), choosing.Candidate(3, "blocked"),
        choosing.Candidate(4, asked_on=TODAY - timedelta(days=29)),
        choosing.Candidate(5, asked_on=TODAY - timedelta(days=30)), choosing.Candidate(6),
        choosing.Candidate(7), choosing.Candidate(2, "silent"),
    ]  # fmt: skip
    found = choosing.choose(rows, known={7}, today=TODAY, rest_days=30, most=3)
    assert [one.customer_id for one in found.asked] == [1, 5]
    assert found.asked[0].subject == ("t", 9, "新")
    assert found.left_out == Counter({
        LeftOut.AGAIN: 1, LeftOut.SILENT: 1, LeftOut.REFUSED: 1, LeftOut.RECENT: 1,
        LeftOut.FULL: 1,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [({"a": 10, "b": 8}, set()), ({"a": 10, "b": 8, "c": 3}, {"c", "b"}),
     ({"a": 2, "b": 3}, {"a", "b"}), ({"a": 4}, {"a"}), ({"a": 5}, set()),
     ({"a": 9, "b": 1, "c": 0, "d": 20}, {"b", "a"}), ({}, set())],
)  # fmt: skip
def test_small_cells_are_not_shown_nor_reckoned_back(counts, hidden):
    """G-9: n < 5 is suppressed; one alone could be had by subtraction."""
    assert showing.hidden(counts) == hidden


def test_what_the_results_say():
    """G-5: one sentence of the numbers, flagged under 30."""
    said = "".join(showing.sentence(showing.Headline(
        12, 20, 71.24, 69.1, 10.0, "服务态度", "响应速度", 55.0
    )))  # fmt: skip
    assert "回收率 60%" in said and "指数 71.2，比上一轮高 2.1" in said and "净推荐值 +10" in said
    assert "“响应速度”只有 55.0 分，要先改进" in said and "不到 30 份" in said
    said = "".join(showing.sentence(showing.Headline(30, 40, 71.0, 71.04)))
    assert "与上一轮持平" in said and "供参考" not in said
    assert "低 3.0" in "".join(showing.sentence(showing.Headline(30, 40, 70.0, 73.0)))
    assert "".join(showing.sentence(showing.Headline(0, 9, None))) == "还没有答卷。"


def test_low_indicators_worst_first():
    found = showing.low_ones({"a": 59.9, "b": 60.0, "c": 40.0, "d": None}, low=60)
    assert list(found) == ["c", "a"]


def test_when_a_questionnaire_may_be_sent():
    """G-2 4: weights make 100 under every node."""
    item = course.Drafted(K.SCALE, "速度", 100)
    draft = QuestionnaireState.DRAFT
    course.check_ready(draft, [item], {"速度": 100})
    course.check_ready(draft, [course.Drafted(K.TEXT)], {})
    for questions, indicators, words in (
        ([], {}, "先加上题目"),
        ([course.Drafted(K.ONE, choices=1)], {}, "两个选项"),
        ([item], {"速度": 90}, "合计是 90%"),
        ([item], {"速度": 60, "能力": 40}, "“能力”还没有题目"),
        ([course.Drafted(K.SCALE, "速度", 70)], {"速度": 100}, "合计是 70%"),
    ):
        with pytest.raises(Refused, match=words):
            course.check_ready(draft, questions, indicators)
    with pytest.raises(Refused, match="草稿"):
        course.check_ready(QuestionnaireState.READY, [item], {"速度": 100})


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.type.value)
def test_what_we_ship_may_be_sent(shipped):
    """G-9: one for each kind, whole, with one overall mark."""
    questions = [
        course.Drafted(one.kind, one.indicator, one.percent, len(one.choices))
        for one in shipped.prompts
    ]
    course.check_ready(QuestionnaireState.DRAFT, questions, dict(shipped.indicators))
    assert sum(one.is_overall for one in shipped.prompts) == 1
    assert {one.indicator for one in shipped.prompts} - {""} == {n for n, _ in shipped.indicators}


def test_every_kind_of_survey_is_shipped():
    assert {one.type for one in SHIPPED} == set(SurveyType)


@pytest.mark.parametrize(
    ("type_", "since", "until", "words"),
    [("post_service", None, TODAY, "哪段时间"), ("post_service", TODAY, None, "到哪天"),
     ("post_install", TODAY, TODAY - timedelta(1), "早于"),
     ("post_complaint", TODAY - timedelta(401), TODAY, "最多问 400 天")],
)  # fmt: skip
def test_plans_that_are_refused(type_, since, until, words):
    with pytest.raises(Refused, match=words):
        course.check_plan(SurveyType(type_), since=since, until=until)
    course.check_plan(SurveyType.PERIODIC, since=None, until=None)


def test_when_answers_are_taken():
    """G-9: until the last day, and until there are enough."""
    found = course.Open(RoundState.OPEN, TODAY, 4, 5)
    assert course.refusal_of(found, TODAY) == ""
    assert "结束" in course.refusal_of(found, TODAY + timedelta(days=1))
    assert "收够" in course.refusal_of(course.Open(RoundState.OPEN, TODAY, 5, 5), TODAY)
    assert "结束" in course.refusal_of(course.Open(RoundState.PLANNED, TODAY), TODAY)


def _final(**changed):
    facts = {"is_after_sales": True, "is_filed": True, "decisions": [Decision.ACT]} | changed
    course.check_final(facts.pop("state", RoundState.CLOSED), **facts)


def test_when_a_round_may_be_finalised():
    """F-55: not before shortfalls and improvements are filed; G-1: nothing is left open."""
    _final()
    _final(is_after_sales=False, is_filed=False, decisions=[])
    for changed, words in (
        ({"is_filed": False}, "还没有提交"),
        ({"decisions": [Decision.OPEN, Decision.LEAVE]}, "还有 1 项"),
        ({"state": RoundState.OPEN}, "截止以后"),
        ({"state": RoundState.FINAL}, "已经定稿"),
    ):
        with pytest.raises(Refused, match=words):
            _final(**changed)


def test_what_is_filed():
    """F-55, G-1."""
    course.check_filing(RoundState.CLOSED, "备件太慢", [Decision.LEAVE])
    for state, review, decisions, words in (
        (RoundState.OPEN, "好", [], "截止以后"), (RoundState.CLOSED, " ", [], "总体的不足"),
        (RoundState.CLOSED, "好", [Decision.OPEN], "还有 1 项"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words):
            course.check_filing(state, review, decisions)
    with pytest.raises(Refused, match="为什么"):
        course.check_settling(Decision.LEAVE, " ")


def test_seven_steps_go_in_order():
    """E-11."""
    done = [Step.FACE, Step.DETECT]
    course.check_step(done, Step.CALM, "打了电话")
    for step, note, words in (
        (Step.SOLVE, "换了件", "请先做“倾听安抚”"), (Step.CALM, " ", "做了什么"),
        (Step.FACE, "再来", "已经做过"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words):
            course.check_step(done, step, note)
    with pytest.raises(Refused, match="倾听安抚、辨别"):
        course.check_ending(done, "满意了")
    with pytest.raises(Refused, match="写下结果"):
        course.check_ending(list(Step), " ")
    course.check_ending(list(Step), "满意了")
