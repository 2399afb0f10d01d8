"""What a round tells: index, groups, the round before, how well it asks (G-3, G-5 to G-7)."""

import pytest

from maizi.satisfaction import actions, queries
from maizi.satisfaction.models import Response
from maizi.satisfaction.rules.answers import Given
from maizi.satisfaction.terms import Segment

pytestmark = pytest.mark.django_db


def test_results_of_a_round(asking):  # G-5, G-6, G-7
    people = [asking.customer(f"客户{n}", province="江苏省") for n in range(4)]
    row = asking.open(people=people)
    asking.answer(row)
    asking.answer(row, scale=Given(3), pair=Given(1, 5), nps=Given(3), told=Given(8), text="慢")
    found = queries.results_of(row)
    assert (found.invited, found.n, found.rate) == (4, 2, 0.5)
    # Scales 5 and 3 of five make 75 on the mean; pairs 5 and 1 make 50.
    shares = [(60, 40), (0, 100), (0, 100), (60, 40), (0, 100)]  # pair, scale of each indicator
    values = [(pair * 50 + scale * 75) / 100 for pair, scale in shares]
    assert list(found.values.values()) == pytest.approx(values)
    weights = [float(one.percent) for one in row.questionnaire.indicators.all()]
    pairs = zip(values, weights, strict=True)
    assert found.index == pytest.approx(sum(v * w / 100 for v, w in pairs))
    assert found.nps.score == 0 and found.moods == {"very": 1, "fair": 1}
    scale = next(one for one in found.lines if one.question.kind == "scale")
    assert (scale.n, scale.mean, scale.value) == (2, 4, 75)
    gap = found.gaps[0].gap
    assert (gap.high_low, gap.low_high, gap.n) == (1, 1, 2)
    reach = {one.mood: one.reached for one in found.reach}
    assert reach == {"not": None, "fair": 8, "very": 2} and found.reached == 10
    words, hidden = queries.words_of(asking.chen, row)
    assert [one.text for one in words] == ["慢"] and hidden == 0
    assert queries.words_of(asking.meng, row) == ([], 1), "of customers one sees"


def test_the_index_of_a_round_is_that_of_its_tree(asking):  # T-G10 through the tables
    people = [asking.customer(f"客户{n}") for n in range(5)]
    row = asking.open("key_account", people=people)
    for mark in (5, 4, 4, 3, 5):
        asking.answer(row, scale=Given(mark), pair=Given(mark, 3))
    found = queries.results_of(row)
    assert found.index == pytest.approx((4.2 - 1) / 4 * 100)
    assert list(found.values.values()) == pytest.approx([80] * 4)
    means = [float(one.index) for one in Response.objects.all()]
    assert sum(means) / 5 == pytest.approx(found.index)


BAD = {"scale": Given(1), "pair": Given(1, 5)}


def anonymous(asking, count: int, **changed):
    """A round without names that has ended, with so many answers."""
    people = [asking.customer(f"匿名{n}") for n in range(count)]
    row = asking.open("post_service", people=people, is_anonymous=True)
    for _one in people:
        asking.answer(row, **changed)
    return row


def test_of_an_anonymous_round_nothing_is_told_while_it_runs(asking):
    """Who has answered is seen: an index that moves would tell what he answered."""
    row = anonymous(asking, 6, text="慢", **BAD)
    assert queries.shown_results(row).withheld and queries.words_of(asking.lin, row) == ([], 6)
    assert queries.rounds_like(row) == [(row, 6, None)]
    assert queries.checked_of(row).alpha is None
    row = actions.close_round(row, by=asking.lin)
    assert not queries.shown_results(row).withheld
    words, hidden = queries.words_of(asking.lin, row)
    assert [one.text for one in words] == ["慢"] * 6 and words[0].response is None and not hidden
    assert row.shortfalls.count() > 0 and queries.rounds_like(row)[0][2] is not None


def test_of_an_anonymous_round_with_few_answers_nothing_is_told_anywhere(asking):
    named = asking.open("post_service", people=[asking.customer("记名")])
    asking.answer(named, **BAD)
    named = actions.close_round(named, by=asking.lin)
    few = actions.close_round(anonymous(asking, 4, **BAD), by=asking.lin)
    assert queries.shown_results(few).withheld and few.shortfalls.count() == 0
    assert [mean is None for _row, _n, mean in queries.rounds_like(few)] == [False, True]
    assert queries.effects_of(named)[0].after is None, "nor what a measure brought"
    later = asking.open("post_service", people=[asking.customer("后来")])
    assert queries.shown_results(later).before is None


def test_beside_the_round_before(asking):
    people = [asking.customer(f"客户{n}") for n in range(2)]
    first = asking.open(people=people, name="第一轮")
    asking.answer(first, scale=Given(2), pair=Given(2, 3))
    actions.close_round(first, by=asking.lin)
    second = asking.open(people=people, name="第二轮")
    asking.answer(second)
    shown = queries.shown_results(second)
    assert shown.before.row == first and shown.was("产品质量") == 25
    assert "比上一轮高" in "".join(shown.says)
    assert len(queries.rounds_like(second)) == 2
    rows = queries.sheet_of(shown)
    assert rows[0][0] == "产品质量" and rows[0][-1] == "25.00"
    assert queries.shown_results(first).before is None


def test_groups_that_are_too_small_are_not_shown(asking, django_assert_num_queries):  # G-9
    people = [asking.customer(f"苏{n}", province="江苏省") for n in range(6)]
    people += [asking.customer(f"浙{n}", province="浙江省") for n in range(7)]
    people += [asking.customer(f"皖{n}", province="安徽省") for n in range(2)]
    row = asking.open(people=people)
    for _ in people:
        asking.answer(row)
    with django_assert_num_queries(5):
        found = {one.label: one for one in queries.segments_of(row, Segment.PROVINCE)}
    assert (found["浙江省"].index, found["浙江省"].nps) == (pytest.approx(90, abs=11), 100)
    assert found["安徽省"].is_hidden and found["安徽省"].index is None
    assert found["江苏省"].is_hidden, "or the other could be reckoned back"


def test_results_ask_the_database_the_same_however_many_answered(
    asking, django_assert_max_num_queries
):
    people = [asking.customer(f"客户{n}") for n in range(8)]
    row = asking.open(people=people)
    for _ in people:
        asking.answer(row)
    with django_assert_max_num_queries(9):
        assert queries.results_of(row).n == 8


def test_questions_are_checked(asking):  # G-3
    people = [asking.customer(f"客户{n}") for n in range(12)]
    row = asking.open(people=people)
    assert queries.checked_of(row).is_weak
    for n, _ in enumerate(people):
        mark = n % 5 + 1
        given = asking.given(row, overall=Given(mark), pair=Given(6 - mark, 3))
        for at, question in enumerate(row.questionnaire.questions.filter(kind="scale")):
            if not question.is_overall:
                given[question.pk] = Given(min(5, max(1, mark + (n + at) % 3 - 1)))
        one = row.invitations.filter(is_answered=False).order_by("id").first()
        actions.take_answer(one, given)
    found = queries.checked_of(row)
    assert found.complete == 12 and found.is_weak and found.wanted == 100
    assert len(found.related) == len(found.marked) == len(found.apart) and found.alpha is not None
    assert found.merge, "pairs that were answered alike"
    assert found.stopped or found.adequacy, "factors, or why not"
