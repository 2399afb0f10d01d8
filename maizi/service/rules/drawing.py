"""A map without tiles: places and radii on a sheet of paper (F-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from maizi.kernel.routes import Stop

KM_A_DEGREE = 111.195
WIDTH, HEIGHT, EDGE = 960.0, 560.0, 24.0
LEAST_KM = 5.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """How places lie on paper: x grows eastwards, y southwards.

    km_wide  what the paper shows from left to right
    """

    middle: Stop
    scale: float

    @property
    def km_wide(self) -> float:
        return WIDTH / self.scale

    def x(self, place: Stop) -> float:
        """From the left edge."""
        return round(WIDTH / 2 + _east_km(self.middle, place) * self.scale, 1)

    def y(self, place: Stop) -> float:
        """From the upper edge."""
        north = (place.latitude - self.middle.latitude) * KM_A_DEGREE
        return round(HEIGHT / 2 - north * self.scale, 1)

    def length(self, km: float) -> float:
        """A distance on paper."""
        return round(km * self.scale, 1)


def sheet_for(places: Sequence[Stop], *, reach_km: float) -> Sheet | None:
    """A sheet on which every known place has its reach around it; None without a place."""
    known = [one for one in places if one.is_known]
    if not known:
        return None
    north = [one.latitude for one in known]
    east = [one.longitude for one in known]
    middle = Stop(0, (min(north) + max(north)) / 2, (min(east) + max(east)) / 2)
    wide = max(abs(_east_km(middle, one)) for one in known) * 2 + 2 * reach_km
    high = (max(north) - min(north)) * KM_A_DEGREE + 2 * reach_km
    fits = min((WIDTH - 2 * EDGE) / max(wide, LEAST_KM), (HEIGHT - 2 * EDGE) / max(high, LEAST_KM))
    return Sheet(middle, fits)


def round_km(sheet: Sheet) -> int:
    """A round length for the ruler, about a fifth of the sheet."""
    wanted, step = sheet.km_wide / 5, 1
    while step * 10 <= wanted:
        step *= 10
    return next(step * one for one in (5, 2, 1) if step * one <= max(wanted, step))


def _east_km(middle: Stop, place: Stop) -> float:
    shrink = cos(radians(middle.latitude))
    return (place.longitude - middle.longitude) * KM_A_DEGREE * shrink
