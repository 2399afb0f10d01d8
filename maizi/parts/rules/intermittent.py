"""How a part goes on that is asked for now and then: Croston, SBA, TSB, plain smoothing (F-60).

Every way is reckoned for many series at once: rows are series, columns are months, and what comes
out is the forecast per month as it stood after each month. So one pass gives every origin of the
back-test. Sources: Croston 1972; Syntetos and Boylan 2005; Teunter, Syntetos and Babai 2011.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..terms import Method

ALPHA = BETA = 0.1
AHEAD, FEWEST, MOST_ORIGINS = 3, 12, 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """One series carried on.

    monthly  pieces a month from now on
    errors   root of the mean squared miss of three months together, by method; empty for a series
             too short to try
    origins  how many times each was tried
    """

    method: Method
    monthly: float
    errors: dict[Method, float]
    origins: int = 0


def croston(series):
    """Size and gap of the demands smoothed apart, each from its first value on; their quotient."""
    import numpy as np

    series = np.asarray(series, dtype=float)
    size, gap = np.zeros(len(series)), np.ones(len(series))
    since, began = np.ones(len(series)), np.zeros(len(series), dtype=bool)
    found = np.zeros(series.shape)
    for month in range(series.shape[1]):
        value = series[:, month]
        comes = value > 0
        first, later = comes & ~began, comes & began
        size = np.where(first, value, size + ALPHA * (value - size) * later)
        gap = np.where(first, since, gap + ALPHA * (since - gap) * later)
        began |= comes
        since = np.where(comes, 1, since + 1)
        found[:, month] = np.where(began, size / gap, 0)
    return found


def sba(series):
    """Croston less its known bias: × (1 − α/2)."""
    return croston(series) * (1 - ALPHA / 2)


def tsb(series):
    """Size smoothed at demands, their probability every month: it fades when a part dies."""
    import numpy as np

    series = np.asarray(series, dtype=float)
    size, began = np.zeros(len(series)), np.zeros(len(series), dtype=bool)
    chance, found = np.zeros(len(series)), np.zeros(series.shape)
    for month in range(series.shape[1]):
        value = series[:, month]
        comes = value > 0
        size = np.where(comes & ~began, value, size + ALPHA * (value - size) * comes)
        began |= comes
        chance = chance + BETA * (comes - chance) if month else comes.astype(float)
        found[:, month] = size * chance
    return found


def smooth(series):
    """Simple exponential smoothing from the first month on."""
    import numpy as np

    series = np.asarray(series, dtype=float)
    level, found = series[:, 0].copy(), np.zeros(series.shape)
    for month in range(series.shape[1]):
        level = level + ALPHA * (series[:, month] - level) if month else level
        found[:, month] = level
    return found


WAYS: dict[Method, Callable] = {
    Method.SBA: sba, Method.TSB: tsb, Method.CROSTON: croston, Method.SMOOTH: smooth,
}  # fmt: skip


def choose(series: Sequence[Sequence[float]]) -> list[Chosen]:
    """Each series carried on by the way that missed least, from origin to origin (F-60).

    A forecast is held against the sum of the three months after its origin, since a stock is
    kept for sums, and the miss is squared: the smallest absolute miss would be had by forecasting
    nothing. The last twelve origins count, none with fewer than twelve months before it; a series
    too short for one gets SBA. Of equals the first of `WAYS` is taken.
    """
    import numpy as np

    series = np.asarray(series, dtype=float)
    if not series.size:
        return []
    paths = {method: way(series) for method, way in WAYS.items()}
    months = series.shape[1]
    origins = list(range(FEWEST - 1, months - AHEAD))[-MOST_ORIGINS:]
    if not origins:
        last = paths[Method.SBA][:, -1]
        return [Chosen(Method.SBA, float(one), {}) for one in last]
    sums = np.stack([series[:, n + 1 : n + 1 + AHEAD].sum(axis=1) for n in origins], axis=1)
    missed = {m: AHEAD * path[:, origins] - sums for m, path in paths.items()}
    errors = np.stack([np.sqrt((one**2).mean(axis=1)) for one in missed.values()])
    methods = list(missed)
    best = errors.argmin(axis=0)
    return [
        Chosen(
            methods[place], float(paths[methods[place]][n, -1]),
            {m: round(float(errors[k, n]), 4) for k, m in enumerate(methods)}, len(origins),
        )
        for n, place in enumerate(best)
    ]  # fmt: skip
