"""What may be answered, what it comes to, and when it is an alarm (G-5, G-9, E-11)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Mood, QuestionKind
from .index import Node, points_of, value_of
from .reach import mood_of

TOP_NPS, MOST_TOLD, LONGEST = 10, 999, 1000
OF = 5  # the scale on which a low mark is said


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as far as answering goes.

    share  of the whole index, 0 … 1: its weight in its indicator × that of the indicator
    """

    id: int
    kind: QuestionKind
    top: int = 5
    choices: int = 0
    is_required: bool = False
    is_overall: bool = False
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Given:
    """One answer; value is the mark, of a pair what was felt."""

    value: int | None = None
    expected: int | None = None
    chosen: tuple[int, ...] = ()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return self.value is None and self.expected is None and not self.chosen and not self.text


@dataclass(frozen=True, slots=True)
class Low:
    """The answer that gives the alarm; badness is 0 for the worst possible mark."""

    id: int
    mark: int
    badness: float


@dataclass(frozen=True, slots=True)
class Told:
    """What a whole answer comes to."""

    index: float | None
    nps: int | None
    mood: Mood | None


def check_answers(asked: Iterable[Asked], given: Mapping[int, Given]) -> None:
    """Every answer fits its question, and what must be answered is. Raises Refused."""
    for one in asked:
        said = given.get(one.id, Given())
        if said.is_empty:
            if one.is_required:
                raise Refused(N_("请回答这一题。"), field=field_of(one.id), code="required")
            continue
        if not _fits(one, said):
            raise Refused(N_("请从给出的选项里选。"), field=field_of(one.id), code="unfit")


def field_of(id_: int) -> str:
    """How the field of a question is called."""
    return f"q{id_}"


def told_by(asked: Sequence[Asked], given: Mapping[int, Given]) -> Told:
    """Index, recommendation and class of one answer; None for what was not answered."""
    leaves, nps, mood = [], None, None
    for one in asked:
        value = given.get(one.id, Given()).value
        if value is None:
            continue
        if one.kind == QuestionKind.NPS:
            nps = value
        if one.is_overall:
            mood = mood_of(value, one.top)
        if one.kind.is_marked and one.share > 0:
            leaves.append(Node(str(one.id), one.share, points_of(value, one.top)))
    return Told(value_of(Node("", 1, None, tuple(leaves))) if leaves else None, nps, mood)


def lowest(
    asked: Iterable[Asked], given: Mapping[int, Given], *, low: int = 2, low_nps: int = 6
) -> Low | None:
    """The answer for which somebody must look after the customer; None when all is well (E-11).

    low      highest mark of five that is an alarm; other scales in proportion
    low_nps  highest answer of 0–10 that is one
    """
    found = []
    for one in asked:
        value = given.get(one.id, Given()).value
        if value is None:
            continue
        if one.kind == QuestionKind.NPS and value <= low_nps:
            found.append(Low(one.id, value, value / TOP_NPS))
        if one.kind.is_marked and (value - 1) * (OF - 1) <= (low - 1) * (one.top - 1):
            found.append(Low(one.id, value, (value - 1) / (one.top - 1)))
    return min(found, key=lambda one: one.badness, default=None)


def _fits(one: Asked, said: Given) -> bool:
    kind, value = one.kind, said.value
    if kind == QuestionKind.TEXT:
        return len(said.text) <= LONGEST
    if kind in (QuestionKind.ONE, QuestionKind.MANY):
        inside = all(0 <= at < one.choices for at in said.chosen)
        return inside and (kind == QuestionKind.MANY or len(said.chosen) == 1)
    if value is None:
        return False
    if kind == QuestionKind.NPS:
        return 0 <= value <= TOP_NPS
    if kind == QuestionKind.TOLD:
        return 0 <= value <= MOST_TOLD
    if kind == QuestionKind.PAIR:
        return 1 <= value <= one.top and said.expected is not None and 1 <= said.expected <= one.top
    return 1 <= value <= one.top
