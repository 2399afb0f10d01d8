"""From item scores to the index of satisfaction and its kin (G-5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

TOP, ACSI_TOP = 100.0, 10
PROMOTER, DETRACTOR = 9, 6


@dataclass(frozen=True, slots=True)
class Node:
    """One indicator, or one item where it has no children.

    weight  share of its parent; siblings make 1
    value   0–100 of an item; None when nobody answered
    """

    name: str
    weight: float
    value: float | None = None
    children: tuple["Node", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Recommended:
    """Promoters, passives, detractors of the question whether one would recommend us."""

    promoters: int
    passives: int
    detractors: int

    @property
    def n(self) -> int:
        """How many answered."""
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> float | None:
        """NPS: percent of promoters less percent of detractors; None of nobody (T-G12)."""
        return TOP * (self.promoters - self.detractors) / self.n if self.n else None


def points_of(s: float, k: int) -> float:
    """A mark s of 1 … k as 0 … 100: (s−1)/(k−1)·100 (T-G10). Raises ValueError outside."""
    if k < 2 or not 1 <= s <= k:
        raise ValueError(f"{s} of {k}")
    return (s - 1) / (k - 1) * TOP


def value_of(node: Node) -> float | None:
    """Σ w·child; a child nobody answered leaves its weight to the others, None without any.

    The index (CSI) is the value of the root (T-G10).
    """
    if not node.children:
        return node.value
    known = [(one.weight, value_of(one)) for one in node.children]
    known = [(weight, value) for weight, value in known if value is not None and weight > 0]
    total = sum(weight for weight, _value in known)
    return sum(weight * value for weight, value in known) / total if total else None


def values_below(node: Node) -> Mapping[str, float | None]:
    """The value of every node that has children, by name; the root's too."""
    found = {node.name: value_of(node)}
    for one in node.children:
        if one.children:
            found |= values_below(one)
    return found


def acsi(marks: Sequence[float], weights: Sequence[float] = (1 / 3, 1 / 3, 1 / 3)) -> float | None:
    """The American index: overall, disconfirmation, ideal on 1 … 10, as 0 … 100 (T-G11).

    weights  theirs are not published: equal unless given
    None     when one of the three marks is missing
    Source   X49: ((x1−1)w1 + (x2−1)w2 + (x3−1)w3)/9·100
    """
    if len(marks) != 3 or any(one is None for one in marks):
        return None
    if len(weights) != 3 or abs(sum(weights) - 1) > 1e-6:
        raise Refused(N_("同一层的权重合计要正好是 100%。"))
    total = sum((mark - 1) * weight for mark, weight in zip(marks, weights, strict=True))
    return total / (ACSI_TOP - 1) * TOP


def recommended(counts: Mapping[int, int]) -> Recommended:
    """Promoters 9–10, passives 7–8, detractors 0–6 (X50); counts by mark."""
    return Recommended(
        sum(n for mark, n in counts.items() if mark >= PROMOTER),
        sum(n for mark, n in counts.items() if DETRACTOR < mark < PROMOTER),
        sum(n for mark, n in counts.items() if mark <= DETRACTOR),
    )
