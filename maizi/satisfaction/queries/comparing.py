"""Results beside each other: segments, the round before, all rounds of a kind (G-9, A-15)."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Avg, Count, Q
from django.utils.translation import gettext

from ..models import Response, Round
from ..rules.showing import Headline, hidden, sentence
from ..terms import RoundState, Segment
from .asking import questions_of
from .policies import few_answers, fewest_in_cell, low_index
from .results import Results, indices_by, is_withheld, previous_of, results_of

MOST_SEGMENTS, MOST_ROUNDS = 40, 12


@dataclass(frozen=True)
class Cell:
    """One segment: how many answered, index and NPS; None where they are too few to show."""

    label: str
    n: int
    index: float | None
    nps: float | None
    is_hidden: bool


@dataclass(frozen=True)
class Shown:
    """The page of results.

    before     results of the round before of the same kind; None without one
    withheld   an anonymous round of which nothing is shown, or not yet
    """

    now: Results
    before: Results | None
    few: int
    least: int
    low: float

    @property
    def withheld(self) -> bool:
        return is_withheld(self.now.row, self.now.n)

    @cached_property
    def says(self) -> list[str]:
        """What it means, in the reader's language."""
        now, order = self.now, self.now.order
        parts = sentence(
            Headline(
                now.n, now.invited, now.index, self.before.index if self.before else None,
                now.nps.score, order[0][0] if order else "", order[-1][0] if order else "",
                order[-1][1] if order else None, self.low,
            ),
            few=self.few,
        )  # fmt: skip
        return [one.text(gettext) for one in parts]

    def was(self, name: str) -> float | None:
        """The value of an indicator the time before."""
        return self.before.values.get(name) if self.before else None


def shown_results(row: Round) -> Shown:
    """A round beside the one before. 16 queries."""
    before = previous_of(row)
    was = results_of(before) if before else None
    if was and is_withheld(before, was.n):
        was = None
    return Shown(results_of(row), was, few_answers(), fewest_in_cell(), low_index())


def segments_of(row: Round, by: Segment) -> list[Cell]:
    """Results by one trait of customers, cells of few answers left empty. Five queries."""
    if row.is_anonymous:
        return []
    answered = row.responses.all()
    counts = Counter(dict(
        answered.order_by().values_list(by.value).annotate(n=Count("pk"))
    ))  # fmt: skip
    shut = hidden(counts, least=fewest_in_cell())
    indices = indices_by(questions_of(row.questionnaire), answered, by.value)
    marks = _recommending(row, by)
    return [
        Cell(
            _label(by, value), n,
            None if value in shut else indices.get(value),
            None if value in shut else marks.get(value), value in shut,
        )
        for value, n in counts.most_common(MOST_SEGMENTS)
    ]  # fmt: skip


def rounds_like(row: Round) -> list[tuple[Round, int, float | None]]:
    """The last rounds of the kind that ended, oldest first: answers, mean index, None where it is
    withheld. Two queries.
    """
    rows = Round.objects.filter(
        Q(pk=row.pk) | Q(state__in=(RoundState.CLOSED, RoundState.FINAL)), type=row.type
    )
    rows = rows.annotate(n=Count("responses"), mean=Avg("responses__index"))
    found = list(rows.order_by("-closed_at", "-pk")[:MOST_ROUNDS])
    found.sort(key=lambda one: (one.closed_at is None, one.closed_at, one.pk))
    return [
        (one, one.n, None if one.mean is None or is_withheld(one, one.n) else float(one.mean))
        for one in found
    ]


def _recommending(row: Round, by: Segment) -> dict[str, float]:
    rows = row.responses.exclude(nps=None).order_by().values(by.value)
    rows = rows.annotate(
        n=Count("pk"), up=Count("pk", filter=Q(nps__gte=9)), down=Count("pk", filter=Q(nps__lte=6))
    )
    return {one[by.value]: 100 * (one["up"] - one["down"]) / one["n"] for one in rows}


def _label(by: Segment, value: str) -> str:
    field = Response._meta.get_field(by.value)
    return str(dict(field.flatchoices).get(value, value)) if value else ""


def sheet_of(shown: Shown) -> list[list]:
    """Indicators, then items, each beside the round before, as the lines of a sheet."""
    rows = [
        [name, "", "", n, "", _two(value), _two(shown.was(name))]
        for name, _weight, value, n in shown.now.indicators
    ]
    past = {one.text: one for one in shown.before.lines} if shown.before else {}
    for one in shown.now.lines:
        was = past.get(one.text)
        rows.append([
            one.question.indicator.name if one.question.indicator else "", one.text,
            str(one.question.get_kind_display()), one.n, _two(one.mean), _two(one.value),
            _two(was.value if was else None),
        ])  # fmt: skip
    return rows


def _two(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
