"""The questionnaires a company begins with."""

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.history.terms import Verb

from ..models import Indicator, Question, Questionnaire
from ..rules.shipped import SHIPPED, Shipped
from ..terms import QuestionnaireState


@transaction.atomic
def seed_questionnaires(*, by=None) -> int:
    """One questionnaire for each kind of survey that has none yet; how many."""
    known = set(Questionnaire.objects.values_list("type", flat=True))
    missing = [one for one in SHIPPED if one.type not in known]
    for one in missing:
        _lay(one, by)
    return len(missing)


def _lay(shipped: Shipped, by) -> None:
    row = Questionnaire(
        title=shipped.title, type=shipped.type, intro=shipped.intro, created_by=by,
        state=QuestionnaireState.READY, ready_at=timezone.now(),
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    known = {
        name: Indicator.objects.create(
            questionnaire=row, name=name, percent=percent, position=position
        )
        for position, (name, percent) in enumerate(shipped.indicators, 1)
    }
    Question.objects.bulk_create(
        Question(
            questionnaire=row, position=position, section=prompt.section, kind=prompt.kind,
            text=prompt.text, choices=list(prompt.choices), is_required=prompt.is_required,
            is_overall=prompt.is_overall, indicator=known.get(prompt.indicator),
            percent=prompt.percent or None,
        )
        for position, prompt in enumerate(shipped.prompts, 1)
    )  # fmt: skip
