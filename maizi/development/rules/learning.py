"""The chance of an opportunity, learned from our own wins and losses, and how true it was (B-4)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from maizi.kernel.money import SHARE, ratio

LEAST_CASES = 20  # with fewer that ended, the stage's own number stands
FAITH = 10  # how many cases the stage's own number weighs
BINS = 5
LEAST_RATIO, MOST_RATIO = Decimal("0.01"), Decimal("0.99")

Traits = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ended:
    """One opportunity that was won or lost: stages it ever reached, its traits, how it ended."""

    stages: frozenset[int]
    traits: Traits
    is_won: bool


@dataclass(frozen=True)
class Experience:
    """Counts of wins and losses: of all, by stage reached, and by trait."""

    won: int = 0
    lost: int = 0
    at_stage: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    by_trait: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    @property
    def cases(self) -> int:
        return self.won + self.lost


def learn(ended: Iterable[Ended]) -> Experience:
    """Count what ended: by every stage that was reached and every trait that was filled in."""
    total, stages, traits = Counter(), Counter(), Counter()
    for case in ended:
        total[case.is_won] += 1
        stages.update((stage, case.is_won) for stage in case.stages)
        traits.update((pair, case.is_won) for pair in case.traits.items() if pair[1])
    return Experience(total[True], total[False], _pairs(stages), _pairs(traits))


def _pairs(counted: Counter) -> dict:
    keys = {key for key, _ in counted}
    return {key: (counted[key, True], counted[key, False]) for key in keys}


def chance(experience: Experience, *, stage: int, usual: Decimal, traits: Traits) -> Decimal | None:
    """The chance to be won, between 0.01 and 0.99; None while too little has ended.

    usual  the number of the stage itself: as if ten cases said so

    The share won of those that reached the stage, moved by each trait as far as winners have it
    more often than losers (naive Bayes, every count one kinder).
    """
    if experience.cases < LEAST_CASES:
        return None
    won, lost = experience.at_stage.get(stage, (0, 0))
    share = SHARE.divide(won + FAITH * usual, Decimal(won + lost + FAITH))
    odds = SHARE.divide(share, 1 - share) if share < 1 else MOST_RATIO / LEAST_RATIO
    for pair in traits.items():
        odds = SHARE.multiply(odds, _likelihood(experience, pair))
    return _held(SHARE.divide(odds, 1 + odds))


def _likelihood(experience: Experience, pair: tuple[str, str]) -> Decimal:
    won, lost = experience.by_trait.get(pair, (0, 0))
    among_won = SHARE.divide(Decimal(won + 1), Decimal(experience.won + 2))
    among_lost = SHARE.divide(Decimal(lost + 1), Decimal(experience.lost + 2))
    return SHARE.divide(among_won, among_lost) if pair[1] and won + lost else Decimal(1)


def _held(share: Decimal) -> Decimal:
    return min(max(share, LEAST_RATIO), MOST_RATIO)


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about the same height: what they said on the average, and what came."""

    least: Decimal
    most: Decimal
    count: int
    said: Decimal | None
    came: Decimal | None


def calibration(pairs: Sequence[tuple[Decimal, bool]]) -> list[Bin]:
    """Forecasts made before the end, in fifths, beside the share that was really won."""
    found: list[list[tuple[Decimal, bool]]] = [[] for _ in range(BINS)]
    for said, came in pairs:
        found[min(int(said * BINS), BINS - 1)].append((said, came))
    return [
        Bin(
            Decimal(n) / BINS, Decimal(n + 1) / BINS, len(inside),
            ratio(sum((said for said, _ in inside), Decimal(0)), len(inside)),
            ratio(sum(came for _, came in inside), len(inside)),
        )
        for n, inside in enumerate(found)
    ]  # fmt: skip


def brier(pairs: Sequence[tuple[Decimal, bool]]) -> Decimal | None:
    """Mean squared error of forecasts: 0 is perfect, 0.25 what always saying a half gets."""
    missed = sum(((said - came) ** 2 for said, came in pairs), Decimal(0))
    return ratio(missed, len(pairs))
