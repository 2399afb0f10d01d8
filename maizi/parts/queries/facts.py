"""What a plan is made of: units out, pieces replaced, what was used month by month (F-60)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Min, Q, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from maizi.accounts.models import OrgUnit
from maizi.catalog.models import Product
from maizi.service.models import PartUsed
from maizi.warranty.models import Unit
from maizi.warranty.terms import UnitState

from ..models import Fitting, PartPlan, PastUse, Rate, Region
from ..terms import PlanState

MONTHS = 36
SPOKEN = (PlanState.APPROVED, PlanState.IN_FORCE, PlanState.ENDED)
MODEL = Coalesce("ticket__unit__product", "ticket__product")


@dataclass(frozen=True, slots=True)
class Out:
    """Units of one model in one region: now, and how many of them came in the span before."""

    now: int = 0
    joined: int = 0


@dataclass
class Uses:
    """Pieces used: by part, region and month; months in their order, the last full one at the end.

    pieces  (part, region or None) -> month -> pieces
    """

    months: list[date] = field(default_factory=list)
    pieces: dict[tuple[int, int | None], dict[date, float]] = field(default_factory=dict)

    @property
    def parts(self) -> list[int]:
        """Every part that was used, by id."""
        return sorted({part for part, _region in self.pieces})

    def series(self, part: int, regions: Collection[int | None]) -> list[float]:
        """Pieces month by month, of these regions together."""
        found = [self.pieces.get((part, region), {}) for region in regions]
        return [sum(one.get(month, 0.0) for one in found) for month in self.months]


def region_by_unit(regions: Collection[Region]) -> dict[int, int]:
    """Unit id -> the innermost region it lies in. One query."""
    paths = sorted(((r.unit.path, r.pk) for r in regions), key=lambda pair: -len(pair[0]))
    found = {}
    for unit, path in OrgUnit.objects.values_list("pk", "path"):
        inside = next((region for start, region in paths if path.startswith(start)), None)
        if inside is not None:
            found[unit] = inside
    return found


def units_out(units: dict[int, int], *, since: date) -> dict[tuple[int | None, int], Out]:
    """(region or None, model) -> units in use, and those sold since a day. One query.

    units  unit of the organisation -> region
    """
    rows = Unit.objects.filter(state=UnitState.IN_USE).order_by()
    rows = rows.values_list("customer__org_unit", "product").annotate(
        n=Count("pk"), joined=Count("pk", filter=Q(sold_on__gte=since))
    )
    found: dict[tuple[int | None, int], Out] = defaultdict(Out)
    for unit, model, count, joined in rows:
        key = (units.get(unit), model)
        known = found[key]
        found[key] = Out(known.now + count, known.joined + joined)
    return dict(found)


def replaced(*, since: date, until: date) -> dict[tuple[int, int], float]:
    """(part, model) -> pieces that went in from a day on, up to but not on another. Two queries."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    rows = PartUsed.objects.filter(at__date__gte=since, at__date__lt=until)
    rows = rows.annotate(model=MODEL).filter(model__isnull=False).order_by()
    for part, model, pieces in rows.values_list("product", "model").annotate(Sum("quantity")):
        found[part, model] += float(pieces)
    past = PastUse.objects.filter(month__gte=since, month__lt=until, model__isnull=False)
    for part, model, pieces in (
        past.order_by().values_list("part", "model").annotate(Sum("quantity"))
    ):
        found[part, model] += float(pieces)
    return dict(found)


def covered(*, since: date, until: date) -> float:
    """How much of a span use was written down for, 0–1: before anybody did, nothing was learnt.

    Two queries.
    """
    known = first_written()
    if known is None or since >= until:
        return 0.0
    return min(1.0, max(0.0, (until - max(known, since)).days / (until - since).days))


def first_written() -> date | None:
    """The day from which on the company wrote down what was used. Two queries."""
    ticket = PartUsed.objects.aggregate(at=Min("at"))["at"]
    past = PastUse.objects.aggregate(month=Min("month"))["month"]
    return min((day for day in (ticket and timezone.localdate(ticket), past) if day), default=None)


def still_kept(parts: Collection[int]) -> list[int]:
    """Those parts that are not given up, in their order. One query."""
    kept = set(Product.objects.filter(is_active=True).values_list("pk", flat=True))
    return [part for part in parts if part in kept]


def uses_up_to(
    today: date, units: dict[int, int], *, stores: dict[int, int], part: int | None = None
) -> Uses:
    """What was used month by month, at most three years back, without the month that runs.

    units, stores  unit of the organisation, or warehouse -> region; a piece for a customer
                   without a region counts for the region of the store it came from, and past use
                   of a region that was closed for the region its unit lies in now
    part           only of this one; its months begin with the company's records all the same
    Four queries.
    """
    open_ = set(stores.values())
    end = today.replace(day=1)
    first = _back(end, MONTHS)
    rows = PartUsed.objects.filter(at__date__gte=first, at__date__lt=end)
    past = PastUse.objects.filter(month__gte=first, month__lt=end)
    if part is not None:
        rows, past = rows.filter(product=part), past.filter(part=part)
    found: dict[tuple[int, int | None], dict[date, float]] = defaultdict(lambda: defaultdict(float))
    monthly = rows.annotate(month=TruncMonth("at")).order_by()
    for product, unit, store, month, pieces in monthly.values_list(
        "product", "ticket__customer__org_unit", "warehouse", "month"
    ).annotate(Sum("quantity")):
        region = units.get(unit) or stores.get(store)
        found[product, region][month.date()] += float(pieces)
    kept = past.order_by().values_list("part", "region", "region__unit", "month")
    for product, region, unit, month, pieces in kept.annotate(Sum("quantity")):
        region = region if region in open_ else units.get(unit)
        found[product, region][month.replace(day=1)] += float(pieces)
    began = (first_written() or end).replace(day=1)
    months = [m for n in range(MONTHS, 0, -1) if (m := _back(end, n)) >= began]
    return Uses(months, {key: dict(one) for key, one in found.items()})


def priors(fittings: Collection[Fitting], plan: PartPlan) -> dict[tuple[int, int], float]:
    """(part, model) -> what is believed before: of the phase before, else of the list. One query.

    The phase before is the latest that was approved and began before this one.
    """
    earlier = PartPlan.objects.filter(state__in=SPOKEN, since_on__lt=plan.since_on)
    last = earlier.exclude(pk=plan.pk).order_by("-since_on", "-id").values("pk")[:1]
    learnt = Rate.objects.filter(plan__in=list(last.values_list("pk", flat=True)))
    known = {(r.part_id, r.model_id): float(r.probability) for r in learnt}
    return {
        (f.part_id, f.model_id): known.get((f.part_id, f.model_id), float(f.probability))
        for f in fittings
    }


def window_of(plan: PartPlan, today: date) -> tuple[date, date]:
    """The phase just past: as long as the plan's own, up to its beginning or today."""
    until = min(plan.since_on, today + timedelta(1))
    return until - timedelta(plan.days), until


def _back(month: date, count: int) -> date:
    """The first of the month so many months before."""
    place = month.year * 12 + month.month - 1 - count
    return date(place // 12, place % 12 + 1, 1)
