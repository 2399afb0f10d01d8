"""Visits of a day with their way, what a visit lacks, and places known from earlier ones."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import OuterRef, Subquery

from maizi.customers.models import Customer
from maizi.customers.queries import beginning_of
from maizi.kernel.routes import Stop, distance_km, short_way, way_km

from .. import access
from ..models import Visit
from ..rules.visits import Preparation, missing_before, missing_material
from ..terms.visits import MaterialSort, MaterialState, VisitState

MOST_A_DAY = 40


def preparation_of(visit: Visit) -> Preparation:
    """How far a visit is prepared. Three queries."""
    discussion, others = visit.discussion, None
    if discussion is not None:
        others = discussion.people.exclude(pk=visit.visitor_id).count()
    states = dict(visit.materials.values_list("code", "state"))
    return Preparation(
        is_key=access.is_key(visit.customer), others=others,
        has_notes=bool(discussion and discussion.notes.strip()),
        materials={MaterialSort(code): MaterialState(state) for code, state in states.items()},
        has_judgement=bool(visit.judgement.strip()),
    )  # fmt: skip


def lacks_of(made: Preparation) -> list[tuple[str, dict]]:
    """What it lacks: (message, values), for people. None."""
    lacking = missing_material(made)
    values = {"count": len(lacking), "names": [one.chinese for one in lacking[:5]]}
    return [(text, values if "{count}" in text else {}) for text in missing_before(made)]


def checklist_of(visit: Visit) -> list[tuple[str, list]]:
    """The items by their group: (label, rows). One query."""
    rows = list(visit.materials.all())
    order = list(MaterialSort)
    rows.sort(key=lambda row: order.index(MaterialSort(row.code)))
    grouped = groupby(rows, key=lambda row: MaterialSort(row.code).group)
    return [(group.label, list(inside)) for group, inside in grouped]


@dataclass(frozen=True, slots=True)
class Halt:
    """One visit of a day, how far it is from the one before, and where it stands on a short way."""

    visit: Visit
    km: float | None
    turn: int


@dataclass(frozen=True, slots=True)
class Day:
    """A person's visits of a day in their order of time, and what a shorter way would save."""

    halts: list[Halt]
    km: float
    shorter_km: float

    @property
    def saves(self) -> bool:
        return self.km - self.shorter_km >= 1


def day_of(user, person, on: date) -> Day:
    """The visits of one person on a day. One query.

    Where a place is comes from the last check-in at the same customer.
    """
    start = beginning_of(on)
    earlier = Visit.objects.filter(
        customer=OuterRef("customer"), latitude__isnull=False, longitude__isnull=False
    ).order_by("-arrived_at")
    rows = access.visible_visits(user).filter(
        visitor=person, planned_at__gte=start, planned_at__lt=start + timedelta(1)
    ).exclude(state=VisitState.CANCELLED)  # fmt: skip
    rows = rows.select_related("customer", "contact", "visitor").annotate(
        known_latitude=Subquery(earlier.values("latitude")[:1]),
        known_longitude=Subquery(earlier.values("longitude")[:1]),
    )
    visits = list(rows.order_by("planned_at", "pk")[:MOST_A_DAY])
    stops = [
        Stop(v.pk, v.known_latitude and float(v.known_latitude),
             v.known_longitude and float(v.known_longitude))
        for v in visits
    ]  # fmt: skip
    way = short_way(stops)
    turns = {stop.id: place for place, stop in enumerate(way, 1) if stop.is_known}
    before = [None, *stops][: len(stops)]
    halts = [
        Halt(v, distance_km(last, stop) if last else None, turns.get(stop.id, 0))
        for v, stop, last in zip(visits, stops, before, strict=True)
    ]
    return Day(halts, way_km(stops), way_km(way))


def visits_of(user, customer: Customer) -> list[Visit]:
    """The newest visits to a customer. One query."""
    rows = access.visible_visits(user).filter(customer=customer).select_related("visitor")
    return list(rows[:10])
