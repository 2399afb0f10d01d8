"""Move many prices at once, and back (I-2)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record_many
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.ids import new_ids
from maizi.kernel.texts import N_

from .. import queries
from ..events import PricesChanged
from ..models import ChangedPrice, ListPrice, PriceChange, PriceList, PriceRow, Product
from ..queries.changes import Asked, Move
from ..terms import ChangeState
from .pricelists import note_rows, refuse_overlap

PRODUCT_KIND = Product._meta.label_lower
MOVED, MOVED_BACK = N_("调价"), N_("撤销调价")


@transaction.atomic
def apply_change(asked: Asked, *, digest: str, reason: str, by) -> PriceChange:
    """Do what a preview showed. Announces PricesChanged when list prices move today.

    digest  of the preview the person saw
    Raises Refused when prices have changed since, or there is nothing to change.
    """
    today = timezone.localdate()
    if not reason.strip():
        raise Refused(N_("请写明调价的原因。"), field="reason")
    if asked.starts_on < today:
        raise Refused(N_("调价的开始日期最早是今天。"), field="starts_on")
    if asked.list is not None:
        PriceList.objects.select_for_update().get(pk=asked.list.pk)
    else:
        list(Product.objects.select_for_update().filter(pk__in=asked.ids).values_list("pk"))
    shown = queries.preview(by, asked)
    if not shown.moves:
        raise Refused(N_("没有价格会变化。请换一个范围或幅度。"))
    if shown.digest != digest:
        raise Refused(N_("预览以后价格又有变动。请再看一遍，然后确认。"), code="stale")
    change = PriceChange.objects.create(
        list=asked.list, starts_on=asked.starts_on if asked.list is None else today,
        terms=_terms(asked), reason=reason.strip()[:200], count=len(shown.moves), by=by,
        at=timezone.now(),
    )  # fmt: skip
    if asked.list is None:
        _move_list_prices(change, shown.moves, today)
    else:
        _move_rows(change, shown.moves)
    return change


@transaction.atomic
def undo_change(change: PriceChange, *, by) -> tuple[int, int]:
    """Put the old prices back where the new ones still stand; (how many, how many not).

    Announces PricesChanged. Raises Refused when it was undone already.
    """
    change = PriceChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.state == ChangeState.UNDONE:
        raise Refused(N_("这次调价已经撤销过了。"))
    prices = list(change.prices.select_related("product", "row", "row__product"))
    put_back = _list_prices_back if change.list_id is None else _rows_back
    done = put_back(change, prices, by)
    change.state = ChangeState.UNDONE
    change.save(update_fields=["state"])
    return done, len(prices) - done


def _terms(asked: Asked) -> dict:
    return {
        "way": asked.way.value, "by": str(asked.by), "rounding": asked.rounding.value,
        "category": asked.category.path_name if asked.category else "", "brand": asked.brand,
        "from_list": asked.from_list, "chosen": len(asked.ids),
    }  # fmt: skip


def _move_list_prices(change: PriceChange, moves: list[Move], today: date) -> None:
    _keep(change, [(move.product, None, move.old_yuan, move.new_yuan) for move in moves])
    _write_list_prices(change, [(m.product, m.new_yuan) for m in moves], today, verb=MOVED)


def _write_list_prices(change: PriceChange, pairs: list, today: date, *, verb: str) -> None:
    """List prices from the change's first day on (or today, if that is later). Four statements."""
    day, now = max(change.starts_on, today), timezone.now()
    rows = [
        ListPrice(id=id_, product=product, starts_on=day, price_yuan=price, reason=change.reason,
                  set_by=change.by, set_at=now)
        for id_, (product, price) in zip(new_ids(len(pairs)), pairs, strict=True)
    ]  # fmt: skip
    ListPrice.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["product", "starts_on"],
        update_fields=["price_yuan", "reason", "set_by", "set_at"],
    )  # fmt: skip
    lines = []
    for product, price in pairs:
        told = {"list_price_yuan": [str(product.list_price_yuan), str(price)]}
        told |= {N_("开始日期"): [None, day.isoformat()]} if day > today else {}
        lines.append((product.pk, product.name, told))
        product.list_price_yuan = price
    record_many(PRODUCT_KIND, lines=lines, verb=verb, by=change.by, reason=change.reason)
    if day == today:
        changed = [product for product, _ in pairs]
        Product.objects.bulk_update(changed, ["list_price_yuan"], batch_size=500)
        publish(PricesChanged(tuple(product.pk for product in changed)))


def _move_rows(change: PriceChange, moves: list[Move]) -> None:
    new = [
        PriceRow(list=change.list, product=m.product, least=0, price_yuan=m.new_yuan)
        for m in moves if m.row is None
    ]  # fmt: skip
    refuse_overlap(new, change.list)
    told = [(move.row, move.old_yuan, move.new_yuan) for move in moves if move.row]
    for row, _, price in told:
        row.price_yuan = price
    PriceRow.objects.bulk_update([row for row, _, _ in told], ["price_yuan"], batch_size=500)
    PriceRow.objects.bulk_create(new, batch_size=500)
    _keep(change, [(row.product, row, old, price) for row, old, price in told])
    _keep(change, [(row.product, row, row.price_yuan, row.price_yuan) for row in new])
    note_rows(
        change.list,
        moves=[*told, *((row, None, row.price_yuan) for row in new)], by=change.by,
        verb=MOVED, reason=change.reason,
    )  # fmt: skip


def _keep(change: PriceChange, moves: list[tuple]) -> None:
    ChangedPrice.objects.bulk_create(
        [
            ChangedPrice(change=change, product=product, row=row, old_yuan=old, new_yuan=new)
            for product, row, old, new in moves
        ],
        batch_size=500,
    )


def _list_prices_back(change: PriceChange, prices: list[ChangedPrice], by) -> int:
    today = timezone.localdate()
    products = {row.pk: row for row in Product.objects.select_for_update().filter(
        pk__in=[price.product_id for price in prices])}  # fmt: skip
    if change.starts_on > today:
        return _drop_ahead(change, prices, products, by)
    standing = [
        (products[price.product_id], price.old_yuan) for price in prices
        if products[price.product_id].list_price_yuan == price.new_yuan
    ]  # fmt: skip
    change.by = by
    if standing:
        _write_list_prices(change, standing, today, verb=MOVED_BACK)
    return len(standing)


def _drop_ahead(change: PriceChange, prices: list, products: dict, by) -> int:
    """A change that has not begun leaves no trace but in the history."""
    rows = ListPrice.objects.filter(product__in=products, starts_on=change.starts_on)
    new = {price.product_id: price.new_yuan for price in prices}
    going = [row for row in rows if row.price_yuan == new[row.product_id]]
    ListPrice.objects.filter(pk__in=[row.pk for row in going]).delete()
    record_many(
        PRODUCT_KIND, verb=MOVED_BACK, by=by, reason=change.reason,
        lines=[(row.product_id, products[row.product_id].name,
                {N_("定价"): [f"{row.starts_on} {row.price_yuan.normalize():f}", None]})
               for row in going],
    )  # fmt: skip
    return len(going)


def _rows_back(change: PriceChange, prices: list[ChangedPrice], by) -> int:
    """Old prices back; rows that the change put in go out again."""
    standing = [p for p in prices if p.row is not None and p.row.price_yuan == p.new_yuan]
    told = []
    for price in standing:
        is_new = price.old_yuan == price.new_yuan
        told.append((price.row, price.new_yuan, None if is_new else price.old_yuan))
        price.row.price_yuan = price.old_yuan
    note_rows(change.list, moves=told, by=by, verb=MOVED_BACK, reason=change.reason)
    kept = [price.row for price in standing if price.old_yuan != price.new_yuan]
    PriceRow.objects.bulk_update(kept, ["price_yuan"], batch_size=500)
    gone = [price.row_id for price in standing if price.old_yuan == price.new_yuan]
    PriceRow.objects.filter(pk__in=gone).delete()
    return len(standing)
