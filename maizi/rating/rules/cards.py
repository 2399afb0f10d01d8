"""Scorecards: steps, weights, the score of a card (D-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Measure

ZERO, HUNDRED, CENT = Decimal(0), Decimal(100), Decimal("0.01")
Value = Decimal | str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an trait.

    bound  the value has to reach it (or stay below, where less is better); None: always holds
    word   for what is no number: the value itself
    text   the criterion in words
    """

    score: int
    bound: Decimal | None = None
    word: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait as a card weighs it; weights of a card make up 100."""

    id: int
    name: str
    weight: Decimal
    measure: Measure = Measure.MANUAL
    is_less_better: bool = False
    steps: tuple[Step, ...] = ()
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """What a card comes to.

    score    None where it is invalid or nothing could be assessed
    missing  the weight that could not be assessed
    points   trait id -> what it adds to the score, after the missing weight was spread
    """

    score: Decimal | None
    missing: Decimal
    is_valid: bool
    points: Mapping[int, Decimal]


def step_of(value: Value, trait: Trait) -> Step | None:
    """The first step that holds for a value; None when the value is unknown or none holds."""
    if value is None or value == "":
        return None
    for step in trait.steps:
        if _holds(value, step, trait.is_less_better):
            return step
    return None


def _holds(value: Value, step: Step, is_less_better: bool) -> bool:
    if step.word:
        return str(value).strip() == step.word
    if step.bound is None:
        return True
    if not isinstance(value, Decimal):
        return False
    return value <= step.bound if is_less_better else value >= step.bound


def score_of(value: Value, trait: Trait) -> int | None:
    """The score of a value; None: not assessable."""
    step = step_of(value, trait)
    return step.score if step else None


def total(traits: Sequence[Trait], scores: Mapping[int, int | None], *, most_missing: int) -> Total:
    """Σ weight × score ÷ 100, to two places (D-2, T-D1).

    The weight of what is not assessable goes to the other traits in proportion, as long as it is
    not above `most_missing` percent; beyond it the card is invalid.
    """
    assessed = [(trait, scores[trait.id]) for trait in traits if scores.get(trait.id) is not None]
    whole = sum((trait.weight for trait in traits), ZERO)
    known = sum((trait.weight for trait, _ in assessed), ZERO)
    missing = whole - known
    if not known or missing > most_missing:
        return Total(None, missing, False, {})
    points = {trait.id: trait.weight * score / known for trait, score in assessed}
    score = sum(points.values(), ZERO).quantize(CENT, ROUND_HALF_UP)
    return Total(score, missing, True, points)


def spread(weight: Decimal, shares: Sequence[Decimal]) -> list[Decimal]:
    """The weight of a criterion over its traits, by their shares; equal ones weigh equally."""
    whole = sum(shares, ZERO)
    return [weight * share / whole if whole else ZERO for share in shares]


def refuse_unsound(criteria: Sequence[tuple[str, Decimal, Sequence[Trait]]]) -> None:
    """Raises Refused unless weights make up 100 and every trait can be scored (D-2, T-1.5)."""
    whole = sum((weight for _, weight, _ in criteria), ZERO)
    if whole != HUNDRED:
        raise Refused(
            N_("权重合计是 {sum}，必须正好 100。请调整各项权重再启用。"),
            sum=f"{whole.normalize():f}",
        )
    for name, weight, traits in criteria:
        if weight and not traits:
            raise Refused(N_("“{name}”有权重却没有评分项。请加评分项，或把权重改为 0。"), name=name)
        for trait in traits:
            if not trait.steps:
                raise Refused(N_("“{name}”还没有评分标准。请至少写一档。"), name=trait.name)
    if not any(traits for _, weight, traits in criteria if weight):
        raise Refused(N_("这张卡没有可以评的项目。请至少加一项再启用。"))


def agreed(scores: Sequence[int | None]) -> int | None:
    """What several evaluators come to before they talk: the middle one, the lower of two."""
    known = sorted(score for score in scores if score is not None)
    return known[(len(known) - 1) // 2] if known else None
