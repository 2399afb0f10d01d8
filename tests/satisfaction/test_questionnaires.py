"""Questionnaires: versions, indicators, questions (G-9)."""

import pytest

from maizi.kernel.errors import Refused
from maizi.satisfaction import actions
from maizi.satisfaction.models import Question, Questionnaire
from tests.inbox.conftest import mailbox as mailbox

pytestmark = pytest.mark.django_db


def test_a_version_that_was_sent_never_changes(asking):  # G-9
    sent = Questionnaire.objects.get(type="periodic")
    question = sent.questions.first()
    for verb in (
        lambda: actions.save_question(question, by=asking.lin),
        lambda: actions.drop_question(question, by=asking.lin),
        lambda: actions.move_question(question, up=True, by=asking.lin),
        lambda: actions.save_indicator(sent.indicators.first(), by=asking.lin),
        lambda: actions.drop_indicator(sent.indicators.first(), by=asking.lin),
        lambda: actions.make_ready(sent, by=asking.lin),
    ):
        with pytest.raises(Refused, match="已经定稿"):
            verb()
    made = actions.renew(sent, by=asking.lin)
    assert (made.version, made.first, made.state) == (2, sent, "draft")
    assert made.questions.count() == sent.questions.count()
    assert {one.indicator.questionnaire_id for one in made.questions.exclude(indicator=None)} \
        == {made.pk}  # fmt: skip
    with pytest.raises(Refused, match="已经有一个版本在修改"):
        actions.renew(sent, by=asking.lin)
    with pytest.raises(Refused, match="定稿"):
        asking.round(questionnaire=made)
    made = actions.make_ready(made, by=asking.lin)
    actions.retire(sent, by=asking.lin)
    asking.round(questionnaire=made)


def test_questions_that_are_refused(asking):
    draft = actions.renew(Questionnaire.objects.get(type="periodic"), by=asking.lin)
    indicator = draft.indicators.first()
    strange = Questionnaire.objects.get(type="post_service").indicators.first()
    for values, field in (
        ({"kind": "one", "choices": ["一个"]}, "choices"),
        ({"kind": "text", "indicator": indicator}, "indicator"),
        ({"kind": "scale", "indicator": strange, "percent": 10}, "indicator"),
        ({"kind": "scale", "indicator": indicator}, "percent"),
        ({"kind": "scale", "is_overall": True}, "is_overall"),
        ({"kind": "nps", "text": " "}, "text"),
    ):
        with pytest.raises(Refused) as stopped:
            actions.save_question(
                Question(questionnaire=draft, **{"text": "怎么样？"} | values), by=asking.lin
            )
        assert stopped.value.field == field
    with pytest.raises(Refused, match="叫这个名字"):
        actions.save_indicator(
            type(indicator)(questionnaire=draft, name=indicator.name, percent=1), by=asking.lin
        )
    with pytest.raises(Refused, match="合计"):
        actions.weigh(draft, {indicator.pk: "50"}, by=asking.lin)
        actions.make_ready(draft, by=asking.lin)


def test_the_order_of_questions(asking):
    draft = actions.renew(Questionnaire.objects.get(type="periodic"), by=asking.lin)
    first, second = draft.questions.all()[:2]
    actions.move_question(first, up=True, by=asking.lin)
    actions.move_question(second, up=True, by=asking.lin)
    assert list(draft.questions.all()[:2]) == [second, first]
