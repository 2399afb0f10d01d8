"""One result beside another: the numbers of the period before, and who moved where."""

from collections import Counter

from ..access import visible_placings
from ..models import Run
from .found import Found
from .lines import Placed

NOWHERE = ""


def earlier_values(before: Found | None) -> dict[str, object]:
    """Code of a number -> what it was before; nothing when there was too little then."""
    if before is None or before.is_thin:
        return {}
    return {stat.code: stat.value for stat in before.stats}


def moves(before: Placed, now: Placed) -> Counter:
    """(group before, group now) -> how many customers; "" for not in it."""
    import numpy as np

    ids = np.union1d(before.ids, now.ids)
    heads, width = [NOWHERE, *before.groups], len(now.groups) + 1
    pairs = before.places_in(ids) * width + now.places_in(ids)
    return Counter({
        (heads[pair // width], [NOWHERE, *now.groups][pair % width]): count
        for pair, count in zip(*(one.tolist() for one in np.unique(pairs, return_counts=True)),
                               strict=True)
    })  # fmt: skip


def placed_in(run: Run, user) -> Placed:
    """Where a kept result put the customers that its maker still sees. 1 query."""
    rows = visible_placings(user).filter(run=run)
    return Placed(rows.order_by().values_list("customer", "place").iterator())
