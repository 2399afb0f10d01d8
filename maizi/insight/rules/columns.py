"""The rules for columns of customers at once; each says what the rule for one says.

Amounts are whole cents. What a float cannot tell apart from a half is left to the rule for one.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from maizi.customers.terms import ValueClass
from maizi.kernel.money import ratio

from ..terms import Potential, Profitability, Risk
from . import classes, keeping, profit, rfm

SEGMENTS = [
    rfm.SEGMENTS[bool(n & 4), bool(n & 2), bool(n & 1)] for n in range(1 << 3)
]  # fmt: skip
CLASSES, POTENTIALS = list(ValueClass), list(Potential)
LABELS = list(Profitability)
FEW = -1


def half_up(values, exact: Callable[[int], int]):
    """Whole numbers, half away from 0.

    exact  place -> the number, asked where a float is too near to a half, or too large, to tell
    """
    import numpy as np

    size = np.abs(values)
    doubtful = np.abs(size - np.floor(size) - 0.5) < 1e-6 + size * 1e-12
    found = (np.sign(values) * np.floor(size + 0.5)).astype(np.int64)
    for place in np.flatnonzero(doubtful).tolist():
        found[place] = exact(place)
    return found


def scores(values):
    """See rfm.scores: 1 + floor(5 · worse ÷ n); the larger, the better."""
    import numpy as np

    distinct, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    if len(distinct) == 1:
        return np.full(len(values), rfm.MIDDLE)
    worse = np.cumsum(counts) - counts
    return (1 + rfm.BINS * worse // max(len(values), 1))[place]


def quantile_scores(values, parts: int = 1):
    """See rfm.quantile_scores.

    parts  how many of the whole numbers make one: 100 of cents
    """
    import numpy as np

    if not len(values):
        return np.zeros(0, np.int64)
    ordered = _Parts(np.sort(values), parts)
    bounds = (Fraction(bound) * parts for bound in rfm.quantile_bounds(ordered))
    return 1 + np.searchsorted(np.array([ceil(one) for one in bounds]), values, side="right")


class _Parts(Sequence):
    """Whole numbers as the decimals they stand for, each made when it is asked for."""

    def __init__(self, numbers, parts: int):
        self.numbers, self.parts = numbers, parts

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, place: int) -> Decimal:
        return Decimal(int(self.numbers[place])) / self.parts


def segments(marks: Sequence, fixed: int | None):
    """Places in SEGMENTS of customers with scores in recency, frequency, money."""
    count = len(marks[0])
    high = [one >= fixed if fixed is not None else one * count > one.sum() for one in marks]
    return high[0] * 4 + high[1] * 2 + high[2] * 1


def value_classes(cents, shares: Sequence[Decimal]) -> tuple:
    """See classes.classify: places in CLASSES; whether there is nothing to tell apart."""
    import numpy as np

    last, ordered = len(CLASSES) - 1, -np.sort(-cents)
    if not len(cents):
        return cents, False
    if len(ordered) > 1 and ordered[0] == ordered[-1] and ordered[0] > 0:
        return np.full(len(cents), CLASSES.index(ValueClass.C)), True
    cuts = [ordered[classes.rank(share, len(ordered)) - 1] for share in shares]
    reached = [cents <= 0, *(cents >= cut for cut in cuts)]
    return np.select(reached, [last, *range(len(cuts))], last), False


def value_classes_by_sum(ids, cents, bounds: Sequence[Decimal]):
    """See classes.classify_by_sum: places in CLASSES."""
    import numpy as np

    order, found = np.lexsort((ids, -cents)), np.full(len(cents), len(CLASSES) - 1)
    amount = np.maximum(cents[order], 0)
    total, before = int(amount.sum()), np.cumsum(amount) - amount
    passed = sum(before >= ceil(Fraction(bound) * total) for bound in bounds)
    is_bought = amount > 0
    found[order[is_bought]] = np.minimum(passed, len(CLASSES) - 1)[is_bought]
    return found


def potential_points(now, last, shares: Mapping[int, Decimal]):
    """See classes.potential_points.

    now, last  cents of this and of the last year
    shares     place -> our share, of those whose share is known
    """
    import numpy as np

    def exact(place: int) -> int:
        years = Decimal(int(now[place])), Decimal(int(last[place]))
        return classes.potential_points(classes.Prospects(*years, share=shares.get(place)))

    growth = np.where(now > 0, 1.0, 0.5)
    grown = (now - last) / np.maximum(last, 1)
    growth[last > 0] = np.clip(grown[last > 0], -0.5, 0.5) + 0.5
    found = half_up(40 * growth + 30, exact)
    for place in shares:
        found[place] = exact(place)
    return found


def potentials(points):
    """Places in POTENTIALS."""
    import numpy as np

    known = [POTENTIALS.index(classes.potential_of(one)) for one in range(101)]
    return np.array(known)[points]


def labels(totals, pluses, minuses):
    """Places in LABELS of lines of the matrix with their total cents and counted signs (H-21)."""
    import numpy as np

    known = [
        LABELS.index(profit.called(Decimal(n // 4 - 1), n % 2 * 2, n // 2 % 2)) for n in range(12)
    ]
    kind = (np.sign(totals) + 1) * 4 + (minuses > 0) * 2 + (pluses >= 2)
    return np.array(known)[kind]


def whale(cents) -> profit.Whale | None:
    """The whale curve of profits in whole cents; None for nobody."""
    import numpy as np

    if not len(cents):
        return None
    ordered = -np.sort(-cents)
    sums, lost = np.cumsum(ordered), ordered[ordered < 0]
    peak, ranks = sums.max(), np.flatnonzero(sums == sums.max()) + 1
    return profit.Whale(
        sums_cents=sums, top_count=profit.top_of(len(ordered)), peak_cents=int(peak),
        peak_ranks=tuple(ranks.tolist()), losing=len(lost), lost_cents=-int(lost.sum()),
    )  # fmt: skip


def starts_of(*columns):
    """Where in columns that are in order another value begins."""
    import numpy as np

    is_new = np.ones(len(columns[0]), bool)
    is_new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.flatnonzero(is_new)


def middle_gaps(block: Sequence) -> list:
    """(customers, last days, the two middle gaps between days added up, or FEW with less than two)
    of customers and their days, both in order.
    """
    import numpy as np

    customers, days = block
    starts = starts_of(customers)
    counts = np.diff(np.append(starts, len(customers)))
    gaps = np.diff(days, prepend=days[0])
    gaps[starts] = -1  # before the first day there is none; sorted, it stays in front
    ordered = gaps[np.lexsort((gaps, np.repeat(starts, counts)))]
    many = counts > 2
    low, high = (starts + (counts + n) // 2 for n in (0, 1))
    middle = np.full(len(starts), FEW)
    middle[many] = ordered[low[many]] + ordered[high[many]]
    return [customers[starts], days[starts + counts - 1], middle]


def gaps_of(middle: int) -> list[int]:
    """Gaps with the same median, as the rule for one wants them."""
    return [] if middle == FEW else [middle // 2, middle - middle // 2]


def by_gap(middles, told: Callable[[list[int]], Decimal | int]):
    """What a rule tells of gaps, up to whole days; gaps are few where customers are many."""
    import numpy as np

    known, place = np.unique(middles, return_inverse=True)
    return np.array([ceil(told(gaps_of(one))) for one in known.tolist()], np.int64)[place]


def risks(ago: tuple, has_complaint, money: Sequence, leaving: keeping.Leaving):
    """See keeping.judge: places in Risk.

    ago    days since the last purchase, middle gaps
    money  cents of the window and of the one before
    """
    import numpy as np

    (since, middles), (now, before) = ago, money
    level = has_complaint.astype(np.int64) + ((before > 0) & (2 * now <= before))
    level += since >= by_gap(middles, lambda own: keeping.expected_gap(own, leaving))
    level += since >= by_gap(middles, lambda own: 2 * keeping.expected_gap(own, leaving))
    known = [list(Risk).index(one) for one in keeping.LEVELS]
    return np.array(known)[np.minimum(level, len(known) - 1)]


def months_of(ordinals):
    """Numbers of days as numbers of months, year · 12 + month from 0."""
    import numpy as np

    days = (ordinals - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    return days.astype("datetime64[M]").astype(np.int64) + 1970 * 12


def cohort_counts(customers, months, start: int, width: int):
    """How many of those whose first month is the row bought in the month of the column.

    customers, months  in order; every month is from `start` on, less than `width` after it
    """
    import numpy as np

    found = np.zeros((width, width), np.int64)
    if not len(customers):
        return found
    is_first = np.append(True, customers[1:] != customers[:-1])
    is_new = is_first | np.append(True, months[1:] != months[:-1])
    began = months[is_first][np.cumsum(is_first) - 1]
    np.add.at(found, (began[is_new] - start, months[is_new] - start), 1)
    return found


def cohorts(counts, start: int, last: int) -> dict[int, tuple[int, list[Decimal | None]]]:
    """See keeping.cohorts."""
    rows = enumerate(counts.tolist())
    return {
        start + n: (row[n], [ratio(one, row[n]) for one in row[n : last - start + 1]])
        for n, row in rows if row[n]
    }  # fmt: skip
