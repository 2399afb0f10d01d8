"""Create and change a product."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.search.actions import index
from maizi.search.queries import sort_key

from .. import queries
from ..models import Product
from ..rules.names import name_key
from ..terms import ProductSort
from .listprices import write_list_price

MOST_TRIES = 100


class NeedsConfirmation(Refused):
    """Saving waits for a yes: the price is 0, or the product looks like another one."""


@dataclass(frozen=True, slots=True)
class Leave:
    """What the writer says to a save that would otherwise be stopped: he has seen it."""

    is_confirmed: bool = False


PLAIN = Leave()


@transaction.atomic
def save_product(row: Product, verb: str, *, by, leave: Leave = PLAIN) -> Product:
    """Store a new or changed product; the caller records (`kit.pages.save`, imports).

    Gives a number, keeps the list price among the list prices, refreshes the search index.
    Raises Refused when the number is taken or the base unit is in use, NeedsConfirmation for a
    price of 0 and for a product like a stored one.
    """
    stored = None if row._state.adding else _locked(row)
    _normalise(row)
    _check_bundle(row, stored)
    _check_counting(row, stored)
    today = timezone.localdate()
    _check_number(row, today)
    is_priced = row.list_price_yuan != (stored.list_price_yuan if stored else None)
    if not leave.is_confirmed:
        _ask_first(row, stored, is_priced=is_priced)
    if stored is None:
        row.created_by = by
    if is_priced and row.list_price_yuan is None:
        raise Refused(N_("标价可以改，不能清空；不再出售请取消“在售”。"), field="list_price_yuan")
    row.save()
    if is_priced:
        write_list_price(row, price_yuan=row.list_price_yuan, starts_on=today, by=by)
    index("product", [row.pk])
    return row


def _locked(row: Product) -> Product:
    return Product.objects.select_for_update().get(pk=row.pk)


def _normalise(row: Product) -> None:
    for name in ("no", "name", "brand", "model", "spec", "unit"):
        setattr(row, name, " ".join(getattr(row, name).split()))
    if not row.unit:
        raise Refused(N_("请填写基本单位，如 个、台、米。"), field="unit")
    follow(row)


def follow(row: Product) -> None:
    """Renew the columns that follow others."""
    row.sort_name = sort_key(row.name)[:160]
    row.name_key = name_key(row.brand, row.name, row.model, row.spec)


def _check_bundle(row: Product, stored: Product | None) -> None:
    if row.sort != ProductSort.BUNDLE:
        if stored and stored.bundle_lines.exists():
            raise Refused(N_("组合里还有商品，不能改成别的种类。请先移出它们。"), field="sort")
        row.bundle_sort = ""
    elif not row.bundle_sort:
        raise Refused(N_("请选择组合方式：固定套装、菜单自选或灵活配置。"), field="bundle_sort")


def _check_counting(row: Product, stored: Product | None) -> None:
    """What is counted keeps its measure: stock in 箱 never becomes stock in 个 (I-1)."""
    if stored is None:
        return
    if row.unit != stored.unit and (counting := queries.counted_by(stored)):
        raise Refused(
            N_("已有{what}按“{unit}”计数，基本单位不能再改。请另建一个商品，或增加换算单位。"),
            what=counting, unit=stored.unit, field="unit",
        )  # fmt: skip
    if row.tracking != stored.tracking:
        counting = queries.counted_by(stored, outside_only=True)
        if counting:
            raise Refused(
                N_("已有{what}用到这个商品，库存跟踪方式不能再改。"), what=counting,
                field="tracking",
            )  # fmt: skip


def _check_number(row: Product, today: date) -> None:
    others = Product.objects.exclude(pk=row.pk)
    if row.no:
        if others.filter(no=row.no).exists():
            raise Refused(
                N_("编号“{no}”已被别的商品使用。请换一个，或留空自动编号。"), no=row.no, field="no"
            )
        return
    for _ in range(MOST_TRIES):  # somebody may have typed the next number by hand
        row.no = next_number("product", on=today)
        if not others.filter(no=row.no).exists():
            return
    raise Refused(N_("自动编号与手工编号接连重复。请在编号规则里换一个前缀。"), field="no")


def _ask_first(row: Product, stored: Product | None, *, is_priced: bool) -> None:
    if is_priced and row.list_price_yuan == 0:
        raise NeedsConfirmation(
            N_("标价是 0，等于白送。确实如此，请勾选“确认”再保存。"),
            field="list_price_yuan", code="zero",
        )  # fmt: skip
    is_new_name = stored is None or stored.name_key != row.name_key
    twin = queries.like(row) if is_new_name else None
    if twin is not None:
        raise NeedsConfirmation(
            N_("已有品牌、名称、型号、规格都相同的商品“{name}”（{no}）。确认是另一种，请勾选“确认”。"),
            name=twin.name, no=twin.no, field="name", code="twin",
        )  # fmt: skip
