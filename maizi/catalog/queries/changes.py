"""What a mass change would do, before it is done (I-2)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import Category, PriceList, PriceRow, Product
from ..rules.changes import moved_price
from ..terms import ChangeWay, Rounding

MOST_PRICES = 5_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A mass change as somebody describes it.

    list       whose rows move; None for the list prices
    from_list  put the list prices into the price list, moved, instead of moving its rows
    by         percent or yuan
    ids        only these products, if any are named
    """

    starts_on: date
    way: ChangeWay
    by: Decimal
    rounding: Rounding = Rounding.CENT
    list: PriceList | None = None
    from_list: bool = False
    category: Category | None = None
    brand: str = ""
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """One price before and after; `row` is the row of the list that moves, if there is one."""

    product: Product
    old_yuan: Decimal
    new_yuan: Decimal
    row: PriceRow | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """All moves, and a mark by which the same preview is known again."""

    moves: list[Move]
    digest: str


def preview(user, asked: Asked) -> Preview:
    """What would change, row by row; prices that stay are left out. Two queries.

    Raises Refused for more than five thousand prices, and where one would fall to zero.
    """
    moves = [move for move in _moves(user, asked) if move.old_yuan != move.new_yuan or
             asked.from_list and move.row is None]  # fmt: skip
    told = "|".join(f"{m.product.pk}:{m.row and m.row.pk}:{m.old_yuan}:{m.new_yuan}" for m in moves)
    return Preview(moves, hashlib.sha256(told.encode()).hexdigest()[:32])


def _moves(user, asked: Asked) -> Iterator[Move]:
    if asked.list is None:
        for product in _limited(_products(user, asked)):
            new = _moved(asked, product, product.list_price_yuan)
            yield Move(product, product.list_price_yuan, new)
        return
    if asked.from_list:
        yield from _from_list(user, asked)
        return
    rows = asked.list.rows.filter(product__in=_products(user, asked, priced=False))
    for row in _limited(rows.select_related("product").order_by("product__sort_name", "least")):
        yield Move(row.product, row.price_yuan, _moved(asked, row.product, row.price_yuan), row)


def _from_list(user, asked: Asked) -> Iterator[Move]:
    """List prices, moved, as rows of the price list from the first piece on."""
    here = {row.product_id: row for row in asked.list.rows.filter(least=0)}
    for product in _limited(_products(user, asked)):
        row = here.get(product.pk)
        old = row.price_yuan if row else product.list_price_yuan
        yield Move(product, old, _moved(asked, product, product.list_price_yuan), row)


def _moved(asked: Asked, product: Product, price_yuan: Decimal) -> Decimal:
    try:
        return moved_price(price_yuan, asked.way, asked.by, asked.rounding)
    except Refused as refusal:
        raise Refused(
            N_("“{product}”：{why}"), product=product.name, why=refusal.text(), field="by"
        ) from refusal


def _products(user, asked: Asked, *, priced: bool = True) -> QuerySet[Product]:
    rows = access.visible_products(user).filter(is_active=True)
    if priced:
        rows = rows.filter(list_price_yuan__gt=0)
    if asked.category:
        rows = rows.filter(
            Q(category=asked.category) | Q(category__path__startswith=asked.category.path)
        )
    if asked.brand:
        rows = rows.filter(brand=asked.brand)
    if asked.ids:
        rows = rows.filter(pk__in=asked.ids)
    return rows.order_by("sort_name", "id")


def _limited(rows: QuerySet) -> list:
    found = list(rows[: MOST_PRICES + 1])
    if len(found) > MOST_PRICES:
        raise Refused(N_("一次最多调 {most} 个价格。请按类别或品牌分几次。"), most=MOST_PRICES)
    return found
