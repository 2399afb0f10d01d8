"""Suppliers, whom we call there, and what they supply at which price."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.history.actions import record, recorded
from maizi.kernel.errors import Refused
from maizi.kernel.money import quantity, unit_price
from maizi.kernel.texts import N_
from maizi.search.actions import index
from maizi.search.queries import sort_key

from ..models import Supplier, SupplierContact, Supply
from ..rules.names import name_key

MOST_TRIES = 100
MOST_CONTACTS = 50
SUPPLY_CHANGED, SUPPLY_REMOVED = N_("定供货价"), N_("移除供货")


@transaction.atomic
def save_supplier(row: Supplier, verb: str, *, by) -> Supplier:
    """Store a supplier; the caller records (`kit.pages.save`).

    Gives a number and keeps the search index. Raises Refused for a second supplier of the same
    name or code, and for one that is dropped without a reason.
    """
    for name in ("no", "name", "short_name", "usc_code", "bank_account"):
        setattr(row, name, " ".join(getattr(row, name).split()))
    follow(row)
    twin = Supplier.objects.filter(name_key=row.name_key).exclude(pk=row.pk).first()
    if twin is not None:
        raise Refused(
            N_("已有供应商“{name}”（{no}）。请打开它修改，或换一个名称。"), name=twin.name,
            no=twin.no, field="name",
        )  # fmt: skip
    if not row.is_active and not row.stopped_why.strip():
        raise Refused(N_("停止合作请写明原因。"), field="stopped_why")
    _number(row)
    if row._state.adding:
        row.created_by = by
    row.save()
    index("supplier", [row.pk])
    return row


def follow(row: Supplier) -> None:
    """Renew the columns that follow the name."""
    row.sort_name = sort_key(row.name)[:160]
    row.name_key = name_key(row.name)


def _number(row: Supplier) -> None:
    others = Supplier.objects.exclude(pk=row.pk)
    if row.no:
        if others.filter(no=row.no).exists():
            raise Refused(
                N_("编号“{no}”已被别的供应商使用。请换一个，或留空自动编号。"), no=row.no,
                field="no",
            )  # fmt: skip
        return
    for _ in range(MOST_TRIES):
        row.no = next_number("supplier", on=timezone.localdate())
        if not others.filter(no=row.no).exists():
            return
    raise Refused(N_("自动编号与手工编号接连重复。请在编号规则里换一个前缀。"), field="no")


@transaction.atomic
def add_contact(supplier: Supplier, contact: SupplierContact, *, by) -> SupplierContact:
    """Somebody to call at a supplier; the first one, or one marked so, is the main one."""
    supplier = Supplier.objects.select_for_update().get(pk=supplier.pk)
    count = supplier.contacts.count()
    if count >= MOST_CONTACTS:
        raise Refused(N_("一家供应商最多 {most} 个联系人。"), most=MOST_CONTACTS)
    contact.supplier, contact.name = supplier, contact.name.strip()
    contact.is_main = contact.is_main or not count
    if contact.is_main:
        supplier.contacts.filter(is_main=True).update(is_main=False)
    contact.save()
    record(supplier, verb="change", by=by, changes={N_("联系人"): [None, contact.name]})
    return contact


@transaction.atomic
def remove_contact(contact: SupplierContact, *, by) -> None:
    """Forget somebody at a supplier."""
    record(contact.supplier, verb="change", by=by, changes={N_("联系人"): [contact.name, None]})
    contact.delete()


@transaction.atomic
def set_supply(row: Supply, *, by, on: date | None = None) -> Supply:
    """Set what a supplier takes for a product; the same product is replaced, its price recorded.

    Raises Refused for a negative price and for a product nobody buys: a bundle.
    """
    supplier = Supplier.objects.select_for_update().get(pk=row.supplier_id)
    if row.product.sort == "bundle":
        raise Refused(
            N_("“{product}”是组合，不能采购。请给组合里的商品定供货价。"),
            product=row.product.name, field="product",
        )  # fmt: skip
    if row.price_yuan < 0 or row.least < 0 or row.pack < 0:
        raise Refused(N_("价格和数量都不能是负数。"), field="price_yuan")
    stored = Supply.objects.filter(supplier=supplier, product=row.product_id).first()
    old = stored.price_yuan if stored else None
    if stored is not None:
        row.pk, row._state.adding = stored.pk, False
    row.price_yuan, row.least = unit_price(row.price_yuan), quantity(row.least)
    row.pack, row.priced_on = quantity(row.pack), on or timezone.localdate()
    if row.is_preferred:
        Supply.objects.filter(product=row.product_id).exclude(pk=row.pk).update(is_preferred=False)
    row.save()
    if old != row.price_yuan:
        note_prices(supplier, moves=[(row.product.name, old, row.price_yuan)], by=by)
    return row


@transaction.atomic
def remove_supply(row: Supply, *, by) -> None:
    """The supplier does not supply this product any more."""
    moves = [(row.product.name, row.price_yuan, None)]
    note_prices(row.supplier, moves=moves, by=by, verb=SUPPLY_REMOVED)
    row.delete()


def note_prices(
    supplier: Supplier,
    *,
    moves: list[tuple[str, Decimal | None, Decimal | None]], by,
    verb: str = SUPPLY_CHANGED,
) -> None:  # fmt: skip
    """Write old and new prices into the history of the supplier."""
    changes = {
        name: [None if value is None else f"{value.normalize():f}" for value in (old, new)]
        for name, old, new in moves
    }
    record(supplier, verb=verb, by=by, changes=changes)


def made(row: Supplier, *, by) -> Supplier:
    """A new supplier, recorded: for imports and the demo."""
    with recorded(row, "create", by=by):
        save_supplier(row, "create", by=by)
    return row
