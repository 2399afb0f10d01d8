"""What came of a round: index by indicators, items, recommendation, gaps, reach (G-5 to G-7)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, QuerySet

from ..models import Answer, Question, Response, Round
from ..rules.gaps import Matrix, Pair, matrix_of
from ..rules.index import Node, Recommended, points_of, recommended, value_of
from ..rules.reach import Reach, Told, reach_of, whole_reach
from ..terms import Mood, QuestionKind, RoundState
from .asking import questions_of, worded
from .policies import fewest_in_cell

HUNDRED = 100


@dataclass(frozen=True)
class Line:
    """One question with what was answered.

    counts  mark -> how often; of choices position -> how often
    """

    question: Question
    n: int
    mean: float | None = None
    value: float | None = None
    counts: Mapping[int, int] = field(default_factory=dict)
    gap: Matrix | None = None

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        return worded(self.question.text)

    @property
    def bars(self) -> list[tuple[str, int]]:
        """Label and count of everything that could be answered."""
        choices = self.question.choices
        keys = range(len(choices)) if choices else range(1, self.question.top + 1)
        label = (lambda at: worded(choices[at])) if choices else str
        return [(label(at), self.counts.get(at, 0)) for at in keys]


@dataclass(frozen=True)
class Results:
    """Everything that is told of a round; None where nobody answered."""

    row: Round
    invited: int
    n: int
    lines: list[Line]
    indicators: list[tuple[str, float, float | None, int]]
    index: float | None
    nps: Recommended
    moods: Mapping[str, int]
    reach: list[Reach]

    @property
    def rate(self) -> float | None:
        """Answers ÷ people asked."""
        return self.n / self.invited if self.invited else None

    @cached_property
    def values(self) -> dict[str, float | None]:
        """Indicator -> its value."""
        return {name: value for name, _percent, value, _n in self.indicators}

    @cached_property
    def gaps(self) -> list[Line]:
        """Questions that were asked twice: expected, and felt."""
        return [one for one in self.lines if one.gap is not None and one.n]

    @property
    def reached(self) -> float | None:
        """How many people hear of us, as far as was measured."""
        return whole_reach(self.reach)

    @property
    def order(self) -> list[tuple[str, float]]:
        """Indicators that have a value, the best first."""
        known = [(name, value) for name, value in self.values.items() if value is not None]
        return sorted(known, key=lambda one: -one[1])


def results_of(row: Round) -> Results:
    """The results of all answers. Nine queries, however many answers."""
    responses = row.responses.all()
    questions = questions_of(row.questionnaire)
    lines = _lines(questions, _counted(responses))
    indicators, index = _tree(lines)
    marks = responses.exclude(nps=None).values_list("nps").annotate(n=Count("pk")).order_by()
    moods = dict(responses.exclude(mood="").values_list("mood").annotate(n=Count("pk")).order_by())
    return Results(
        row, row.invitations.count(), responses.count(), lines, indicators, index,
        recommended(dict(marks)), moods, _reach(responses),
    )  # fmt: skip


def indices_by(
    questions: list[Question], responses: QuerySet[Response], trait: str
) -> dict[str, float | None]:
    """The index of each group of answers that share a trait. One query."""
    rows = Answer.objects.filter(
        response__in=responses.order_by().values("pk"), value__isnull=False,
        question__indicator__isnull=False,
    ).order_by()  # fmt: skip
    by = f"response__{trait}"
    found: dict[str, dict[int, Counter]] = defaultdict(lambda: defaultdict(Counter))
    counted = rows.values_list(by, "question", "value", "expected").annotate(n=Count("pk"))
    for group, question, value, expected, n in counted:
        found[group][question][value, expected] += n
    return {group: _tree(_lines(questions, counts))[1] for group, counts in found.items()}


def is_withheld(row: Round, n: int) -> bool:
    """Whether nothing of n answers is told: of an anonymous round before it is over, or too few.

    While one runs, everybody sees who has answered: what an answer changes would tell whose it is.
    """
    return row.is_anonymous and (not RoundState(row.state).is_over or n < fewest_in_cell())


def previous_of(row: Round) -> Round | None:
    """The round of the same kind that ended last before this one. One query."""
    over = (RoundState.CLOSED, RoundState.FINAL)
    rows = Round.objects.filter(type=row.type, state__in=over).exclude(pk=row.pk)
    if row.closed_at:
        rows = rows.filter(closed_at__lt=row.closed_at)
    return rows.select_related("questionnaire").order_by("-closed_at").first()


def tree_of(values: Iterable[Line]) -> Node:
    """The indicators over their items, as the rule reads them."""
    branches: dict = defaultdict(list)
    for one in values:
        if one.question.indicator is not None and one.question.kind in ("scale", "pair"):
            branches[one.question.indicator].append(one)
    nodes = []
    for indicator, found in sorted(branches.items(), key=lambda b: (b[0].position, b[0].pk)):
        leaves = tuple(
            Node(str(one.question.pk), float(one.question.percent or 0) / HUNDRED, one.value)
            for one in found
        )
        nodes.append(Node(indicator.name, float(indicator.percent) / HUNDRED, None, leaves))
    return Node("", 1, None, tuple(nodes))


def _tree(lines: list[Line]) -> tuple[list, float | None]:
    root = tree_of(lines)
    most: Counter = Counter()
    for one in lines:
        if one.question.indicator is not None:
            most[one.question.indicator.name] = max(most[one.question.indicator.name], one.n)
    found = [(node.name, node.weight, value_of(node), most[node.name]) for node in root.children]
    return found, value_of(root) if root.children else None


def _counted(responses: QuerySet[Response]) -> dict[int, Counter]:
    """Question -> (value, expected) -> how often; of choices position -> how often."""
    rows = Answer.objects.filter(response__in=responses.order_by().values("pk")).order_by()
    found: dict[int, Counter] = defaultdict(Counter)
    numbers = rows.filter(value__isnull=False).values_list("question", "value", "expected")
    for question, value, expected, n in numbers.annotate(n=Count("pk")):
        found[question][value, expected] += n
    chosen = rows.filter(question__kind__in=(QuestionKind.ONE, QuestionKind.MANY))
    for question, places in chosen.values_list("question", "chosen"):
        found[question].update((at, None) for at in places)
        found[question]["n", None] += 1
    return found


def _lines(questions: list[Question], counted: Mapping[int, Counter]) -> list[Line]:
    return [_line(one, counted.get(one.pk, Counter())) for one in questions
            if one.kind != QuestionKind.TEXT]  # fmt: skip


def _line(one: Question, found: Counter) -> Line:
    if one.kind in (QuestionKind.ONE, QuestionKind.MANY):
        counts = {at: n for (at, _none), n in found.items() if at != "n"}
        return Line(one, found["n", None], counts=counts)
    counts: Counter = Counter()
    for (value, _expected), n in found.items():
        counts[value] += n
    n = sum(counts.values())
    mean = sum(value * k for value, k in counts.items()) / n if n else None
    is_marked = QuestionKind(one.kind).is_marked
    value = points_of(mean, one.top) if is_marked and mean is not None else None
    gap = None
    if one.kind == QuestionKind.PAIR:
        gap = matrix_of(Pair(e, v, k) for (v, e), k in found.items() if e is not None)
    return Line(one, n, mean, value, counts, gap)


def _reach(responses: QuerySet[Response]) -> list[Reach]:
    """Class by class, whom people told. Two queries."""
    rows = responses.exclude(mood="").order_by()
    told = dict(
        Answer.objects.filter(
            response__in=rows.values("pk"), question__kind=QuestionKind.TOLD, value__isnull=False
        ).values_list("response", "value")
    )
    return reach_of(Told(Mood(mood), told.get(pk)) for pk, mood in rows.values_list("pk", "mood"))
