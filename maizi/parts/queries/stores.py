"""What lies in the stores of the regions, elsewhere, and what is on its way."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum

from maizi.purchasing.queries import coming
from maizi.stock.models import StockAccount

from ..models import PlanLine, Region
from ..rules.levels import met_at_once, need, spread

ZERO = Decimal(0)


@dataclass
class Stocks:
    """Free good pieces by part: in the store of each region, in all stores, and on their way."""

    here: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    everywhere: dict[int, Decimal] = field(default_factory=dict)
    coming: dict[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """One part in one region.

    missing  below the level by what lies here and its share of what is coming
    met      how likely what lies here lasts through the phase, 0–1
    """

    region: Region
    demand: float = 0.0
    level: int = 0
    on_hand: Decimal = ZERO
    missing: Decimal = ZERO
    months: float = 1.0

    @property
    def met(self) -> float:
        return met_at_once(self.on_hand, self.demand)

    @property
    def is_short(self) -> bool:
        """Whether less lies here than should."""
        return self.on_hand < self.level

    @property
    def lasts_months(self) -> float | None:
        """For how long it lasts at the usual pace; None where nothing is used."""
        pace = self.demand / self.months
        return float(self.on_hand) / pace if pace > 0 else None


@dataclass(frozen=True, slots=True)
class Row:
    """One part in all regions.

    to_buy  what is missing after everything that lies anywhere and all that is coming
    to_move pieces that lie where they are not needed and are missing elsewhere
    """

    cells: list[Cell]
    elsewhere: Decimal
    coming: Decimal
    to_buy: Decimal

    @property
    def level(self) -> int:
        return sum(cell.level for cell in self.cells)

    @property
    def on_hand(self) -> Decimal:
        """In the stores of the regions."""
        return sum((cell.on_hand for cell in self.cells), ZERO)

    @property
    def short(self) -> Decimal:
        """Below the levels, region by region, before anything that is coming."""
        return sum((need(cell.level, cell.on_hand) for cell in self.cells), ZERO)

    @property
    def to_move(self) -> Decimal:
        over = sum((max(ZERO, c.on_hand - c.level) for c in self.cells), ZERO) + self.elsewhere
        return min(self.short, max(ZERO, over))


def stocks_of(parts: Collection[int], regions: Sequence[Region]) -> Stocks:
    """Three queries, whatever the number of parts."""
    parts = list(parts)
    stores = {region.warehouse_id: region.pk for region in regions}
    found = Stocks(coming=dict(coming(parts)) if parts else {})
    whole: dict[int, Decimal] = defaultdict(lambda: ZERO)
    rows = StockAccount.objects.filter(product__in=parts).order_by()
    for part, store, good, reserved in rows.values_list("product", "warehouse").annotate(
        Sum("good"), Sum("reserved")
    ):
        free = (good or ZERO) - (reserved or ZERO)
        whole[part] += free
        if store in stores:
            found.here[part, stores[store]] = free
    found.everywhere = dict(whole)
    return found


def row_of(
    part: int, *, lines: dict[int, PlanLine], regions: Sequence[Region], stocks: Stocks,
    months: float = 1.0,
) -> Row:  # fmt: skip
    """One part put together. No query.

    lines  region -> line of the plan
    """
    here = [stocks.here.get((part, region.pk), ZERO) for region in regions]
    levels = [lines[r.pk].level if r.pk in lines else 0 for r in regions]
    gaps = [need(level, there) for level, there in zip(levels, here, strict=True)]
    on_order = stocks.coming.get(part, ZERO)
    shares = spread(on_order, gaps)
    cells = [
        Cell(
            region, lines[region.pk].demand if region.pk in lines else 0.0, levels[n], here[n],
            gaps[n] - shares[n], months,
        )
        for n, region in enumerate(regions)
    ]  # fmt: skip
    whole = stocks.everywhere.get(part, ZERO)
    return Row(cells, whole - sum(here, ZERO), on_order, need(sum(levels), whole, on_order))
