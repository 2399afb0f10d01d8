"""One part as its page shows it: history, method and why, assumptions, levels by region (F-60)."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from maizi.catalog.models import Product

from ..access import visible_fittings, visible_regions
from ..models import Fitting, PartBasis, PartPlan, Rate
from ..rules.intermittent import AHEAD
from ..rules.levels import Pooling, pooling
from ..terms import Method
from .demand import in_force
from .facts import region_by_unit, uses_up_to
from .stores import Row, row_of, stocks_of

WIDTH, HEIGHT, FOOT = 720.0, 180.0, 24.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the chart: where it stands and how high it is."""

    month: date
    pieces: float
    x: float
    y: float
    width: float
    height: float
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Pieces a month; the forecast is a line at its height, over the next months."""

    bars: list[Bar]
    width: float
    height: float
    foot: float
    most: float
    forecast_x: float
    forecast_y: float | None
    mean_y: float
    mean: float


@dataclass
class Shown:
    """All of a part's page.

    tried  (method, error, is chosen), the best first
    """

    plan: PartPlan | None
    basis: PartBasis | None
    rates: list[Rate]
    fittings: list[Fitting]
    row: Row
    pooled: Pooling | None
    chart: Chart | None
    tried: list[tuple[Method, float, bool]]
    zeros: float | None


def part_shown(user, part: Product, plan: PartPlan | None = None) -> Shown:
    """As a plan sees the part, by default the one in force. A dozen queries at most."""
    plan = plan or in_force()
    regions = list(visible_regions(user).filter(is_active=True).select_related("unit", "warehouse"))
    basis = plan and PartBasis.objects.filter(plan=plan, part=part).first()
    lines = {one.region_id: one for one in plan.lines.filter(part=part)} if plan else {}
    stocks = stocks_of([part.pk], regions)
    months = plan.months if plan else 1.0
    units = region_by_unit(regions)
    stores = {region.warehouse_id: region.pk for region in regions}
    uses = uses_up_to(timezone.localdate(), units, stores=stores, part=part.pk)
    series = uses.series(part.pk, [*(region.pk for region in regions), None])
    level = float(plan.service_level) if plan else 0.95
    demand = [line.demand for line in lines.values()]
    errors = basis.errors if basis else {}
    tried = sorted(((Method(m), e, basis.method == m) for m, e in errors.items()),
                   key=lambda one: one[1])  # fmt: skip
    rates = Rate.objects.filter(plan=plan, part=part) if plan else Rate.objects.none()
    fitted = visible_fittings(user).filter(part=part).select_related("model")
    return Shown(
        plan, basis,
        list(rates.select_related("model").order_by("model")[:50]),
        list(fitted.order_by("model__sort_name")[:50]),
        row_of(part.pk, lines=lines, regions=regions, stocks=stocks, months=months),
        pooling(demand, service_level=level) if demand else None,
        _chart(uses.months, series, basis.monthly if basis else None), tried,
        sum(1 for one in series if not one) / len(series) if series else None,
    )  # fmt: skip


def _chart(months: list[date], series: list[float], monthly: float | None) -> Chart | None:
    if not any(series):
        return None
    room = WIDTH / (len(months) + AHEAD)
    most = max([*series, monthly or 0.0])
    tall = HEIGHT - FOOT - 12
    bars = [
        Bar(
            month, pieces, round(n * room + room * 0.12, 1),
            round(HEIGHT - FOOT - pieces / most * tall, 1), round(room * 0.76, 1),
            round(pieces / most * tall, 1), month.month in (1, 7) or n == 0,
        )
        for n, (month, pieces) in enumerate(zip(months, series, strict=True))
    ]  # fmt: skip
    mean = sum(series) / len(series)
    return Chart(
        bars, WIDTH, HEIGHT, HEIGHT - FOOT, most, round(len(months) * room, 1),
        None if monthly is None else round(HEIGHT - FOOT - monthly / most * tall, 1),
        round(HEIGHT - FOOT - mean / most * tall, 1), mean,
    )  # fmt: skip
