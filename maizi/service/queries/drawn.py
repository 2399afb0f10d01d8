"""Service points with their radii, and where help is waited for, on one sheet (F-4)."""

from dataclasses import dataclass

from maizi.kernel.routes import Stop

from .. import access
from ..models import ServicePoint
from ..rules.drawing import HEIGHT, WIDTH, Sheet, round_km, sheet_for
from ..terms import ENDED
from .promises import detour, matrix_for, place_of

MOST_DOTS = 400


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the map: where it lies, what it is; circles of a point, outermost first."""

    row: object
    x: float
    y: float
    circles: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """The map: size, points, open tickets, the ruler."""

    width: int
    height: int
    points: list[Mark]
    tickets: list[Mark]
    ruler: float
    ruler_km: int


def map_for(user) -> Drawn | None:
    """All active points in sight with their radii and the open tickets; None without a point.

    Radii are of roads; on the map they are drawn as the crow flies: shorter by the detour.
    Three queries, and those of the parameters of each unit that has points.
    """
    points = list(access.visible_points(user).filter(is_active=True).select_related("unit"))
    radii, by_unit, way_round = {}, {}, float(detour())
    for point in points:
        if point.unit_id not in by_unit:
            by_unit[point.unit_id] = matrix_for(point.unit).radii_km
        radii[point.pk] = [km / way_round for km in by_unit[point.unit_id]]
    reach = max((max(one) for one in radii.values()), default=0.0)
    places = {point.pk: place_of(point) for point in points}
    sheet = sheet_for(list(places.values()), reach_km=reach)
    if sheet is None:
        return None
    marks = [_mark(sheet, point, places[point.pk], radii[point.pk]) for point in points]
    return Drawn(
        int(WIDTH), int(HEIGHT), marks, _dots(user, sheet),
        ruler=sheet.length(round_km(sheet)), ruler_km=round_km(sheet),
    )  # fmt: skip


def _mark(sheet: Sheet, row: ServicePoint, place: Stop, radii: list[float]) -> Mark:
    circles = tuple(sheet.length(km) for km in reversed(radii))
    return Mark(row, sheet.x(place), sheet.y(place), circles)


def _dots(user, sheet: Sheet) -> list[Mark]:
    rows = access.visible_tickets(user).exclude(state__in=ENDED)
    rows = rows.filter(latitude__isnull=False, longitude__isnull=False).order_by("-id")
    found = []
    for row in rows[:MOST_DOTS]:
        place = place_of(row)
        x, y = sheet.x(place), sheet.y(place)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            found.append(Mark(row, x, y))
    return found
