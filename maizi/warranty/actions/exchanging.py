"""A new piece for an old one: only a good one, and its warranty begins anew (F-36, F-37)."""

import secrets
from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_
from maizi.search.actions import index
from maizi.stock.models import Serial
from maizi.stock.terms import StockStatus

from ..events import UnitExchanged
from ..models import Unit
from ..queries.dating import dated
from ..terms import UnitState

GIVEN_OUT, TAKEN_BACK = N_("换货"), N_("退货")
KEPT = ("product", "customer", "contact_name", "phone", "place", "catalogue", "bundled",
        "invoice_no", "invoiced_on", "price_yuan", "delivered_on", "voucher_no", "is_distance",
        "contract_months", "line", "sold_on")  # fmt: skip


@transaction.atomic
def exchange(unit: Unit, serial: str, *, on: date, by) -> Unit:
    """Give a new piece for an old one that was not sold through an order here.

    Raises Refused for a serial that is not good, still in the house's stock without a document,
    or in use; for a day before the sale or to come; and where sales has to do it.
    """
    if unit.line_id:
        raise Refused(
            N_("{serial} 是按销售订单售出的，请在退换货单里办理换货，库存才对得上。"),
            serial=unit.serial, code="by_sales",
        )  # fmt: skip
    today = timezone.localdate()
    if on > today or (unit.sold_on and on < unit.sold_on):
        raise Refused(N_("换货日期要在售出日期和今天之间。请核对。"), field="on")
    _check_out_of_stock(unit, "".join(serial.split()))
    return replace(unit, serial, on=on, by=by)


@transaction.atomic
def replace(unit: Unit, serial: str, *, on: date, by) -> Unit:
    """The record of the new piece, linked to the old one. Announces UnitExchanged."""
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    serial = "".join(serial.split())
    _check(unit, serial)
    fresh = Unit(
        serial=serial, replaces=unit, exchanged_on=on, code=secrets.token_urlsafe(12),
        created_by=by, **{name: getattr(unit, name) for name in KEPT},
    )  # fmt: skip
    if parameter("sanbao.exchange_restarts_windows"):
        fresh.sold_on = on
    _ended(unit, UnitState.EXCHANGED, verb=GIVEN_OUT, by=by)
    dated(fresh)
    with recorded(fresh, Verb.CREATE, by=by):
        fresh.save()
    index("installed", [fresh.pk])
    publish(UnitExchanged(unit.pk, fresh.pk))
    return fresh


@transaction.atomic
def take_back(unit: Unit, *, by) -> Unit:
    """The customer gave it back. Raises Refused where sales has to do it."""
    if unit.line_id:
        raise Refused(
            N_("{serial} 是按销售订单售出的，请在退换货单里办理退货。"), serial=unit.serial,
            code="by_sales",
        )  # fmt: skip
    return taken_back(unit, by=by)


@transaction.atomic
def taken_back(unit: Unit, *, by) -> Unit:
    """It is out of use."""
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    _check_in_use(unit)
    return _ended(unit, UnitState.RETURNED, verb=TAKEN_BACK, by=by)


def _ended(unit: Unit, state: UnitState, *, verb: str, by) -> Unit:
    with recorded(unit, verb, by=by):
        unit.state = state
        unit.save(update_fields=["state"])
    return unit


def _check_out_of_stock(unit: Unit, serial: str) -> None:
    """A piece on our shelf leaves it by a document, or the stock would be wrong from now on."""
    found = Serial.objects.filter(
        product=unit.product_id, no__iexact=serial, warehouse__isnull=False,
        status=StockStatus.GOOD,
    ).select_related("warehouse").first()  # fmt: skip
    if found is not None:
        raise Refused(
            N_("{serial} 还在“{warehouse}”的库存里。请先登记出库，再办理换货，库存才对得上。"),
            serial=found.no, warehouse=found.warehouse, field="serial", code="in_stock",
        )  # fmt: skip


def _check_in_use(unit: Unit) -> None:
    if unit.state != UnitState.IN_USE:
        raise Refused(
            N_("{serial} 已经不在使用中（{state}），不能再退换。"), serial=unit.serial,
            state=UnitState(unit.state).chinese, code="not_in_use",
        )  # fmt: skip


def _check(unit: Unit, serial: str) -> None:
    _check_in_use(unit)
    if not serial:
        raise Refused(N_("请填写换给客户的设备的序列号。"), field="serial")
    if serial.upper() == unit.serial.upper():
        raise Refused(N_("换入的序列号和换下的相同。请核对新设备的铭牌。"), field="serial")
    piece = Serial.objects.filter(product=unit.product_id, no__iexact=serial).first()
    if piece is not None and piece.status != StockStatus.GOOD:
        raise Refused(
            N_("{serial} 是{status}，不能换给客户：换给客户的只能是良品。请另选一台。"),
            serial=serial, status=StockStatus(piece.status).chinese, field="serial",
            code="not_good",
        )  # fmt: skip
    known = Unit.objects.filter(product=unit.product_id, serial__iexact=serial)
    if known.exists():
        raise Refused(
            N_("{serial} 已经售出或退换过，不是新品，不能换给客户。请另选一台。"), serial=serial,
            field="serial", code="not_new",
        )  # fmt: skip
