"""What was known of twins, when some of them become one: verdicts stay for ever."""

from collections.abc import Sequence

from django.db.models import Q

from ...models import TwinPair
from ...terms import PairState
from ..matching import regroup
from .kept import Kept

CARRIED = ("confidence", "reasons", "source", "state", "decided_by_id", "decided_at")


def move_pairs(survivor: int, others: Sequence[int], kept: Kept) -> None:
    """Pairs among the merged go; pairs with third ones are the survivor's; 不是同一个 wins."""
    own = {survivor, *others}
    rows = TwinPair.objects.filter(Q(first__in=own) | Q(second__in=own))
    best: dict[int, TwinPair] = {}
    for pair in rows:
        third = pair.second_id if pair.first_id in own else pair.first_id
        known = best.get(third)
        if third not in own and (known is None or _rank(pair) > _rank(known)):
            best[third] = pair
    kept.remove(rows)
    for third, pair in best.items():
        first, second = sorted((survivor, third))
        values = {name: getattr(pair, name) for name in CARRIED}
        kept.create(TwinPair(first_id=first, second_id=second, cluster=first, **values))
    regroup([survivor, *best])


def _rank(pair: TwinPair) -> tuple:
    return pair.state == PairState.APART, pair.confidence
