"""Count a warehouse: freeze what the books say, note what is found (盘点)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from maizi.catalog.models import Category, Product
from maizi.catalog.terms import Tracking
from maizi.fields.actions import next_number
from maizi.history.actions import record, recorded, update_rows
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.money import quantity
from maizi.kernel.texts import N_

from ..models import (
    Batch,
    Bin,
    CountLine,
    Serial,
    StockAccount,
    StockCount,
    StockHolding,
    Warehouse,
)
from ..terms import CountState, StockStatus
from .book import Book
from .goods import check_product

MOST_LINES = 5_000
OPEN = (CountState.OPEN, CountState.ASKED)


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody found at one line; None for not counted yet.

    serials  numbers of the pieces, for products followed by serial: their number is the quantity
    """

    quantity: Decimal | None
    serials: tuple[str, ...] = ()
    note: str = ""


@transaction.atomic
def start_count(
    warehouse: Warehouse, *, by, category: Category | None = None, is_blind: bool = False,
    note: str = "",
) -> StockCount:  # fmt: skip
    """Freeze what the books say of a warehouse, or of one category in it.

    Goods may go on moving: the difference is taken against the moment of the freeze.
    Raises Refused while another count of the same goods is open, and when there is nothing.
    """
    _refuse_overlap(warehouse, category)
    held = StockAccount.objects.filter(warehouse=warehouse)
    if category is not None:
        held = held.filter(
            Q(product__category=category) | Q(product__category__path__startswith=category.path)
        )
    Book(set(held.values_list("product", flat=True)))
    holdings = list(
        StockHolding.objects.filter(account__in=held).exclude(quantity=0)
        .select_related("account", "account__product", "bin", "batch")
        .order_by("bin__code", "account__product__sort_name", "batch__no")[: MOST_LINES + 1]
    )  # fmt: skip
    if not holdings:
        raise Refused(N_("这个范围里没有库存，不用盘点。"), field="category")
    if len(holdings) > MOST_LINES:
        raise Refused(N_("一次最多盘 {most} 行，请按类别分几次。"), most=MOST_LINES,
                      field="category")  # fmt: skip
    count = StockCount(
        no=next_number("stock_count", on=timezone.localdate()), warehouse=warehouse,
        category=category, is_blind=is_blind, note=note.strip()[:200],
        frozen_at=timezone.now(), created_by=by,
    )  # fmt: skip
    count.save(force_insert=True)
    pieces = _pieces(warehouse, [h.account.product_id for h in holdings])
    CountLine.objects.bulk_create(
        [_line(count, holding, pieces) for holding in holdings], batch_size=500
    )
    record(count, verb=Verb.CREATE, by=by, changes={N_("冻结行数"): [None, len(holdings)]})
    return count


@transaction.atomic
def note_found(count: StockCount, *, found: Mapping[int, Found], by) -> int:
    """Write down what was found at these lines; how many. Raises Refused once it is closed."""
    count = _locked(count)
    lines = list(count.lines.filter(pk__in=found).select_related("product"))
    for line in lines:
        given = found[line.pk]
        if line.product.tracking == Tracking.SERIAL:
            line.scanned = _scanned(line, given.serials)
            counted = given.serials or given.quantity is not None
            line.found = Decimal(len(line.scanned)) if counted else None
        else:
            line.found = None if given.quantity is None else quantity(given.quantity)
        if line.found is not None and line.found < 0:
            raise Refused(N_("实盘数量不能是负数。"), field=f"found-{line.pk}")
        line.note = given.note.strip()[:100]
    update_rows(CountLine, ("found", "scanned", "note"), lines)
    return len(lines)


@transaction.atomic
def add_line(
    count: StockCount, *, product: Product, by, bin: Bin | None = None, batch: str = "",
    status: StockStatus = StockStatus.GOOD,
) -> CountLine:  # fmt: skip
    """Take up goods that the books do not know in this place. Raises Refused when they do."""
    count = _locked(count)
    check_product(product)
    row = None
    if product.tracking == Tracking.BATCH:
        if not batch.strip():
            raise Refused(N_("“{product}”按批次管理，请填写批号。"), product=product.name,
                          field="batch")  # fmt: skip
        row, _ = Batch.objects.get_or_create(product=product, no=batch.strip()[:40])
    if count.lines.filter(product=product, bin=bin, batch=row, status=status).exists():
        raise Refused(N_("盘点单上已有“{product}”，请直接填写实盘数量。"), product=product.name,
                      field="product")  # fmt: skip
    account = StockAccount.objects.filter(product=product, warehouse=count.warehouse).first()
    return CountLine.objects.create(
        count=count, product=product, bin=bin, batch=row, status=status, book=0,
        cost_yuan=account.cost_yuan if account else product.cost_yuan or 0,
    )  # fmt: skip


@transaction.atomic
def cancel_count(count: StockCount, *, by, reason: str = "") -> None:
    """Give a count up; nothing moves."""
    count = _locked(count)
    with recorded(count, N_("取消盘点"), by=by, reason=reason):
        count.state = CountState.CANCELLED
        count.save(update_fields=["state"])


def _locked(count: StockCount) -> StockCount:
    count = StockCount.objects.select_for_update(of=("self",)).get(pk=count.pk)
    if count.state != CountState.OPEN:
        raise Refused(N_("盘点单“{no}”已经提交或结束，不能再改。"), no=count.no)
    return count


def _refuse_overlap(warehouse: Warehouse, category: Category | None) -> None:
    Warehouse.objects.select_for_update(of=("self",)).get(pk=warehouse.pk)
    for other in StockCount.objects.filter(warehouse=warehouse, state__in=OPEN).select_related(
        "category"
    ):
        paths = [c.path for c in (category, other.category) if c is not None]
        if len(paths) < 2 or paths[0].startswith(paths[1]) or paths[1].startswith(paths[0]):
            raise Refused(
                N_("“{warehouse}”还有没结束的盘点单“{no}”，范围有重叠。请先完成或取消它。"),
                warehouse=warehouse.name, no=other.no, field="warehouse",
            )  # fmt: skip


def _pieces(warehouse: Warehouse, products: Sequence[int]) -> dict[tuple, list[str]]:
    found: dict[tuple, list[str]] = {}
    rows = Serial.objects.filter(warehouse=warehouse, product__in=products).order_by("no")
    for product, bin_, status, no in rows.values_list("product", "bin", "status", "no"):
        found.setdefault((product, bin_, status), []).append(no)
    return found


def _line(count: StockCount, holding: StockHolding, pieces: dict[tuple, list[str]]) -> CountLine:
    account = holding.account
    return CountLine(
        count=count, product=account.product, bin=holding.bin, batch=holding.batch,
        status=holding.status, book=holding.quantity, cost_yuan=account.cost_yuan,
        expected=pieces.get((account.product_id, holding.bin_id, holding.status), []),
    )  # fmt: skip


def _scanned(line: CountLine, serials: Sequence[str]) -> list[str]:
    numbers = [no.strip()[:60] for no in serials if no.strip()]
    twice = sorted({no for no in numbers if numbers.count(no) > 1})
    if twice:
        raise Refused(N_("“{product}”的序列号{twice}扫了不止一次。"), product=line.product.name,
                      twice=twice, field=f"serials-{line.pk}")  # fmt: skip
    return numbers
