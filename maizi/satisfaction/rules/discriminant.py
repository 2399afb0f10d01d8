"""Which items tell the satisfied from the others (G-3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from .reliability import FLAT, P_MAX


@dataclass(frozen=True, slots=True)
class Apart:
    """Wilks' λ of one item with its F test; λ near 0 tells the groups well apart."""

    wilks: float
    f: float
    between: int
    within: int
    p: float

    @property
    def is_kept(self) -> bool:
        """Whether the item tells them apart: p < 0.05."""
        return self.p < P_MAX


def tells_apart(groups: Sequence[Sequence[float]]) -> Apart | None:
    """Wilks' λ = scatter within groups ÷ scatter of all (T-G3).

    groups  the scores of each group: satisfied (overall ≥4 of 5) and not
    None    with fewer than two groups that have answers, no answer to spare, or equal scores
    Source  Wilks (1932); for one item F = ((1−λ)/λ)·((n−g)/(g−1))
    """
    import numpy as np
    from scipy.special import fdtrc

    found = [np.asarray(group, dtype=float) for group in groups if len(group)]
    n, g = sum(map(len, found)), len(found)
    if g < 2 or n <= g:
        return None
    scores = np.concatenate(found)
    total = float(((scores - scores.mean()) ** 2).sum())
    inside = float(sum(((one - one.mean()) ** 2).sum() for one in found))
    if total <= FLAT:
        return None
    wilks = min(inside / total, 1.0)
    if wilks <= FLAT:
        return Apart(0.0, float("inf"), g - 1, n - g, 0.0)
    f = (1 - wilks) / wilks * (n - g) / (g - 1)
    return Apart(wilks, f, g - 1, n - g, float(fdtrc(g - 1, n - g, f)))
