"""One plan as its page shows it, and the grid of its fleet."""

from dataclasses import dataclass

from django.db.models import F, QuerySet, Sum, Value
from django.db.models.functions import Greatest

from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import open_case
from maizi.catalog.models import Product
from maizi.fields.queries import parameters

from .. import access
from ..models import FleetRow, PartBasis, PartPlan, Rate, Region
from ..terms import PlanState

SAVED = Greatest(F("apart") - F("together"), Value(0))
GRID, LINES = 40, 50  # models of one page of the grid; parts of one page of the plan


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The plan in sums, and one page of its parts and probabilities."""

    start: int
    sales: int
    apart: int
    saved: int
    parts: int
    regions: list[tuple[str, int]]
    bases: list[PartBasis]
    rates: list[Rate]
    is_last: bool
    case: ApprovalCase | None

    @property
    def together(self) -> int:
        """Pieces to keep if every part lay in one store where that saves some."""
        return self.apart - self.saved


def plan_shown(row: PartPlan, *, number: int = 1) -> PlanShown:
    """Parts with the highest level first. Seven queries."""
    fleet = row.fleet.aggregate(start=Sum("start"), sales=Sum("sales"))
    sums = row.bases.aggregate(kept=Sum("apart"), saved=Sum(SAVED))
    regions = row.lines.order_by("region__position", "region").values_list(
        "region__position", "region__name", "region"
    )
    first = (number - 1) * LINES
    bases = row.bases.select_related("part").order_by("-apart", "part__sort_name", "pk")
    page = list(bases[first : first + LINES + 1])
    parts = [one.part_id for one in page[:LINES]]
    rates = row.rates.filter(part__in=parts).select_related("part", "model")
    return PlanShown(
        start=fleet["start"] or 0, sales=fleet["sales"] or 0, apart=sums["kept"] or 0,
        saved=sums["saved"] or 0, parts=row.bases.count(),
        regions=[(name, n) for _p, name, _id, n in regions.annotate(n=Sum("level"))],
        bases=page[:LINES], rates=list(rates.order_by("part__sort_name", "part", "model")[:200]),
        is_last=len(page) <= LINES,
        case=open_case(row._meta.label_lower, row.pk, subject=access.SUBJECT)
        if row.state == PlanState.PENDING else None,
    )  # fmt: skip


@dataclass
class Grid:
    """Models downwards, regions across."""

    regions: list[Region]
    rows: list[tuple[Product, list[FleetRow | None]]]
    number: int
    is_last: bool


def grid_of(row: PartPlan, *, number: int = 1) -> Grid:
    """One page of the fleet. Three queries."""
    shown = row.fleet.order_by().values_list("region", flat=True).distinct()
    regions = list(Region.objects.filter(pk__in=shown))
    models = Product.objects.filter(pk__in=row.fleet.order_by().values("model"))
    first = (number - 1) * GRID
    page = list(models.order_by("sort_name", "pk")[first : first + GRID + 1])
    cells = {
        (one.model_id, one.region_id): one
        for one in row.fleet.filter(model__in=page[:GRID]).select_related("model", "region")
    }
    rows = [(m, [cells.get((m.pk, r.pk)) for r in regions]) for m in page[:GRID]]
    return Grid(regions, rows, number, len(page) <= GRID)


def bases_of(row: PartPlan) -> QuerySet[PartBasis]:
    """What each part of a plan is reckoned from."""
    return row.bases.select_related("plan", "part")


def imported_by(user, run) -> list[tuple[str, str]]:
    """Some of the fittings an import brought in. One query."""
    rows = access.visible_fittings(user).filter(import_id=run.pk).order_by("id")[:20]
    return [(str(row), row.get_absolute_url()) for row in rows.select_related("part", "model")]


def usual_values() -> dict[str, object]:
    """What a new plan begins with (§O). One query."""
    service, weight, share = parameters(
        "spare.service_level", "spare.prior_weight", "spare.sales_share"
    )
    return {"service_level": service, "prior_weight": weight, "sales_share": share}
