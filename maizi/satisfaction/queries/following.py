"""Cases of dissatisfied customers, shortfalls and whether measures helped (E-11, F-55)."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from maizi.accounts.access import rights_of
from maizi.accounts.models import User
from maizi.accounts.queries import holders
from maizi.complaints.terms import Step

from ..access import SURVEY
from ..models import Alert, AlertStep, Round, Shortfall
from ..terms import Decision, RoundState
from .policies import low_index
from .results import is_withheld, results_of

BETTER = 2.0  # points; less is noise


@dataclass(frozen=True)
class StepShown:
    """One of the seven steps: done by whom, or the next, or to come."""

    step: Step
    row: AlertStep | None
    is_next: bool


@dataclass(frozen=True)
class Effect:
    """What became of an indicator in the next round of the same kind."""

    row: Shortfall
    before: float | None
    after: float | None
    round: Round | None

    @cached_property
    def change(self) -> float | None:
        """Points gained; None while there is no next round with this indicator."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def is_better(self) -> bool:
        return self.change is not None and self.change >= BETTER


def steps_of(row: Alert) -> list[StepShown]:
    """The seven steps in their order. One query."""
    done = {one.step: one for one in row.steps.select_related("by")}
    nearest = next((step for step in Step if step not in done), None)
    return [StepShown(step, done.get(step), step == nearest) for step in Step]


def done_steps(row: Alert) -> set[Step]:
    """Which of the seven steps were taken. One query."""
    return {Step(one) for one in row.steps.values_list("step", flat=True)}


def decisions_of(row: Round) -> list[Decision]:
    """What was decided of each shortfall. One query."""
    return [Decision(one) for one in row.shortfalls.values_list("decision", flat=True)]


def filers(row: Round) -> list[User]:
    """Who files shortfalls of this round: those with its unit in reach. Few queries."""
    found = holders(SURVEY.code, "file", today=timezone.localdate())
    return [one for one in found if _reaches(one, row)]


def next_of(row: Round) -> Round | None:
    """The round of the same kind that ended next. One query."""
    over = (RoundState.CLOSED, RoundState.FINAL)
    rows = Round.objects.filter(type=row.type, state__in=over, closed_at__gt=row.closed_at)
    return rows.select_related("questionnaire").order_by("closed_at").first()


def effects_of(row: Round) -> list[Effect]:
    """Each shortfall with its indicator now and in the round after. Nine queries."""
    found = list(row.shortfalls.select_related("indicator", "improvement__owner"))
    later = next_of(row) if row.closed_at else None
    after = results_of(later) if later else None
    values = after.values if after and not is_withheld(later, after.n) else {}
    return [
        Effect(
            one, float(one.value) if one.value is not None else None,
            values.get(one.indicator.name) if one.indicator else None, later,
        )
        for one in found
    ]  # fmt: skip


def low_indicators(row: Round) -> list[tuple[str, float]]:
    """Indicators of the round below the line, the worst first; none of a round of which nothing
    is told. Eight queries.
    """
    low, found = low_index(), results_of(row)
    if is_withheld(row, found.n):
        return []
    return [(name, value) for name, value in reversed(found.order) if value < low]


def _reaches(person: User, row: Round) -> bool:
    sight = rights_of(person).sight(SURVEY.code, "file")
    return sight.everything or row.org_unit_id in sight.unit_ids
