"""What would change the grade: which single trait, by which step (D-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.credit.terms import CreditGrade

from .cards import Step, Trait, total
from .grading import Cautions, Policy, grade, place


@dataclass(frozen=True, slots=True)
class Change:
    """One trait on another step, and what the grade would be."""

    trait: Trait
    before: int | None
    step: Step
    score: Decimal
    grade: CreditGrade
    is_better: bool


def changes(
    traits: Sequence[Trait], scores: Mapping[int, int | None], cautions: Cautions, policy: Policy
) -> list[Change]:
    """For every trait the smallest step up that lifts the grade, the smallest down that lowers it.

    Better ones first; among them those that ask for the least.
    """
    now = total(traits, scores, most_missing=policy.most_missing)
    if now.score is None:
        return []
    now_at = _Standing(traits, scores, cautions, policy, grade(now.score, cautions, policy).grade)
    both = [_nearest(now_at, trait, is_up) for trait in traits for is_up in (True, False)]
    found = [change for change in both if change]
    return sorted(found, key=lambda one: (not one.is_better, abs(one.score - now.score)))


@dataclass(frozen=True, slots=True)
class _Standing:
    """The card as it stands, against which one trait is moved."""

    traits: Sequence[Trait]
    scores: Mapping[int, int | None]
    cautions: Cautions
    policy: Policy
    grade: CreditGrade


def _nearest(now_at: _Standing, trait: Trait, is_up: bool) -> Change | None:
    before = now_at.scores.get(trait.id)
    start = -1 if before is None else before
    steps = [s for s in trait.steps if (s.score > start if is_up else s.score < start)]
    most = now_at.policy.most_missing
    for step in sorted(steps, key=lambda one: one.score, reverse=not is_up):
        then = total(now_at.traits, {**now_at.scores, trait.id: step.score}, most_missing=most)
        if then.score is None:
            continue
        reached = grade(then.score, now_at.cautions, now_at.policy).grade
        moved = place(reached) - place(now_at.grade)
        if (moved < 0) if is_up else (moved > 0):
            return Change(trait, before, step, then.score, reached, is_up)
    return None
