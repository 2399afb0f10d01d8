"""List prices through time (I-2)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record, record_many
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.money import unit_price
from maizi.kernel.texts import N_

from ..events import PricesChanged
from ..models import ListPrice, Product

FARTHEST_DAYS = 730
BATCH = 500
SET = N_("定价")


@transaction.atomic
def set_list_price(
    product: Product, *, price_yuan: Decimal, starts_on: date, by, reason: str = ""
) -> ListPrice:
    """Set the list price from a day on, today or later; earlier prices stay in the record.

    Announces PricesChanged when it holds from today. Raises Refused for a day in the past.
    """
    product = Product.objects.select_for_update().get(pk=product.pk)
    today = timezone.localdate()
    if starts_on < today:
        raise Refused(N_("标价不能倒着改：开始日期最早是今天。"), field="starts_on")
    if (starts_on - today).days > FARTHEST_DAYS:
        raise Refused(N_("最多提前两年定价。"), field="starts_on")
    row = write_list_price(
        product, price_yuan=price_yuan, starts_on=starts_on, by=by, reason=reason
    )
    old = product.list_price_yuan
    changes = {"list_price_yuan": [old and str(old), str(row.price_yuan)]}
    changes |= {N_("开始日期"): [None, starts_on.isoformat()]}
    record(product, verb=SET, by=by, reason=reason, changes=changes)
    if starts_on == today:
        product.list_price_yuan = row.price_yuan
        product.save(update_fields=["list_price_yuan", "changed_at"])
        publish(PricesChanged((product.pk,)))
    return row


def write_list_price(
    product: Product, *, price_yuan: Decimal, starts_on: date, by, reason: str = ""
) -> ListPrice:
    """Note a list price; a second one for the same day replaces the first. One row a day."""
    row, _is_new = ListPrice.objects.update_or_create(
        product=product, starts_on=starts_on,
        defaults={
            "price_yuan": unit_price(price_yuan), "set_by": by, "set_at": timezone.now(),
            "reason": reason[:200],
        },
    )  # fmt: skip
    return row


@transaction.atomic
def drop_list_price(row: ListPrice, *, by) -> None:
    """Take back a list price that has not begun. Raises Refused for any other."""
    product = Product.objects.select_for_update().get(pk=row.product_id)
    if row.starts_on <= timezone.localdate():
        raise Refused(N_("已经生效的标价不能删除，请重新定价。"))
    told = f"{row.starts_on} {row.price_yuan.normalize():f}"
    row.delete()
    record(product, verb=N_("取消定价"), by=by, changes={N_("定价"): [told, None]})


@transaction.atomic
def turn_prices(*, today: date, by=None) -> int:
    """Let list prices take effect whose day has come; how many products changed. Run daily.

    Twice is once: only products whose price differs are written.
    """
    latest: dict[int, Decimal] = {}
    begun = ListPrice.objects.filter(starts_on__lte=today).order_by("starts_on")
    fresh = begun.filter(product__in=_stirred(today)).values_list("product_id", "price_yuan")
    for product_id, price in fresh.iterator():
        latest[product_id] = price
    changed = 0
    for ids in _batches(latest):
        rows = Product.objects.select_for_update().filter(pk__in=ids)
        turned = [row for row in rows if row.list_price_yuan != latest[row.pk]]
        changed += _turn(turned, latest, by)
    return changed


def _stirred(today: date):
    """Products whose newest begun price is not older than a month: a missed run is caught up."""
    since = today.toordinal() - 31
    recent = ListPrice.objects.filter(starts_on__lte=today, starts_on__gt=date.fromordinal(since))
    return recent.values("product")


def _turn(rows: list[Product], latest: dict[int, Decimal], by) -> int:
    if not rows:
        return 0
    lines = []
    for row in rows:
        old, row.list_price_yuan = row.list_price_yuan, latest[row.pk]
        lines.append(
            (row.pk, row.name, {"list_price_yuan": [old and str(old), str(latest[row.pk])]})
        )
    Product.objects.bulk_update(rows, ["list_price_yuan"])
    record_many(Product._meta.label_lower, lines=lines, verb=N_("标价生效"), by=by)
    publish(PricesChanged(tuple(row.pk for row in rows)))
    return len(rows)


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    every = sorted(ids)
    for start in range(0, len(every), BATCH):
        yield every[start : start + BATCH]
