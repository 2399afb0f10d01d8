"""Word of mouth: how many people each class tells, as measured (G-7)."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..terms import Mood

GOOD, FAIR = 0.75, 0.5  # of the way from the worst mark to the best


@dataclass(frozen=True, slots=True)
class Told:
    """What one person said: his class, and how many people he told; None where he did not say."""

    mood: Mood
    people: int | None


@dataclass(frozen=True, slots=True)
class Reach:
    """One class: how many are in it, how many said whom they told, their mean, whom they reach.

    mean, reached  None where nobody said: there are no built-in numbers
    """

    mood: Mood
    customers: int
    asked: int
    mean: float | None
    reached: float | None


def mood_of(mark: int, top: int) -> Mood:
    """The class of an overall mark of 1 … top: of five, 1–2 dissatisfied, 3 fair, 4–5 very."""
    share = (mark - 1) / (top - 1)
    if share >= GOOD:
        return Mood.VERY
    return Mood.FAIR if share >= FAIR else Mood.NOT


def reach_of(told: Iterable[Told]) -> list[Reach]:
    """Σ customers of a class × the mean its people told, class by class (G-7)."""
    told = list(told)
    found = []
    for mood in Mood:
        here = [one for one in told if one.mood == mood]
        said = [one.people for one in here if one.people is not None]
        mean = sum(said) / len(said) if said else None
        reached = None if mean is None else len(here) * mean
        found.append(Reach(mood, len(here), len(said), mean, reached))
    return found


def whole_reach(classes: Iterable[Reach]) -> float | None:
    """The people all classes reach; None when a class with customers told nobody's number."""
    classes = [one for one in classes if one.customers]
    if not classes or any(one.reached is None for one in classes):
        return None
    return sum(one.reached for one in classes)
