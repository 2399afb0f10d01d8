"""How well the questions of a round measure: the statistics of G-3 over its answers."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from maizi.fields.queries import parameter
from maizi.kernel.errors import Refused

from ..models import Answer, Question, Round
from ..rules.discriminant import Apart, tells_apart
from ..rules.factors import Adequacy, Factors, Sphericity, bartlett, factors_of, kmo, may_factor
from ..rules.reliability import (
    Related,
    correlations,
    cronbach,
    enough_answers,
    related,
    to_merge,
    without_each,
)
from ..rules.weighting import Entropy, entropy_weights
from ..terms import QuestionKind
from .asking import questions_of, worded
from .results import is_withheld

MOST_READ = 20_000


@dataclass(frozen=True)
class Checked:
    """What the statistics say of each question; the order of everything is that of `marked`.

    complete  answers in which every question and the overall mark were given
    is_weak   too few of them: what is said is a hint, no proof
    stopped   why no factors were sought
    """

    marked: list[Question]
    complete: int
    wanted: int
    is_weak: bool
    alpha: float | None = None
    without: list[float | None] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    apart: list[Apart | None] = field(default_factory=list)
    merge: list[tuple[str, str]] = field(default_factory=list)
    entropy: Entropy | None = None
    adequacy: Adequacy | None = None
    sphericity: Sphericity | None = None
    factors: Factors | None = None
    stopped: str = ""

    @cached_property
    def names(self) -> list[str]:
        """Items in words."""
        return [worded(one.text) for one in self.marked]


def checked_of(row: Round) -> Checked:
    """The statistics of selection over the complete answers of a round. Seven queries at most."""
    questions = questions_of(row.questionnaire)
    marked = [one for one in questions if QuestionKind(one.kind).is_marked and not one.is_overall]
    overall = next((one for one in questions if one.is_overall), None)
    table, marks = _table(row, marked, overall)
    least = int(parameter("survey.n_min"))
    wanted = max(least, 5 * len(marked))
    is_weak = not enough_answers(len(table), len(marked), least=least)
    is_shut = is_withheld(row, row.responses.count())
    if is_shut or len(table) < 3 or len(marked) < 2:
        return Checked(marked, len(table), wanted, True)
    r = correlations(table)
    names = [worded(one.text) for one in marked]
    merge = [(names[a], names[b])
             for a, b in to_merge(r, over=float(parameter("survey.corr_merge")))]  # fmt: skip
    keep = float(parameter("survey.corr_keep"))
    return Checked(
        marked, len(table), wanted, is_weak, cronbach(table), without_each(table),
        related(table, marks, keep=keep) if overall else [],
        _apart(table, marks, overall.top) if overall else [], merge, entropy_weights(table),
        *_factored(r, len(table)),
    )  # fmt: skip


def _table(row: Round, marked: list[Question], overall: Question | None):
    """Complete answers × marked, and the overall mark of each."""
    wanted = [one.pk for one in marked] + ([overall.pk] if overall else [])
    rows = Answer.objects.filter(
        response__round=row, question__in=wanted, value__isnull=False
    ).order_by("response")  # fmt: skip
    by_response: dict[int, dict[int, int]] = defaultdict(dict)
    for response, question, value in rows.values_list("response", "question", "value")[
        : MOST_READ * max(len(wanted), 1)
    ]:
        by_response[response][question] = value
    whole = [one for one in by_response.values() if len(one) == len(wanted)]
    table = [[one[question.pk] for question in marked] for one in whole]
    return table, [one[overall.pk] for one in whole] if overall else []


def _apart(table, marks, top: int) -> list[Apart | None]:
    """Satisfied (overall ≥4 of 5) and the others, question by question."""
    satisfied = [(mark - 1) / (top - 1) >= 0.75 for mark in marks]
    return [
        tells_apart([
            [value for value, good in zip(column, satisfied, strict=True) if good],
            [value for value, good in zip(column, satisfied, strict=True) if not good],
        ])
        for column in zip(*table, strict=True)
    ]  # fmt: skip


def _factored(r, n: int) -> tuple[Adequacy | None, Sphericity | None, Factors | None, str]:
    known = [[float("nan") if one is None else one for one in line] for line in r]
    try:
        fit, round_ = kmo(known), bartlett(known, n)
    except Refused as refusal:
        return None, None, None, refusal.message
    if not may_factor(fit, round_, least=float(parameter("survey.kmo_min"))):
        return fit, round_, None, ""
    return fit, round_, factors_of(known), ""
