"""What the company promises, where, and since when (F-4, §O)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from maizi.accounts.models import OrgUnit
from maizi.fields.access import parameter_of
from maizi.fields.models import ParameterValue
from maizi.fields.queries import parameter
from maizi.history.models import HistoryEntry
from maizi.kernel.routes import Stop

from ..models import ServicePoint
from ..rules.matrix import BANDS, Matrix
from ..rules.places import Reached, nearest_point
from ..terms import Severity

CODES = ("sla.radii", "sla.response", "sla.arrive", "sla.restore", "sla.always")
VERSIONS_SHOWN = 30
STEPS = 5  # shades of the heat map


def matrix_for(unit: OrgUnit | None = None) -> Matrix:
    """The promises that hold in a unit. A query for each parameter."""
    radii, response, arrive, restore, always = (parameter(code, unit) for code in CODES)

    def whole(values) -> tuple[int, ...]:
        return tuple(int(value) for value in values)

    return Matrix(
        radii_km=whole(radii), response_minutes=whole(response), arrive_minutes=whole(arrive),
        restore_minutes=whole(restore), round_the_clock=tuple(bool(value) for value in always),
    )  # fmt: skip


def own_matrix_units() -> list[OrgUnit]:
    """Units that promise something of their own. One query."""
    rows = ParameterValue.objects.filter(code__in=CODES, value__isnull=False)
    return list(OrgUnit.objects.filter(pk__in=rows.values("unit")).order_by("path"))


@dataclass(frozen=True, slots=True)
class Version:
    """One change of the promises."""

    at: datetime
    who: str
    reason: str
    what: str


def versions_of(unit: OrgUnit | None) -> list[Version]:
    """The changes of the promises of a unit, newest first. Two queries."""
    rows = ParameterValue.objects.filter(code__in=CODES, unit=unit)
    codes = dict(rows.values_list("pk", "code"))
    kind = ParameterValue._meta.label_lower
    found = HistoryEntry.objects.filter(kind=kind, object_id__in=codes).order_by("-id")
    return [
        Version(one.at, one.actor_name, one.reason, parameter_of(codes[one.object_id]).label)
        for one in found[:VERSIONS_SHOWN]
    ]


@dataclass(frozen=True, slots=True)
class Shade:
    """One cell of the heat map: 1 is the quickest promise, 5 the slowest."""

    minutes: int | None
    step: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One severity of the heat map."""

    severity: Severity
    is_always: bool
    response: Shade
    arrivals: list[Shade]
    restore: Shade


def heat_of(matrix: Matrix) -> list[HeatRow]:
    """The matrix as a heat map: shades by the rank of the minutes among their like."""
    restores = [*matrix.restore_minutes, None]
    return [
        HeatRow(
            severity, matrix.round_the_clock[at],
            _shade(matrix.response_minutes[at], matrix.response_minutes),
            [_shade(matrix.arrival(severity, band), matrix.arrive_minutes) for band in BANDS],
            _shade(restores[at], matrix.restore_minutes),
        )
        for at, severity in enumerate(Severity)
    ]  # fmt: skip


def _shade(minutes: int | None, among) -> Shade:
    values = sorted(set(among))
    if minutes is None or len(values) < 2:
        return Shade(minutes, 1)
    return Shade(minutes, 1 + values.index(minutes) * (STEPS - 1) // (len(values) - 1))


def place_of(row) -> Stop:
    """Where a ticket or a service point lies."""
    if row.latitude is None or row.longitude is None:
        return Stop(row.pk)
    return Stop(row.pk, float(row.latitude), float(row.longitude))


def nearest_to(row) -> Reached:
    """The nearest active service point of a ticket. Two queries."""
    if row.latitude is None or row.longitude is None:
        return Reached(None, None)
    points = [place_of(one) for one in ServicePoint.objects.filter(is_active=True)]
    return nearest_point(place_of(row), points, detour=detour())


def detour() -> Decimal:
    """How much longer roads are than the great circle."""
    return Decimal(parameter("sla.detour"))
