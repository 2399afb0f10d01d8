"""Weights by experts' points and from answers, put together, on their screen (G-4, T-G9)."""

import pytest
from django.urls import reverse

from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused
from maizi.satisfaction import actions, queries
from maizi.satisfaction.models import Questionnaire
from maizi.satisfaction.rules.answers import Given
from maizi.satisfaction.rules.combining import by_indicator, combined, read_experts
from maizi.satisfaction.terms import Blend
from tests.satisfaction.test_screens import signed_in

NAMES = ["产品", "服务", "价格"]
JUDGED, MEASURED = (0.5, 0.3, 0.2), (0.336146, 0.369403, 0.294451)


def test_experts_are_read_as_typed_or_pasted():
    """G-4: a name and points; a sheet pastes tabs; a name may be left out."""
    text = "王工\t50\t30\t20\n李经理，40分、40，20\n\n  20 30 50%"
    first, second, third = read_experts(text, NAMES)
    assert (first.name, first.points) == ("王工", (50, 30, 20))
    assert (second.name, second.points) == ("李经理", (40, 40, 20))
    assert (third.name, third.points) == ("", (20, 30, 50))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("  \n", "至少写一位专家"),
        ("王 50 30 20\n李 50 30", "第 2 行：有 2 个分数，指标有 3 个"),
        ("王 50 三十 20", "第 1 行：“三十”不是分数"),
        ("\n王 50 30 19", "第 2 行：分数合计 99"),
        ("王 110 -30 20", "第 1 行：分数不能是负数"),
        ("王 nan 50 50", "第 1 行：“nan”不是分数"),
        ("王 1e400 0 0", "第 1 行：“1e400”不是分数"),
        ("王 50 30 20\n" * 51, "最多 50 位"),
    ],
)
def test_a_bad_line_is_named(text, told):
    with pytest.raises(Refused, match=told) as refused:
        read_experts(text, NAMES)
    assert refused.value.field == "points"


def test_weights_of_indicators_are_those_of_their_items():
    parts = [("服务", 0.2), ("产品", 0.1), ("服务", 0.1), ("旧的", 0.3), ("价格", 0.1)]
    assert by_indicator(parts, NAMES) == pytest.approx([0.2, 0.6, 0.2])
    with pytest.raises(Refused, match="没有问到“价格”"):
        by_indicator(parts[:4], NAMES)
    with pytest.raises(Refused, match="都一样"):
        by_indicator([(name, 0) for name in NAMES], NAMES)


@pytest.mark.parametrize(
    ("how", "weights"),
    [
        (Blend.ALONE, JUDGED),
        (Blend.MULTIPLIED, (0.497576, 0.328082, 0.174343)),
        (Blend.BLENDED, (0.418073, 0.334701, 0.247225)),
    ],
)
def test_put_together(how, weights):
    """T-G9."""
    assert combined(JUDGED, MEASURED, how=how, theta=0.5) == pytest.approx(weights, abs=1e-6)
    assert combined(JUDGED, None, how=how, theta=0.5) == list(JUDGED), "no answers, no blend"


@pytest.fixture
def draft(asking) -> Questionnaire:
    return actions.renew(Questionnaire.objects.get(type="post_service"), by=asking.lin)


def address_of(row: Questionnaire) -> str:
    return reverse("satisfaction:weights", args=[row.pk]) + "?way=points"


def shares_of(row: Questionnaire) -> list[float]:
    return [float(one.percent) for one in row.indicators.all()]


def lines(*experts: list[float]) -> str:
    return "\n".join(f"专家{n} " + " ".join(map(str, one)) for n, one in enumerate(experts))


@pytest.mark.django_db
def test_points_are_looked_at_then_taken(asking, draft):
    lin, count = signed_in(asking.lin), draft.indicators.count()
    page = lin.get(address_of(draft)).content.decode()
    assert "专家打分" in page and "和数据合成" not in page, "nobody has answered yet"
    wrong = [100] + [0] * (count - 2)
    page = lin.post(address_of(draft), {"points": lines(wrong)})
    assert page.status_code == 422 and f"指标有 {count} 个" in page.content.decode()
    assert "专家0 100" in page.content.decode(), "what was typed stays"
    rest = [10] * (count - 2)
    one, other = [[a, 100 - a - sum(rest), *rest] for a in (60, 20)]
    page = lin.post(address_of(draft), {"points": lines(one, other)}).content.decode()
    assert "差得太远" in page and "40.00%" in page
    before = shares_of(draft)
    assert lin.post(address_of(draft), {"points": lines(one, one)}).status_code == 200
    assert shares_of(draft) == before, "looked at, not taken"
    taken = {"points": lines(one, one), "take": "1"}
    assert lin.post(address_of(draft), taken).status_code == 302
    assert shares_of(draft) == [float(x) for x in one]
    told = entries_of(draft.indicators.first()).first()
    assert told.reason == "2 位专家打分"


@pytest.mark.django_db
def test_with_what_customers_answered(asking):
    """The indicator whose marks differ most weighs more than people thought."""
    row = asking.open("post_service", people=[asking.customer(f"客户{n}") for n in range(8)])
    marks = [question for question in queries.questions_of(row.questionnaire)
             if question.indicator and not question.is_overall]  # fmt: skip
    for n, one in enumerate(row.invitations.order_by("id")):
        given = asking.given(row)
        for place, question in enumerate(marks):
            mark = 1 + n % 5 if place == 0 else 4 + (n + place) % 2
            given[question.pk] = Given(mark, 3 if question.kind == "pair" else None)
        actions.take_answer(one, given, by=None)
    actions.close_round(row, by=asking.lin)
    draft = actions.renew(row.questionnaire, by=asking.lin)
    names = [one.name for one in draft.indicators.all()]
    answers = queries.weights_from_answers(draft, names)
    assert answers.complete == 8 and answers.is_weak and sum(answers.weights) == pytest.approx(1)
    lin, even = signed_in(asking.lin), [100 / len(names)] * len(names)
    page = lin.get(address_of(draft)).content.decode()
    assert "和数据合成" in page and "只供参考" in page
    given = {"points": lines(even), "blend": "blended", "theta": "25", "take": "1"}
    assert lin.post(address_of(draft), given).status_code == 302
    expected = [25 / len(names) + 75 * one for one in answers.weights]
    assert shares_of(draft) == pytest.approx(expected, abs=0.02)
    assert "按比例平均" in entries_of(draft.indicators.first()).first().reason
    assert queries.weights_from_answers(draft, [*names, "新的"]).stopped


@pytest.mark.django_db
def test_pairs_are_put_together_with_answers_too(asking, draft):
    """Before any round is over a made up choice changes nothing."""
    names = draft.indicators.count()
    pairs = {f"c{i}_{j}": "1" for i in range(names) for j in range(i + 1, names)}
    address = reverse("satisfaction:weights", args=[draft.pk])
    told = pairs | {"blend": "multiplied", "take": "1"}
    assert signed_in(asking.lin).post(address, told).status_code == 302
    assert shares_of(draft) == pytest.approx([100 / names] * names, abs=0.02)
