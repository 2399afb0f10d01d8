"""One result beside another: the numbers of the period before, and who moved where."""

from collections import Counter
from collections.abc import Mapping

from ..access import visible_placings
from ..models import Run
from .found import Found

NOWHERE = ""


def earlier_values(before: Found | None) -> dict[str, object]:
    """Code of a number -> what it was before; nothing when there was too little then."""
    if before is None or before.is_thin:
        return {}
    return {stat.code: stat.value for stat in before.stats}


def moves(before: Mapping[int, str], now: Mapping[int, str]) -> Counter:
    """(group before, group now) -> how many customers; "" for not in it."""
    return Counter((before.get(id_, NOWHERE), now.get(id_, NOWHERE)) for id_ in {*before, *now})


def placed_in(run: Run, user) -> dict[int, str]:
    """Where a kept result put the customers that its maker still sees. 1 query."""
    rows = visible_placings(user).filter(run=run)
    return dict(rows.order_by().values_list("customer", "place"))
