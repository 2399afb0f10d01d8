"""How well items measure one thing: reliability and correlations (G-3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

ALPHA_MIN, P_MAX = 0.7, 0.05
FLAT = 1e-12

Table = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Related:
    """How one item goes with the overall score.

    r, p        Pearson, with its two-sided probability; None for a column that never changes
    rho, rho_p  Spearman, shown beside it
    is_kept     |r| reaches the bound and p < 0.05
    """

    r: float | None
    p: float | None
    rho: float | None
    rho_p: float | None
    is_kept: bool


def enough_answers(complete: int, questions: int, *, least: int) -> bool:
    """Whether there are enough complete answers: max(least, 5 × items); else steps are weak."""
    return complete >= max(least, 5 * questions)


def cronbach(scores: Table) -> float | None:
    """Reliability α of items that should measure the same (T-G1).

    scores  answers × items, complete rows only
    None    with fewer than two items or two answers, or when no row differs from another
    Source  Cronbach (1951): α = k/(k−1) · (1 − Σ var(item) / var(row sum))
    """
    import numpy as np

    x = np.asarray(scores, dtype=float)
    if x.ndim != 2 or x.shape[0] < 2 or x.shape[1] < 2:
        return None
    total = x.sum(axis=1).var(ddof=1)
    if total <= FLAT:
        return None
    k = x.shape[1]
    return float(k / (k - 1) * (1 - x.var(axis=0, ddof=1).sum() / total))


def without_each(scores: Table) -> list[float | None]:
    """α of the other items, without each in turn; None where it is undefined.

    scores  answers × items
    """
    import numpy as np

    x = np.asarray(scores, dtype=float)
    if x.ndim != 2:
        return []
    return [cronbach(np.delete(x, at, axis=1)) for at in range(x.shape[1])]


def correlations(scores: Table) -> list[list[float | None]]:
    """Pearson r of every pair of items; None beside a column that never changes.

    scores  answers × items; gives items × items
    """
    import numpy as np

    r = _r_matrix(np.asarray(scores, dtype=float))
    return [[None if np.isnan(one) else float(one) for one in line] for line in r]


def related(scores: Table, overall: Sequence[float], *, keep: float = 0.30) -> list[Related]:
    """How each item goes with the overall score, Pearson and Spearman.

    scores   answers × items
    overall  one number for each answer
    keep     least |r| of an item that stays
    """
    import numpy as np
    from scipy.stats import rankdata

    x, y = np.asarray(scores, dtype=float), np.asarray(overall, dtype=float)
    if x.ndim != 2 or len(x) != len(y):
        raise ValueError("one overall score for each answer")
    r = _r_matrix(np.column_stack([x, y]))[:-1, -1]
    ranks = rankdata(np.column_stack([x, y]), axis=0) if len(x) else np.column_stack([x, y])
    rho = _r_matrix(ranks)[:-1, -1]
    p, rho_p = _chance(r, len(y)), _chance(rho, len(y))
    return [
        Related(
            _known(a), _known(b), _known(c), _known(d),
            bool(not np.isnan(b) and abs(a) >= keep and b < P_MAX),
        )
        for a, b, c, d in zip(r, p, rho, rho_p, strict=True)
    ]  # fmt: skip


def to_merge(r: Sequence[Sequence[float | None]], *, over: float = 0.85) -> list[tuple[int, int]]:
    """Pairs of items that ask the same, the closest first: |r| > over.

    r  items × items
    """
    found = [
        (abs(r[a][b]), a, b) for a in range(len(r)) for b in range(a + 1, len(r))
        if r[a][b] is not None and abs(r[a][b]) > over
    ]  # fmt: skip
    return [(a, b) for _r, a, b in sorted(found, key=lambda one: (-one[0], one[1], one[2]))]


def checked_matrix(r: Table):
    """A correlation matrix as an array, p × p. Raises Refused for anything else, or singular."""
    import numpy as np

    found = np.asarray(r, dtype=float)
    if found.ndim != 2 or found.shape[0] != found.shape[1] or found.shape[0] < 2:
        raise Refused(N_("因子分析至少要两道题。"), code="size")
    if np.isnan(found).any():
        raise Refused(N_("有的题目所有人都答得一样，不能做因子分析。请先去掉。"), code="flat")
    if not np.allclose(found, found.T) or not np.allclose(np.diag(found), 1):
        raise ValueError("not a correlation matrix")
    if np.linalg.eigvalsh(found)[0] < 1e-10:
        raise Refused(
            N_("有的题目可以由其他题目推出来（相关矩阵奇异），不能做因子分析。请先合并重复的题。"),
            code="singular",
        )
    return found


def _r_matrix(x):
    import numpy as np

    if len(x) < 2:
        return np.full((x.shape[1], x.shape[1]), np.nan)
    z = x - x.mean(axis=0)
    length = np.sqrt((z**2).sum(axis=0))
    length = np.where(length > FLAT * np.maximum(1, np.abs(x).max(axis=0)), length, np.nan)
    return np.clip(z.T @ z / np.outer(length, length), -1, 1)


def _chance(r, n: int):
    """Two-sided probability of r by Student's t with n − 2 degrees of freedom."""
    import numpy as np
    from scipy.special import stdtr

    if n < 3:
        return np.full_like(r, np.nan)
    with np.errstate(divide="ignore"):
        t = np.abs(r) * np.sqrt((n - 2) / np.maximum(1 - r**2, 0))
    return 2 * stdtr(n - 2, -t)


def _known(value) -> float | None:
    return None if value != value else float(value)
