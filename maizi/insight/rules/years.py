"""Years of many customers at once: who was lost, who costs more than it brings, what somebody
bought. Each says what the rule for one says (see `best`, `keeping`, `lifetime`).

Amounts are whole cents, days are numbers, customers are in order.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from ..terms import Potential
from . import best
from .columns import CLASSES, POTENTIALS, middle_gaps, starts_of

YEAR, WEEK = 365, 7
SUGGESTIONS = list(best.SUGGESTIONS)
SMALL, LOW = len(CLASSES) - 1, POTENTIALS.index(Potential.LOW)


def largest(ids, cents):
    """See best.largest: customers above 0."""
    import numpy as np

    order = np.lexsort((ids, -cents))
    return ids[order[: int((cents > 0).sum())]]


def costly(sales, served, profits):
    """See best.costly: which customers raise cost."""
    import numpy as np

    is_sold = sales > 0
    shares = np.where(is_sold, served / np.maximum(sales, 1), 0)
    known = np.flatnonzero(is_sold & (served != 0))
    if not len(known):
        return profits < 0
    ordered = known[shares[known].argsort(kind="stable")].tolist()
    bound = sum(  # twice the median
        Fraction(int(served[place]), int(sales[place]))
        for place in (ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2])
    )
    is_above = shares > float(bound)
    near = is_sold & (np.abs(shares - float(bound)) <= 1e-9 * abs(float(bound)))
    for place in np.flatnonzero(near).tolist():  # a float does not tell them apart
        is_above[place] = Fraction(int(served[place]), int(sales[place])) > bound
    return (profits < 0) | is_above


def cannot_profit(classes, potentials, profits: Sequence):
    """See best.cannot_profit. classes, potentials: places; profits: of the last two years."""
    return (classes == SMALL) & (potentials == LOW) & (profits[0] < 0) & (profits[1] < 0)


def suggestions(gross, served):
    """See best.suggest: places in SUGGESTIONS."""
    import numpy as np

    told = [best.RAISE, best.LET_GO, best.LESS_SERVICE, best.SELF_SERVICE]
    places = [SUGGESTIONS.index(one) for one in told]
    return np.select([gross < 0, gross == 0, served <= 2 * gross], places[:3], places[3])


def last_years(block: Sequence, after: Callable) -> list:
    """(customers, the day on which each is lost, what it bought in its last active 365 days).

    block  columns (customer, day, cents), one row for each day of each customer, in order
    after  middle gaps -> how many days after the last purchase somebody is lost
    """
    import numpy as np

    customers, days, cents = block
    ids, last, middles = middle_gaps([customers, days])
    starts = starts_of(customers)
    counts = np.diff(np.append(starts, len(customers)))
    is_late = days > np.repeat(last, counts) - YEAR
    return [ids, last + after(middles), np.add.reduceat(np.where(is_late, cents, 0), starts)]


def bought(block: Sequence, until: int) -> list:
    """(customers, repeats, last, age, mean): see lifetime.Bought, of the same columns.

    until  the last day that was watched
    """
    import numpy as np

    customers, days, cents = block
    starts = starts_of(customers)
    repeats = np.diff(np.append(starts, len(customers))) - 1
    first, last = days[starts], days[starts + repeats]
    later = np.add.reduceat(cents, starts) - cents[starts]
    mean = np.maximum(later / 100 / np.maximum(repeats, 1), 0.0)
    return [customers[starts], repeats, (last - first) / WEEK, (until - first) / WEEK, mean]
