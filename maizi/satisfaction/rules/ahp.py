"""Weights from pairwise judgements: the analytic hierarchy process (G-4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

# Saaty's random index for n = 1…10 (X52 has 3, 4, 5; the others are his usual table).
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
MOST, HIGHEST, NEAR = len(RANDOM_INDEX), 9, 1e-6

Matrix = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Judged:
    """Weights and how consistent the judgements behind them are.

    root    λmax
    ratio   CR; 0 for at most two things
    triple  the three that contradict each other most, counted from 0; None where none do
    """

    weights: tuple[float, ...]
    root: float
    ratio: float
    triple: tuple[int, int, int] | None = None

    def is_accepted(self, most: float = 0.10) -> bool:
        """Whether the judgements are consistent enough: CR below the bound."""
        return self.ratio < most


def judge(matrix: Matrix) -> Judged:
    """Principal eigenvector, λmax, CI = (λmax−n)/(n−1), CR = CI/RI (T-G4 … T-G7).

    matrix  n × n, 1/9 … 9, matrix[i][j] says how much more i weighs than j
    Source  Saaty (1980). Raises Refused beyond ten things, for a judgement outside 1/9 … 9, and
            where the other direction is not the reciprocal
    """
    import numpy as np

    a = _checked(matrix)
    n = len(a)
    values, vectors = np.linalg.eig(a)
    at = int(np.argmax(values.real))
    weights = np.abs(vectors[:, at].real)
    weights, root = weights / weights.sum(), float(values[at].real)
    if n <= 2:
        return Judged(tuple(map(float, weights)), float(n), 0.0)
    ratio = max((root - n) / (n - 1), 0.0) / RANDOM_INDEX[n - 1]
    return Judged(tuple(map(float, weights)), root, ratio, most_inconsistent(matrix))


def most_inconsistent(matrix: Matrix) -> tuple[int, int, int] | None:
    """The three things i < j < k whose judgements contradict each other most.

    A consistent matrix has a_ij · a_jk = a_ik for all; the distance is |ln(a_ij·a_jk / a_ik)|.
    None when every three agree, or with fewer than three.
    """
    import numpy as np

    logs = np.log(np.asarray(matrix, dtype=float))
    off = np.abs(logs[:, :, None] + logs[None, :, :] - logs[:, None, :])  # i, j, k
    n = len(logs)
    i, j, k = np.ogrid[:n, :n, :n]
    off = np.where((i < j) & (j < k), off, 0.0)
    if n < 3 or off.max() < NEAR:
        return None
    return tuple(int(one) for one in np.unravel_index(int(off.argmax()), off.shape))


def together(matrices: Sequence[Matrix]) -> list[list[float]]:
    """The judgements of several experts as one matrix: their geometric mean, cell by cell.

    matrices  experts × n × n. Raises Refused without an expert, or for unlike sizes
    """
    import numpy as np

    if not matrices or len({len(one) for one in matrices}) != 1:
        raise Refused(N_("请至少给出一位专家的判断，并且大家比较的是同样的指标。"))
    logs = np.log(np.stack([_checked(one) for one in matrices]))
    return np.exp(logs.mean(axis=0)).tolist()


def filled(size: int, upper: Mapping[tuple[int, int], float]) -> list[list[float]]:
    """A whole matrix from the judgements above its diagonal; what is missing counts as equal."""
    found = [[1.0] * size for _ in range(size)]
    for (i, j), value in upper.items():
        found[i][j], found[j][i] = float(value), 1 / float(value)
    return found


def _checked(matrix: Matrix):
    import numpy as np

    a = np.asarray(matrix, dtype=float)
    if a.ndim != 2 or a.shape[0] != a.shape[1] or not 1 <= len(a) <= MOST:
        raise Refused(N_("一次最多比较 {most} 个指标，请先分层。"), most=MOST, code="size")
    if not np.isfinite(a).all() or (a < 1 / HIGHEST - NEAR).any() or (a > HIGHEST + NEAR).any():
        raise Refused(N_("两两比较的取值在 1/9 到 9 之间。"), code="scale")
    if not np.allclose(a * a.T, 1, atol=1e-4):
        raise Refused(N_("两个方向的比较要互为倒数。"), code="reciprocal")
    return a
