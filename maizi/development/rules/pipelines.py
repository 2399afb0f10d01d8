"""The stages a pipeline begins with (B-4)."""

from dataclasses import dataclass
from decimal import Decimal

from ..terms import Step
from .forecast import USUAL

USUAL_DAYS = {
    Step.LEAD: (7, 15), Step.QUALIFIED: (10, 21), Step.CONTACTED: (14, 30),
    Step.VISITED: (14, 30), Step.PROPOSAL: (14, 30), Step.NEGOTIATION: (21, 45),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """One stage as somebody wants it."""

    step: Step
    name: str
    probability: Decimal
    expected_days: int
    most_days: int
    most_open: int = 0


def usual_stages(*, without: tuple[Step, ...] = ()) -> list[Wanted]:
    """The stages of B-4 with their numbers, some left out."""
    return [
        Wanted(step, step.chinese, USUAL[step], *USUAL_DAYS[step])
        for step in Step if step not in without
    ]  # fmt: skip
