"""What surveys keep of a customer, for whoever asks for a copy or to be forgotten (PIPL 45, 47)."""

from django.db.models import Model
from django.utils.translation import gettext as _

from maizi.customers.models import Customer
from maizi.kit import show

from ..models import Alert, AlertStep, Answer, Invitation, Response
from .asking import by_question, said, worded


def survey_rows(row: Customer) -> dict[type[Model], list[int]]:
    """Model -> ids of what is about him alone. Five queries."""
    found = {
        model: list(model.objects.filter(customer=row.pk).values_list("pk", flat=True))
        for model in (Invitation, Response, Alert)
    }
    answers = Answer.objects.filter(response__customer=row.pk)
    steps = AlertStep.objects.filter(alert__customer=row.pk)
    return found | {
        Answer: list(answers.values_list("pk", flat=True)),
        AlertStep: list(steps.values_list("pk", flat=True)),
    }


def survey_package(row: Customer) -> list[tuple[str, list[dict[str, str]]]]:
    """What he answered, question by question. Two queries."""
    rows = Answer.objects.filter(response__customer=row.pk)
    rows = rows.select_related("question", "response__round").order_by("response", "pk")
    lines = [
        {
            str(_("满意度调查")): one.response.round.name,
            str(_("答卷时间")): show.when(one.response.answered_at),
            str(_("题目")): worded(one.question.text),
            str(_("回答")): said(one.question, by_question([one])[one.question_id]),
        }
        for one in rows
    ]
    return [(_("满意度调查"), lines)]
