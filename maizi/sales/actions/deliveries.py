"""Pick, pack, ship, see arrive and have signed for what was ordered (I-7)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from maizi.credit.queries import deposit_of
from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.money import quantity
from maizi.kernel.texts import N_
from maizi.kit import show
from maizi.stock.models import Warehouse

from ..events import DeliveryShipped, DeliverySigned
from ..models import Delivery, DeliveryLine, Order, OrderLine
from ..queries.credit import source_of
from ..rules.moves import DELIVERY, check_move
from ..terms import INSIDE, DeliveryState, Happening
from .goods import send_out, warehouse_for
from .orders import locked_order, note_milestone, settle

NOTHING_LEFT = N_("{no} 没有还要发的货了，别的同事可能刚刚发出。请刷新页面。")
TOO_MUCH = N_("“{name}”订了 {ordered}，已发 {gone}，正在配货 {picked}，最多还能发 {left}。")
UNPAID = N_("{no} 约定预付 {agreed} 元，收到 {paid} 元。收齐以后才能发货。")


class Dispatch(TypedDict, total=False):
    """How a delivery goes."""

    warehouse: Warehouse | None
    is_charged: bool
    freight_yuan: Decimal
    note: str


@transaction.atomic
def start_delivery(
    order: Order, *, by, pieces: Mapping[int, Decimal] | None = None, **more: Unpack[Dispatch]
) -> Delivery:
    """Begin to pick an order, all that is open or these pieces (line id -> quantity).

    Two people never pick the same piece: the order is locked while they ask.
    Raises Refused when nothing is left, or more is asked than is left.
    """
    order = locked_order(order, "deliver")
    lines = {line.pk: line for line in order.lines.select_related("product")}
    left = left_to_pick(order)
    wanted = {id_: count for id_, count in left.items() if count > 0} if pieces is None else {
        id_: quantity(count) for id_, count in pieces.items() if count > 0
    }  # fmt: skip
    if not wanted:
        raise Refused(NOTHING_LEFT, no=order.no)
    for id_, count in wanted.items():
        if id_ not in lines or count > left[id_]:
            raise _too_much(lines.get(id_), left.get(id_, Decimal(0)), order)
    more.setdefault("warehouse", warehouse_for(order))
    row = Delivery(
        no=next_number("delivery", on=timezone.localdate(), unit=by.unit), order=order,
        customer=order.customer, receiver=order.receiver, receiver_phone=order.receiver_phone,
        address=order.address, created_by=by, **more,
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    DeliveryLine.objects.bulk_create(
        [DeliveryLine(delivery=row, line=lines[id_], quantity=n) for id_, n in wanted.items()]
    )
    note_milestone(order, kind=Happening.PICKING, by=by, about=row.no)
    return row


def left_to_pick(order: Order) -> dict[int, Decimal]:
    """Line id -> pieces that are neither gone nor being picked. Two queries."""
    picked = dict(
        DeliveryLine.objects.filter(delivery__order=order, delivery__state__in=INSIDE)
        .values_list("line").annotate(Sum("quantity"))
    )  # fmt: skip
    return {
        line.pk: quantity(line.open_pieces - (picked.get(line.pk) or 0))
        for line in order.lines.all()
    }


@transaction.atomic
def save_delivery(row: Delivery, verb: str, *, by) -> Delivery:
    """Store a changed head of a delivery; the caller records. Raises Refused once it left."""
    stored = Delivery.objects.select_for_update(of=("self",)).get(pk=row.pk)
    check_move(DELIVERY, stored.state, "edit", no=row.no)
    if row.freight_yuan and not row.is_charged:
        raise Refused(N_("填了运费，请勾选“收取运费”；免费送货请留空。"), field="is_charged")
    row.save()
    return row


@transaction.atomic
def pack_delivery(row: Delivery, *, by) -> Delivery:
    """All is in the box."""
    row = _locked(row, "pack")
    return _moved(row, state=DeliveryState.PACKED, told=Happening.PACKED, by=by)


@transaction.atomic
def ship_delivery(
    row: Delivery, *, by, carrier: str = "", tracking_no: str = "",
    pieces: Mapping[int, list[str]] | None = None,
) -> Delivery:  # fmt: skip
    """The goods leave: stock goes down, the order counts them as delivered. Announces
    DeliveryShipped.

    pieces  id of a line of the delivery -> serial or batch numbers
    Raises Refused when stock is missing or the agreed prepayment is not there yet.
    """
    order = locked_order(row.order, "deliver")
    row = _locked(row, "ship")
    _check_paid(order)
    lines = list(row.lines.select_related("line", "line__product"))
    for line in lines:
        line.pieces = (pieces or {}).get(line.pk, line.pieces)
    DeliveryLine.objects.bulk_update(lines, ["pieces"])
    row.order = order
    send_out(row, lines, by=by)
    for line in lines:
        line.line.delivered += line.quantity
    OrderLine.objects.bulk_update([line.line for line in lines], ["delivered"], batch_size=200)
    text = " ".join(filter(None, [carrier.strip(), tracking_no.strip()]))
    row = _moved(row, state=DeliveryState.SHIPPED, told=Happening.SHIPPED, by=by, text=text,
        shipped_at=timezone.now(), carrier=carrier.strip()[:40],
        tracking_no=tracking_no.strip()[:60],
    )  # fmt: skip
    settle(order, by=by)
    publish(DeliveryShipped(row.pk))
    return row


@transaction.atomic
def note_arrival(row: Delivery, *, by, at: datetime | None = None) -> Delivery:
    """The goods are there."""
    row, at = _locked(row, "arrive"), at or timezone.now()
    return _moved(row, state=DeliveryState.ARRIVED, told=Happening.ARRIVED, by=by, arrived_at=at)


@transaction.atomic
def note_signature(row: Delivery, *, by, signed_by: str, at: datetime | None = None) -> Delivery:
    """Somebody signed for the goods; periods of warranty and return begin. Announces
    DeliverySigned. Raises Refused without a name."""
    row, at = _locked(row, "sign"), at or timezone.now()
    if not signed_by.strip():
        raise Refused(N_("请填写签收人。"), field="signed_by")
    row = _moved(row, state=DeliveryState.SIGNED, told=Happening.SIGNED, by=by, signed_at=at,
        signed_by=signed_by.strip()[:40],
    )  # fmt: skip
    publish(DeliverySigned(row.pk))
    return row


@transaction.atomic
def drop_delivery(row: Delivery, *, by, reason: str) -> Delivery:
    """Give up a delivery that has not left; its pieces may be picked anew."""
    row = _locked(row, "drop")
    if not reason.strip():
        raise Refused(N_("请写明为什么作废这张发货单。"), field="reason")
    with recorded(row, Verb.CHANGE, by=by, reason=reason):
        row.state = DeliveryState.CANCELLED
        row.save(update_fields=["state"])
    return row


def _locked(row: Delivery, verb: str) -> Delivery:
    rows = Delivery.objects.select_for_update(of=("self",))
    row = rows.select_related("order", "customer", "warehouse").get(pk=row.pk)
    check_move(DELIVERY, row.state, verb, no=row.no)
    return row


def _moved(
    row: Delivery, *, state: DeliveryState, told: Happening, by, text: str = "", **values
) -> Delivery:
    with recorded(row, Verb.CHANGE, by=by):
        row.state = state
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=["state", *values])
    note_milestone(row.order, kind=told, by=by, about=row.no, text=text)
    return row


def _check_paid(order: Order) -> None:
    if not order.prepaid_yuan:
        return
    used = sum((line.invoiced_yuan for line in order.lines.all()), Decimal(0))
    paid = deposit_of(source_of(order)) + used
    if paid < order.prepaid_yuan:
        raise Refused(
            UNPAID, no=order.no, agreed=show.yuan(order.prepaid_yuan), paid=show.yuan(paid),
            code="unpaid",
        )  # fmt: skip


def _too_much(line: OrderLine | None, left: Decimal, order: Order) -> Refused:
    if line is None:
        return Refused(N_("有一行不属于订单 {no}。请刷新页面。"), no=order.no)
    picked = line.open_pieces - left
    return Refused(
        TOO_MUCH, name=line.name, ordered=show.number(line.quantity),
        gone=show.number(line.delivered), picked=show.number(picked), left=show.number(left),
        code="too_much",
    )  # fmt: skip
