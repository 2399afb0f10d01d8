"""Deal customers out to several people: in turn, by load, by region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..terms import Dealing


@dataclass(frozen=True, slots=True)
class Lot:
    """A customer to be dealt out, and where it is."""

    id: int
    province: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who gets customers.

    held    customers he owns now
    room    how many more he may own; None for no limit
    places  (province, city) -> how many of his customers are there; city "" for the province
    """

    id: int
    held: int = 0
    room: int | None = None
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)


def deal(
    lots: Sequence[Lot], receivers: Sequence[Receiver], how: Dealing, *, after: int | None = None
) -> dict[int, int]:
    """Customer -> receiver; customers for whom nobody has room are left out.

    after  who got the last one in turn: the next in the order of `receivers` begins
    """
    given = dict.fromkeys((r.id for r in receivers), 0)
    order = [r.id for r in receivers]
    first = order.index(after) + 1 if after in order else 0
    found: dict[int, int] = {}
    for lot in lots:
        free = [r for r in receivers if r.room is None or given[r.id] < r.room]
        if not free:
            break
        chosen = _chosen(lot, free=free, how=how, given=given, order=order[first:] + order[:first])
        found[lot.id] = chosen
        given[chosen] += 1
        first = order.index(chosen) + 1
    return found


def _chosen(lot: Lot, *, free: Sequence[Receiver], how: Dealing, given: dict, order: list) -> int:
    """Equal people are served in turn, so that nobody waits for ever."""
    turn = {id_: place for place, id_ in enumerate(order)}

    def standing(one: Receiver) -> tuple:
        load = one.held + given[one.id]
        if how == Dealing.TURN:
            return (turn[one.id],)
        if how == Dealing.LOAD:
            return (load, turn[one.id])
        near = one.places.get((lot.province, lot.city), 0) if lot.city else 0
        around = one.places.get((lot.province, ""), 0) if lot.province else 0
        return (-bool(near), -bool(around), load, turn[one.id])

    return min(free, key=standing).id
