"""How far a ticket lies from the nearest service point (F-4 b)."""

from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import ServicePoint, Ticket
from ..rules.matrix import band_of


def locate(row: Ticket) -> None:
    """Give a ticket its service point, distance and band; not saved yet.

    A distance that was typed from a map stays; otherwise it is the great circle times the detour.
    Raises Refused for half a place.
    """
    if (row.latitude is None) != (row.longitude is None):
        raise Refused(N_("纬度和经度要么都填，要么都不填。"), field="latitude")
    found = queries.nearest_to(row)
    if found.point_id is not None:
        row.point = ServicePoint.objects.select_related("unit").get(pk=found.point_id)
        if not row.is_km_typed:
            row.km = found.km
    elif not row.is_km_typed:
        row.km = None
    if row.km is None:
        row.band = ""
        return
    unit = row.point.unit if row.point and row.point.unit_id else row.org_unit
    row.band = band_of(float(Decimal(row.km)), queries.matrix_for(unit).radii_km)
