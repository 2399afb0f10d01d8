"""Pieces come out of sales by themselves: shipped, signed for, invoiced, taken back (T)."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone

from maizi.catalog.terms import Tracking
from maizi.kernel.money import yuan
from maizi.kernel.texts import N_
from maizi.sales.models import Delivery, DeliveryLine, Invoice, Return
from maizi.sales.terms import ReturnSort
from maizi.stock.models import MovedSerial
from maizi.stock.terms import MovementKind

from ..models import Unit
from ..queries.finding import open_unit
from ..terms import UnitState
from .exchanging import replace, taken_back
from .units import refresh, register

SIGNED, INVOICED = N_("签收"), N_("开票")


def note_shipped(delivery: Delivery, *, by) -> list[Unit]:
    """A record for every numbered piece of a delivery; those that have one are left alone."""
    lines = delivery.lines.select_related("line__product")
    return [
        _registered(delivery, line, serial, by=by)
        for line in lines if line.line.product.tracking == Tracking.SERIAL
        for serial in line.pieces
    ]  # fmt: skip


def _registered(delivery: Delivery, line: DeliveryLine, serial: str, *, by) -> Unit:
    product = line.line.product
    known = open_unit(product.pk, serial)
    if known is not None:
        return known
    unit = Unit(
        serial=serial, product=product, customer=delivery.customer, line=line.line,
        contact_name=delivery.receiver, phone=delivery.receiver_phone, place=delivery.address,
        price_yuan=_price(line),
    )  # fmt: skip
    return register(unit, by=by)


def _price(line: DeliveryLine) -> Decimal:
    return yuan(line.line.amount_yuan / line.line.quantity)


def note_signed(delivery: Delivery, *, by) -> None:
    """The day of delivery of its pieces."""
    day = timezone.localdate(delivery.signed_at)
    for unit in _pieces(delivery.lines.select_related("line")):
        if unit.delivered_on is None:
            refresh(unit, by=by, verb=SIGNED, delivered_on=day)


def note_invoiced(invoice: Invoice, *, by) -> None:
    """Number, day and price of the invoice for as many pieces as it lists, in their order."""
    if invoice.is_red:
        return
    for line in invoice.lines.all():
        units = Unit.objects.filter(line=line.line_id, invoiced_on=None).order_by("pk")
        for unit in units[: int(line.quantity)]:
            price = yuan(line.amount_yuan / line.quantity)
            refresh(
                unit, by=by, verb=INVOICED, invoice_no=invoice.number or invoice.no,
                invoiced_on=invoice.issued_on, price_yuan=price,
            )  # fmt: skip


def note_settled(row: Return, *, by) -> None:
    """Pieces came back: they are out of use, or have a successor among the new serials."""
    old = list(_pieces(row.lines.select_related("line")))
    if row.sort == ReturnSort.RETURN:
        for unit in old:
            taken_back(unit, by=by)
        return
    fresh = _sent_instead(row)
    for unit in old:
        serials = fresh.get(unit.product_id, [])
        if serials:
            replace(unit, serials.pop(0), on=timezone.localdate(row.settled_at), by=by)


def _pieces(lines: Iterable) -> Iterable[Unit]:
    """The records of the serials that stand on lines, those in use."""
    for line in lines:
        rows = Unit.objects.filter(
            serial__in=line.pieces, product=line.line.product_id,
            state=UnitState.IN_USE,
        )  # fmt: skip
        yield from rows.order_by("pk")


def _sent_instead(row: Return) -> dict[int, list[str]]:
    """Product id -> serials that left the stock in exchange."""
    moved = MovedSerial.objects.filter(
        movement__document__source_kind=Return._meta.label_lower,
        movement__document__source_id=row.pk,
        movement__document__kind=MovementKind.EXCHANGE_OUT,
    ).select_related("serial")  # fmt: skip
    found: dict[int, list[str]] = {}
    for one in moved.order_by("pk"):
        found.setdefault(one.serial.product_id, []).append(one.serial.no)
    return found
