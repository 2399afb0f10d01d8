"""Warehouses, bins and reorder points."""

from decimal import Decimal

from django.db import transaction

from maizi.catalog.models import Product
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Bin, ReorderPoint, StockAccount, Warehouse
from .goods import check_product

MOST_BINS = 2_000
BIN = N_("货位")


@transaction.atomic
def save_warehouse(row: Warehouse, verb: str, *, by) -> Warehouse:
    """Store a warehouse; the caller records (`kit.pages.save`).

    Raises Refused for a name or code that is taken, and when one with stock is to be closed.
    """
    row.name, row.code = " ".join(row.name.split()), row.code.strip().upper()
    others = Warehouse.objects.exclude(pk=row.pk)
    for name in ("code", "name"):
        if others.filter(**{name: getattr(row, name)}).exists():
            raise Refused(
                N_("“{value}”已被别的仓库使用，请换一个。"), value=getattr(row, name), field=name
            )
    if (
        not row.is_active
        and StockAccount.objects.filter(warehouse=row).exclude(quantity=0).exists()
    ):
        raise Refused(N_("“{name}”里还有库存，不能停用。请先调拨出去。"), name=row.name,
                      field="is_active")  # fmt: skip
    row.save()
    return row


@transaction.atomic
def add_bin(warehouse: Warehouse, *, code: str, by, note: str = "") -> Bin:
    """Give a warehouse a bin. Raises Refused when it has one of that code."""
    code = code.strip().upper()[:20]
    if not code or warehouse.bins.filter(code=code).exists():
        raise Refused(N_("请填写一个这个仓库里没有用过的货位编码，如 A-01-03。"), field="code")
    if warehouse.bins.count() >= MOST_BINS:
        raise Refused(N_("一个仓库最多 {most} 个货位。"), most=MOST_BINS, field="code")
    row = Bin.objects.create(warehouse=warehouse, code=code, note=note.strip()[:100])
    record(warehouse, verb=N_("增加货位"), by=by, changes={BIN: [None, code]})
    return row


@transaction.atomic
def remove_bin(row: Bin, *, by) -> None:
    """Take a bin away; one that was ever used is only closed. Raises Refused with goods in it."""
    if row.holdings.exclude(quantity=0).exists():
        raise Refused(N_("货位“{code}”里还有商品，请先移走。"), code=row.code)
    warehouse, code = row.warehouse, row.code
    if row.holdings.exists() or row.serials.exists():
        row.is_active = False
        row.save(update_fields=["is_active"])
    else:
        row.delete()
    record(warehouse, verb=N_("移除货位"), by=by, changes={BIN: [code, None]})


@transaction.atomic
def set_point(
    product: Product, *, least: Decimal, fill_to: Decimal, by, warehouse: Warehouse | None = None
) -> ReorderPoint:
    """Say below how many to buy again, and up to how many; in a warehouse or the whole company.

    Raises Refused for what has no stock, and when it fills to less than the point.
    """
    check_product(product)
    if least < 0 or fill_to < least:
        raise Refused(N_("“补到”的数量不能小于补货点，补货点不能是负数。"), field="fill_to")
    row = ReorderPoint.objects.filter(product=product, warehouse=warehouse).first()
    verb = Verb.CHANGE if row else Verb.CREATE
    row = row or ReorderPoint(product=product, warehouse=warehouse)
    with recorded(row, verb, by=by):
        row.least, row.fill_to = least, fill_to
        row.save()
    return row


@transaction.atomic
def remove_point(row: ReorderPoint, *, by) -> None:
    """A product is not to be bought again by itself any more."""
    with recorded(row, Verb.DELETE, by=by):
        row.delete()
