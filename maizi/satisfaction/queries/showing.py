"""A round, a questionnaire, an answer as colleagues see them, and as the customer sees it."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext

from maizi.kernel.errors import Refused

from .. import access
from ..models import Invitation, Question, Questionnaire, Response, Round
from ..rules import course
from ..terms import LeftOut, RoundState, Sending
from .asking import by_question, drafted, questions_of, said, sections, worded
from .inviting import refusal_for, to_remind
from .results import is_withheld

A_PAGE, MOST_WORDS = 50, 60


@dataclass(frozen=True)
class Page:
    """A questionnaire as the customer sees it."""

    row: Round
    person: str
    questions: list[Question]
    refusal: str
    is_answered: bool

    @property
    def intro(self) -> str:
        return worded(self.row.questionnaire.intro)

    @property
    def thanks(self) -> str:
        return worded(self.row.questionnaire.thanks)


@dataclass(frozen=True)
class Words:
    """What one customer wrote; the answer it belongs to, or None of anonymous ones."""

    text: str
    question: str
    response: Response | None


def page_for(one: Invitation) -> Page:
    """What the invited person sees. Two queries."""
    row = one.round
    return Page(row, str(one), questions_of(row.questionnaire),
                refusal_for(row, today=timezone.localdate()), one.is_answered)  # fmt: skip


def shown_questionnaire(user, row: Questionnaire) -> dict:
    """A version with what is missing before it may be sent. Five queries."""
    questions = questions_of(row)
    wrong = ""
    if row.is_draft:
        try:
            course.check_ready(row.state, *drafted(row))
        except Refused as refusal:
            wrong = refusal.text(gettext)
    head = row.first or row
    versions = Questionnaire.objects.filter(Q(pk=head.pk) | Q(first=head.pk)).order_by("-version")
    return {
        "row": row, "questions": questions, "sections": sections(questions),
        "indicators": list(row.indicators.all()), "wrong": wrong, "versions": list(versions[:20]),
        "may_change": access.may_design(user, "change", row),
        "may_design": access.may_design(user, "add"), "worded": worded,
    }  # fmt: skip


def shown_round(user, row: Round, *, number: str | None = None) -> dict:
    """Who is asked in a round and how it goes. Eight queries."""
    rows = access.visible_invitations(user).filter(round=row)
    rows = rows.select_related("customer", "contact").order_by("is_answered", "id")
    people = Paginator(rows, A_PAGE).get_page(number)
    told = row.invitations.aggregate(
        invited=Count("pk"),
        answered=Count("pk", filter=Q(is_answered=True)),
        sent=Count("pk", filter=Q(sending=Sending.SENT)),
        queued=Count("pk", filter=Q(sending=Sending.QUEUED)),
        failed=Count("pk", filter=Q(sending=Sending.FAILED)),
    )
    left_out = Counter(row.left_out)
    return {
        "row": row, "people": people, "told": told,
        "others": told["invited"] - people.paginator.count,
        "left_out": [(one.label, left_out[one.value]) for one in LeftOut if left_out[one.value]],
        "may_plan": access.may(user, "plan", row), "may_ask": access.may(user, "interview"),
        "is_open": row.state == RoundState.OPEN, "is_planned": row.state == RoundState.PLANNED,
        "to_remind": to_remind(row).count() if row.state == RoundState.OPEN else 0,
    }  # fmt: skip


def shown_response(row: Response) -> list[tuple[str, str, str]]:
    """Section, question, answer, in the order of the questionnaire. Two queries."""
    given = by_question(row.answers.all())
    return [
        (worded(one.section), worded(one.text), said(one, given[one.pk]))
        for one in questions_of(row.round.questionnaire) if one.pk in given
    ]  # fmt: skip


def words_of(user, row: Round) -> tuple[list[Words], int]:
    """What customers wrote, and how many of it this person does not see. Two queries.

    Of an anonymous round in the order of the words, once its results are told.
    """
    texts = Response.objects.filter(round=row, answers__text__gt="")
    if row.is_anonymous:
        if is_withheld(row, row.responses.count()):
            return [], texts.count()
        found = texts.values_list("answers__text", "answers__question__text")
        found = sorted(found.filter(answers__text__gt=""))[:MOST_WORDS]
        return [Words(text, worded(asked), None) for text, asked in found], 0
    seen = access.visible_responses(user).filter(round=row)
    rows = [
        (one, answer) for one in seen.filter(answers__text__gt="").distinct()
        .select_related("customer").prefetch_related("answers__question")[:MOST_WORDS]
        for answer in one.answers.all() if answer.text
    ]  # fmt: skip
    found = [Words(answer.text, worded(answer.question.text), one) for one, answer in rows]
    hidden = texts.exclude(pk__in=seen.order_by().values("pk")).distinct().count()
    return found, hidden
