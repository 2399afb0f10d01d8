"""Weights from experts' points, from the data, and of both (G-4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

MOST_VARIATION, WHOLE, NEAR = 0.25, 100, 1e-6


@dataclass(frozen=True, slots=True)
class Points:
    """Mean weights of experts with how far they are apart; one entry for each indicator."""

    weights: tuple[float, ...]
    variation: tuple[float | None, ...]

    @property
    def needs_round(self) -> bool:
        """Whether somebody should discuss again: a coefficient of variation above 0.25."""
        return any(one is not None and one > MOST_VARIATION for one in self.variation)


@dataclass(frozen=True, slots=True)
class Entropy:
    """Entropy of each indicator and the weight that follows from it."""

    entropy: tuple[float, ...]
    weights: tuple[float, ...]


def expert_points(points: Sequence[Sequence[float]]) -> Points:
    """Each expert gives 100 points; none is dropped, the weight is the mean.

    points     experts × indicators
    variation  standard deviation (n − 1) ÷ mean; None for one expert or a mean of 0
    Raises Refused when somebody's points do not make 100, or are negative
    """
    import numpy as np

    x = np.asarray(points, dtype=float)
    if x.ndim != 2 or 0 in x.shape:
        raise Refused(N_("请至少有一位专家给每个指标打分。"))
    if (x < 0).any() or (np.abs(x.sum(axis=1) - WHOLE) > NEAR).any():
        raise Refused(N_("每位专家给的分数合计要正好是 100。"), code="sum")
    mean = x.mean(axis=0)
    spread = x.std(axis=0, ddof=1) if len(x) > 1 else np.full(x.shape[1], np.nan)
    variation = tuple(
        float(s / m) if len(x) > 1 and m > 0 else None for s, m in zip(spread, mean, strict=True)
    )
    return Points(tuple(float(one) for one in mean / WHOLE), variation)


def entropy_weights(table: Sequence[Sequence[float]], costs: Sequence[int] = ()) -> Entropy:
    """Weights by how much indicators differ between those who answered (T-G8).

    table  m answers × indicators
    costs  positions of indicators where less is better
    Source  min-max to [0,1], p = z/Σz, e = −(1/ln m)·Σ p ln p with 0·ln 0 = 0, d = 1 − e,
            w = d/Σd (X53). A column that never changes has d = 0; all constant: equal weights.
    Raises Refused with fewer than two answers
    """
    import numpy as np

    x = np.asarray(table, dtype=float)
    if x.ndim != 2 or x.shape[0] < 2 or x.shape[1] < 1:
        raise Refused(N_("熵权法至少要两份答卷。"), code="few")
    x = x.copy()
    x[:, list(costs)] *= -1
    low, high = x.min(axis=0), x.max(axis=0)
    span = high - low
    moves = span > 0
    z = np.where(moves, (x - low) / np.where(moves, span, 1), 0.0)
    share = z / np.where(moves, z.sum(axis=0), 1)
    logs = np.log(np.where(share > 0, share, 1))
    e = np.where(moves, -(share * logs).sum(axis=0) / np.log(len(x)), 1.0)
    e = np.clip(e, 0, 1)
    d = 1 - e
    total = d.sum()
    weights = d / total if total > 0 else np.full(x.shape[1], 1 / x.shape[1])
    return Entropy(tuple(map(float, e)), tuple(map(float, weights)))


def multiplied(a: Sequence[float], b: Sequence[float]) -> list[float]:
    """w = a·b / Σ a·b (T-G9). Raises Refused when nothing is left."""
    found = [x * y for x, y in zip(a, b, strict=True)]
    total = sum(found)
    if total <= 0:
        raise Refused(N_("两组权重没有共同的指标，不能相乘。请改用加权平均。"))
    return [one / total for one in found]


def blended(a: Sequence[float], b: Sequence[float], theta: float = 0.5) -> list[float]:
    """θ·a + (1 − θ)·b (T-G9). Raises Refused for θ outside 0 … 1."""
    if not 0 <= theta <= 1:
        raise Refused(N_("主观权重的比重在 0 到 1 之间。"), field="theta")
    return [theta * x + (1 - theta) * y for x, y in zip(a, b, strict=True)]


def check_whole(weights: Sequence[float], *, field: str = "weight") -> None:
    """The weights under one node make 1, none is negative. Raises Refused."""
    if any(one < 0 for one in weights) or abs(sum(weights) - 1) > NEAR:
        raise Refused(N_("同一层的权重合计要正好是 100%。"), field=field)
