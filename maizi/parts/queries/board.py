"""Parts with what should lie and what lies in each region, and what is short (F-60)."""

from dataclasses import dataclass

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from maizi.catalog.models import Product
from maizi.stock.models import StockAccount

from ..access import visible_parts, visible_regions
from ..models import PartPlan, PlanLine, Region
from .demand import in_force
from .stores import Row, row_of, stocks_of

BOARD = 50  # parts on one page
MOST_REGIONS = 8  # columns
PIECES = DecimalField(max_digits=18, decimal_places=4)


@dataclass
class Board:
    """One page of parts; regions are its columns."""

    plan: PartPlan | None
    regions: list[Region]
    more_regions: int
    rows: list[tuple[Product, Row]]
    number: int
    is_last: bool


def board_of(
    user, *, words: str = "", region: Region | None = None, only_short: bool = False,
    number: int = 1,
) -> Board:  # fmt: skip
    """Parts of the plan in force by name, `BOARD` a page. Eight queries."""
    plan = in_force()
    regions = list(visible_regions(user).filter(is_active=True).select_related("warehouse"))
    shown = [region] if region else regions[:MOST_REGIONS]
    parts = _parts(user, plan=plan, words=words, region=region, only_short=only_short)
    first = (number - 1) * BOARD
    page = list(parts.order_by("sort_name", "pk")[first : first + BOARD + 1])
    ids = [part.pk for part in page[:BOARD]]
    lines: dict[int, dict[int, PlanLine]] = {}
    if plan:
        for line in PlanLine.objects.filter(plan=plan, part__in=ids):
            lines.setdefault(line.part_id, {})[line.region_id] = line
    stocks = stocks_of(ids, regions)
    months = plan.months if plan else 1.0
    rows = [
        (
            part,
            row_of(
                part.pk, lines=lines.get(part.pk, {}), regions=regions, stocks=stocks, months=months
            ),
        )
        for part in page[:BOARD]
    ]
    more = 0 if region else len(regions) - len(shown)
    return Board(plan, shown, more, rows, number, len(page) <= BOARD)


def _parts(user, *, plan, words: str, region, only_short: bool) -> QuerySet[Product]:
    parts = visible_parts(user).filter(is_active=True)
    if words:
        parts = parts.filter(Q(name__icontains=words) | Q(no__icontains=words)
                             | Q(model__icontains=words))  # fmt: skip
    if not only_short:
        return parts
    lines = PlanLine.objects.filter(plan=plan, part=OuterRef("pk"))
    if region:
        lines = lines.filter(region=region)
    held = StockAccount.objects.filter(
        product=OuterRef("part"), warehouse=OuterRef("region__warehouse")
    )
    free = Coalesce(Subquery(held.values(free=F("good") - F("reserved"))[:1]),
                    Value(0), output_field=PIECES)  # fmt: skip
    return parts.filter(Exists(lines.annotate(free=free).filter(level__gt=F("free"))))
