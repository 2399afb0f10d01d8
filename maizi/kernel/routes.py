"""Places on the globe, how far they lie apart, and a short way over the stops of a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Stop:
    """One place: latitude and longitude in degrees, None when nobody was there before."""

    id: int
    latitude: float | None = None
    longitude: float | None = None

    @property
    def is_known(self) -> bool:
        return self.latitude is not None and self.longitude is not None


def distance_km(one: Stop, other: Stop) -> float | None:
    """As the crow flies; None when one of the places is not known."""
    if not (one.is_known and other.is_known):
        return None
    up, along = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    flat = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 2 * EARTH_KM * asin(sqrt(min(1.0, sin(up / 2) ** 2 + flat * sin(along / 2) ** 2)))


def way_km(stops: Sequence[Stop]) -> float:
    """The length of a way over known places."""
    known = [stop for stop in stops if stop.is_known]
    return sum(distance_km(one, other) or 0.0 for one, other in pairwise(known))


def short_way(stops: Sequence[Stop]) -> list[Stop]:
    """From the first known place always to the nearest, then crossings undone; others last.

    Never longer than the given order.
    """
    known = [stop for stop in stops if stop.is_known]
    rest = [stop for stop in stops if not stop.is_known]
    if len(known) < 2:
        return [*known, *rest]
    way, left = [known[0]], known[1:]
    while left:
        nearest = min(left, key=lambda stop: (distance_km(way[-1], stop), stop.id))
        way.append(nearest)
        left.remove(nearest)
    way = _uncrossed(way)
    return [*(way if way_km(way) < way_km(known) else known), *rest]


def _uncrossed(way: list[Stop]) -> list[Stop]:
    """Turn stretches round as long as that makes the way shorter (2-opt); the start stays."""
    for _ in range(len(way)):
        best = min(_turned(way), key=way_km, default=way)
        if way_km(best) >= way_km(way) - 1e-9:
            return way
        way = best
    return way


def _turned(way: list[Stop]) -> Iterator[list[Stop]]:
    """The way with each of its stretches turned round."""
    for first, last in combinations(range(1, len(way)), 2):
        yield [*way[:first], *reversed(way[first : last + 1]), *way[last + 1 :]]
