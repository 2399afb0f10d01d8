"""Price lists and their rows (I-2)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from maizi.customers.models import Customer
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.money import quantity, unit_price
from maizi.kernel.texts import N_

from ..models import PriceList, PriceRow, Product
from ..queries.pricing import as_row
from ..rules.prices import collision
from ..terms import PriceKind
from .products import Leave, NeedsConfirmation

MOST_ROWS = 5_000
PLAIN = Leave()
NEEDS = {
    PriceKind.CONTRACT: "customer", PriceKind.CUSTOMER: "customer", PriceKind.GROUP: "group",
    PriceKind.GROUP_BUY: "number",
}  # fmt: skip
ASKED = {
    "customer": N_("合同价和客户专价要选择客户。"),
    "group": N_("客户类别价要选择客户类别。"),
    "number": N_("团购阶梯价要填写活动号，订单凭它找到价格。"),
}


@transaction.atomic
def save_list(row: PriceList, verb: str, *, by) -> PriceList:
    """Store a price list; the caller records (`kit.pages.save`).

    Raises Refused when it is for nobody, its days are the wrong way round, or its rows would
    overlap those of another list.
    """
    row.name = " ".join(row.name.split())
    needed = NEEDS[PriceKind(row.kind)]
    if not getattr(row, needed):
        raise Refused(ASKED[needed], field=needed)
    if needed != "customer":
        row.customer = None
    if needed != "group":
        row.group = ""
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise Refused(N_("截止日期早于开始日期。"), field="ends_on")
    if row._state.adding:
        row.created_by = by
    row.save()
    refuse_overlap(row.rows.select_related("product"), row)
    return row


@transaction.atomic
def set_row(
    sheet: PriceList,
    *,
    product: Product, price_yuan: Decimal, by, least: Decimal = Decimal(0),
    leave: Leave = PLAIN,
) -> PriceRow:  # fmt: skip
    """Set the price of a product in a list from a quantity upwards; the same tier is replaced.

    Raises NeedsConfirmation for a price of 0, Refused where another list says otherwise already.
    """
    sheet = PriceList.objects.select_for_update().get(pk=sheet.pk)
    if price_yuan < 0 or least < 0:
        raise Refused(N_("单价和起订数量都不能是负数。"), field="price_yuan")
    if price_yuan == 0 and not leave.is_confirmed:
        raise NeedsConfirmation(
            N_("“{product}”的单价是 0，等于白送。确实如此，请勾选“确认”再保存。"),
            product=product.name, field="price_yuan", code="zero",
        )  # fmt: skip
    least, price_yuan = quantity(least), unit_price(price_yuan)
    row = sheet.rows.filter(product=product, least=least).first()
    if row is None and sheet.rows.count() >= MOST_ROWS:
        raise Refused(N_("一张价目表最多 {most} 行，请另建一张。"), most=MOST_ROWS)
    old = row.price_yuan if row else None
    row = row or PriceRow(list=sheet, product=product, least=least)
    row.list, row.price_yuan = sheet, price_yuan
    refuse_overlap([row], sheet)
    row.save()
    if old != price_yuan:
        note_rows(sheet, moves=[(row, old, price_yuan)], by=by)
    return row


@transaction.atomic
def price_customer(
    customer: Customer, *, name: str, days: tuple[date | None, date | None], by, **given
) -> PriceRow:
    """A price for one customer alone; its list is made where there is none of this name and days.

    days   first and last day, both included; None for no end
    given  product, price_yuan, least, leave as `set_row` takes them

    Raises what `save_list` and `set_row` raise.
    """
    Customer.objects.select_for_update().get(pk=customer.pk)  # two clicks make one list
    wanted = {
        "name": " ".join(name.split()), "kind": PriceKind.CUSTOMER, "customer": customer,
        "starts_on": days[0], "ends_on": days[1], "is_active": True,
    }  # fmt: skip
    sheet = PriceList.objects.filter(is_for_key=False, **wanted).first()
    if sheet is None:
        sheet = PriceList(**wanted)
        with recorded(sheet, Verb.CREATE, by=by):
            save_list(sheet, Verb.CREATE, by=by)
    return set_row(sheet, by=by, **given)


@transaction.atomic
def remove_row(row: PriceRow, *, by) -> None:
    """Take a price out of its list."""
    sheet = PriceList.objects.select_for_update().get(pk=row.list_id)
    note_rows(sheet, moves=[(row, row.price_yuan, None)], by=by)
    row.delete()


def note_rows(
    sheet: PriceList,
    *,
    moves: Iterable[tuple[PriceRow, Decimal | None, Decimal | None]], by,
    verb: str = N_("改价"), reason: str = "",
) -> None:  # fmt: skip
    """Write the old and new prices of rows into the history of their list."""
    changes = {}
    for row, old, new in moves:
        name = row.product.name + (f" ≥ {row.least.normalize():f}" if row.least else "")
        changes[name] = [
            None if value is None else f"{value.normalize():f}" for value in (old, new)
        ]
    if changes:
        record(sheet, verb=verb, by=by, reason=reason, changes=changes)


def refuse_overlap(rows: Iterable[PriceRow], sheet: PriceList) -> None:
    """Two prices of the same kind for the same buyer, quantity and day cannot both hold."""
    if not sheet.is_active:
        return
    rows = list(rows)
    others = PriceRow.objects.filter(
        product__in=[row.product_id for row in rows], list__kind=sheet.kind,
        list__customer=sheet.customer_id, list__group=sheet.group,
    ).exclude(list=sheet).select_related("list", "product")  # fmt: skip
    known: dict[int, list[PriceRow]] = {}
    for other in others:
        known.setdefault(other.product_id, []).append(other)
    for row in rows:
        here = {other.pk: other for other in known.get(row.product_id, [])}
        hit = collision(as_row(row), map(as_row, here.values()))
        if hit is not None:
            _say(here[hit.id])


def _say(other: PriceRow) -> None:
    raise Refused(
        N_("“{product}”在价目表“{list}”（{days}）里已有同样起订数量的价格 {price}。"
           "请改期限、停用那张表，或在那里改价。"),
        product=other.product.name, list=other.list.name, days=_days(other.list),
        price=f"{other.price_yuan.normalize():f}", field="price_yuan", code="overlap",
    )  # fmt: skip


def _days(sheet: PriceList) -> str:
    return f"{sheet.starts_on or '…'} – {sheet.ends_on or '…'}"
