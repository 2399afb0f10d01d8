"""One evaluation as a person sees it; who reviews; which verbs are his."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.accounts.queries import holders
from maizi.customers.models import Customer
from maizi.fields.queries import parameter
from maizi.kernel.texts import retold

from .. import access
from ..models import Evaluation, Mark
from ..rules.course import NEXT
from ..rules.scoring import CENT, HUNDRED, score_of, spread_weights
from ..terms import Indicator, State


@dataclass(frozen=True, slots=True)
class Line:
    """One mark as somebody sees it.

    weight   it counts with: what is unknown is shared among the others
    is_seen  False: value, source and reason are not his to see
    """

    mark: Mark
    weight: Decimal
    is_seen: bool
    told: Sequence[str] = ()

    @property
    def value(self) -> Decimal | None:
        return self.mark.value if self.is_seen else None

    @property
    def points(self) -> Decimal | None:
        """What it adds to the score."""
        if self.value is None:
            return None
        return (self.value * self.weight / HUNDRED).quantize(CENT)

    @property
    def is_by_hand(self) -> bool:
        return self.is_seen and self.mark.value != self.mark.proposed


@dataclass(frozen=True, slots=True)
class Shown:
    """The nine lines; the score to whoever sees all of them."""

    lines: list[Line]
    score: Decimal | None
    sees_score: bool

    @property
    def shared(self) -> int:
        """The weight of what is unknown, shared among the others."""
        return sum(line.mark.weight for line in self.lines if line.mark.value is None)


def weights() -> dict[Indicator, int]:
    """The weights as the company set them. One query at most."""
    return dict(zip(Indicator, parameter("relationship.weights"), strict=True))


def shown_lines(user, row: Evaluation) -> Shown:
    """The marks of an evaluation as far as a person sees them (M-4). One query."""
    marks = list(row.marks.all())
    order = list(Indicator)
    marks.sort(key=lambda mark: order.index(mark.indicator))
    set_, values = weighed(marks)
    spread = spread_weights(set_, values)
    lines = []
    for mark in marks:
        is_seen = access.sees_mark(user, mark.indicator)
        told = retold(mark.told, _) if is_seen else ()
        lines.append(Line(mark, spread[Indicator(mark.indicator)], is_seen, told))
    sees = access.sees_score(user)
    return Shown(lines, score_of(set_, values) if sees else None, sees)


def weighed(marks: Sequence[Mark]) -> tuple[dict, dict]:
    """Indicator -> weight, indicator -> value, of an evaluation."""
    return (
        {Indicator(mark.indicator): mark.weight for mark in marks},
        {Indicator(mark.indicator): mark.value for mark in marks},
    )


def open_of(customer: Customer) -> Evaluation | None:
    """The evaluation of a customer that is on its way. One query."""
    rows = Evaluation.objects.filter(customer=customer).exclude(state=State.APPROVED)
    return rows.first()


def reviewers() -> list[User]:
    """People who review evaluations. Two queries."""
    return holders(access.RELATIONSHIP.code, "review", today=timezone.localdate())


def verbs_for(user, row: Evaluation) -> list[str]:
    """What the person may do to an evaluation as it stands; nobody reviews his own."""
    found = [verb for verb in NEXT[State(row.state)] if access.may(user, verb, row)]
    return [verb for verb in found if verb != "review" or row.by_id != user.pk]
