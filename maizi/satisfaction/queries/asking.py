"""Questionnaires as rules and as people see them."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from django.utils.translation import gettext

from ..models import Question, Questionnaire
from ..rules.answers import Asked, Given
from ..rules.course import Drafted
from ..terms import QuestionKind

HUNDRED = 100


def questions_of(row: Questionnaire) -> list[Question]:
    """Its questions in their order, with their indicators. One query."""
    return list(row.questions.select_related("indicator"))


def asked(questions: Iterable[Question]) -> list[Asked]:
    """The same as far as answering goes."""
    return [
        Asked(
            one.pk, QuestionKind(one.kind), one.top, len(one.choices), one.is_required,
            one.is_overall, _share(one),
        )
        for one in questions
    ]  # fmt: skip


def drafted(row: Questionnaire) -> tuple[list[Drafted], dict[str, float]]:
    """Questions and indicators of a draft, as the rule looks at them. Two queries."""
    questions = [
        Drafted(
            QuestionKind(one.kind), one.indicator.name if one.indicator else "",
            float(one.percent or 0), len(one.choices),
        )
        for one in questions_of(row)
    ]  # fmt: skip
    return questions, {one.name: float(one.percent) for one in row.indicators.all()}


def sections(questions: Iterable[Question]) -> list[tuple[str, list[Question]]]:
    """Questions under the headings they follow each other with."""
    return [
        (worded(name), list(found)) for name, found in groupby(questions, key=lambda q: q.section)
    ]


def worded(text: str) -> str:
    """A text of a questionnaire; those we ship are known in every language."""
    return gettext(text) if text else ""


def said(question: Question, given: Given) -> str:
    """An answer in words, for somebody who reads it."""
    if question.kind in (QuestionKind.ONE, QuestionKind.MANY):
        return gettext("、").join(worded(question.choices[at]) for at in given.chosen)
    if question.kind == QuestionKind.TEXT:
        return given.text
    if given.value is None:
        return ""
    if question.kind == QuestionKind.PAIR:
        told = {"expected": given.expected, "felt": given.value}
        return gettext("期望 %(expected)s，感受 %(felt)s") % told
    if question.kind == QuestionKind.TOLD:
        return gettext("告诉了 %d 人") % given.value
    return f"{given.value} / {10 if question.kind == QuestionKind.NPS else question.top}"


def by_question(rows: Iterable) -> Mapping[int, Given]:
    """Stored answers as rules read them."""
    return {
        one.question_id: Given(one.value, one.expected, tuple(one.chosen), one.text) for one in rows
    }


def _share(one: Question) -> float:
    if one.indicator is None or not one.percent:
        return 0.0
    return float(one.indicator.percent) * float(one.percent) / HUNDRED**2
