"""How far a customer is from a service point (F-4 b)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from maizi.kernel.routes import Stop, distance_km

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Reached:
    """The nearest service point and the way there in km; no point when none has a place."""

    point_id: int | None
    km: Decimal | None


def road_km(one: Stop, other: Stop, *, detour: Decimal) -> Decimal | None:
    """The great circle times what roads are longer; None when a place is not known.

    detour  1.3 unless the company says otherwise; T-F1: Beijing–Tianjin is 147.94
    """
    crow = distance_km(one, other)
    if crow is None:
        return None
    return (_rounded(Decimal(crow)) * detour).quantize(CENT, ROUND_HALF_UP)


def _rounded(km: Decimal) -> Decimal:
    return km.quantize(CENT, ROUND_HALF_UP)


def nearest_point(place: Stop, points: Iterable[Stop], *, detour: Decimal) -> Reached:
    """The service point with the shortest way; of equals the one with the smaller id."""
    ways = [(road_km(place, point, detour=detour), point.id) for point in points]
    known = [(km, id_) for km, id_ in ways if km is not None]
    if not known:
        return Reached(None, None)
    km, id_ = min(known)
    return Reached(id_, km)
