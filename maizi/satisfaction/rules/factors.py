"""Which items belong together: adequacy, factors, rotation (G-3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from ..terms import Fitness
from .reliability import P_MAX, Table, checked_matrix

LOADING, CROSS, VARIANCE = 0.5, 0.4, 0.60
ROUNDS, TINY = 200, 1e-9


@dataclass(frozen=True, slots=True)
class Sphericity:
    """Bartlett's test that items have nothing to do with each other."""

    determinant: float
    chi2: float
    degrees: int
    p: float

    @property
    def is_related(self) -> bool:
        """Whether they have."""
        return self.p < P_MAX


@dataclass(frozen=True, slots=True)
class Adequacy:
    """Kaiser-Meyer-Olkin: of all items, and of each."""

    whole: float
    each: tuple[float, ...]

    @property
    def fitness(self) -> Fitness:
        """How it is read (X54)."""
        return fitness_of(self.whole)


@dataclass(frozen=True, slots=True)
class Factors:
    """What was extracted and rotated.

    eigenvalues  of the correlation matrix, largest first
    explained    share of variance of the factors kept
    loadings     items × factors, after varimax
    home         for each item its factor, counted from 0; None for an item to drop
    """

    eigenvalues: tuple[float, ...]
    explained: float
    loadings: tuple[tuple[float, ...], ...]
    home: tuple[int | None, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the factors explain at least 60 %."""
        return self.explained >= VARIANCE


def bartlett(r: Table, n: int) -> Sphericity:
    """χ² = −(n−1−(2p+5)/6)·ln|R| with p(p−1)/2 degrees of freedom (T-G2).

    r       correlations, p × p
    n       complete answers
    Source  Bartlett (1951)
    Raises Refused for a singular matrix
    """
    import numpy as np
    from scipy.special import chdtrc

    found = checked_matrix(r)
    p = len(found)
    determinant = float(np.linalg.det(found))
    chi2 = max(-(n - 1 - (2 * p + 5) / 6) * log(determinant), 0.0)
    degrees = p * (p - 1) // 2
    return Sphericity(determinant, chi2, degrees, float(chdtrc(degrees, chi2)))


def kmo(r: Table) -> Adequacy:
    """Squared correlations beside squared partial correlations (T-G2).

    r       correlations, p × p
    Source  Kaiser (1974). Raises Refused for a singular matrix
    """
    import numpy as np

    found = checked_matrix(r)
    inverse = np.linalg.inv(found)
    scale = np.sqrt(np.diag(inverse))
    r2, partial2 = found**2, (inverse / np.outer(scale, scale)) ** 2
    for square in (r2, partial2):
        np.fill_diagonal(square, 0)
    rows, partials = r2.sum(axis=0), partial2.sum(axis=0)
    total = rows + partials
    each = np.where(total > TINY, rows / np.where(total > TINY, total, 1), 0.0)
    all_ = total.sum()
    return Adequacy(float(rows.sum() / all_) if all_ > TINY else 0.0, tuple(map(float, each)))


def fitness_of(value: float) -> Fitness:
    """≥0.9 very good, ≥0.8 good, ≥0.7 fair, ≥0.6 poor, below 0.5 unfit (X54)."""
    for least, word in ((0.9, Fitness.VERY_GOOD), (0.8, Fitness.GOOD), (0.7, Fitness.FAIR),
                        (0.6, Fitness.POOR), (0.5, Fitness.DOUBTFUL)):  # fmt: skip
        if value >= least:
            return word
    return Fitness.UNFIT


def may_factor(adequacy: Adequacy, sphericity: Sphericity, *, least: float = 0.6) -> bool:
    """Whether factors may be sought: KMO reaches the bound and Bartlett's p < 0.05."""
    return adequacy.whole >= least and sphericity.is_related


def factors_of(r: Table) -> Factors:
    """Principal components with eigenvalue > 1, rotated by varimax (T-G2).

    r  correlations, p × p. At least one factor is kept. Raises Refused for a singular matrix
    """
    import numpy as np

    found = checked_matrix(r)
    values, vectors = np.linalg.eigh(found)
    values, vectors = values[::-1], vectors[:, ::-1]
    count = max(int((values > 1).sum()), 1)
    loadings = varimax(vectors[:, :count] * np.sqrt(values[:count]))
    return Factors(
        tuple(map(float, values)), float(values[:count].sum() / len(values)),
        tuple(tuple(map(float, line)) for line in loadings), homes_of(loadings),
    )  # fmt: skip


def varimax(loadings):
    """Turn factors until each item loads on few of them.

    loadings  items × factors; gives the same shape, each factor with a sum ≥ 0, rows as long as
              before
    Source    Kaiser (1958) with his row normalisation, by singular values
    """
    import numpy as np

    a = np.asarray(loadings, dtype=float)
    rows, count = a.shape
    if count > 1:
        lengths = np.sqrt((a**2).sum(axis=1, keepdims=True))
        lengths = np.where(lengths > TINY, lengths, 1)
        a, turn, best = a / lengths, np.eye(count), 0.0
        for _ in range(ROUNDS):
            now = a @ turn
            u, s, v = np.linalg.svd(a.T @ (now**3 - now * (now**2).sum(axis=0) / rows))
            turn = u @ v
            if s.sum() <= best * (1 + TINY):
                break
            best = s.sum()
        a = (a @ turn) * lengths
    return a * np.where(a.sum(axis=0) < 0, -1, 1)


def homes_of(loadings: Sequence[Sequence[float]]) -> tuple[int | None, ...]:
    """The factor of each item: loading ≥0.5 and none other ≥0.4; None where there is no such.

    loadings  items × factors
    """
    found = []
    for line in loadings:
        order = sorted(range(len(line)), key=lambda at: -abs(line[at]))
        first = abs(line[order[0]])
        second = abs(line[order[1]]) if len(order) > 1 else 0.0
        found.append(order[0] if first >= LOADING and second < CROSS else None)
    return tuple(found)
