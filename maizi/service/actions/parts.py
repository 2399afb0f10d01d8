"""Parts that go into a piece leave the shelf at the same moment."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.catalog.models import Product
from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_
from maizi.stock import actions as stock
from maizi.stock.models import Warehouse
from maizi.stock.terms import MovementKind

from ..models import Engineer, PartUsed, Ticket
from ..terms import State
from .course import locked

USED = N_("领用备件")
AT_WORK = (State.ON_SITE, State.WORKING, State.WAITING_PART)


@transaction.atomic
def use_part(
    row: Ticket, *, product: Product, quantity: Decimal, by, token: str = "", serial: str = ""
) -> PartUsed:  # fmt: skip
    """A part goes in: it leaves the engineer's van, or his service point's store.

    token   one press of a button: the same one never takes twice
    serial  of the piece taken, for parts followed by serial

    Raises Refused before arrival, where no store is known, and when the store has too little.
    """
    row = locked(row, by=by, verb="work")
    if row.state not in AT_WORK:
        raise Refused(_("到场以后才能登记用掉的备件。"))
    if quantity <= 0:
        raise Refused(_("数量要大于 0。"), field="quantity")
    line = stock.Line(product, quantity, serials=(serial.strip(),) if serial.strip() else ())
    source = Source(row._meta.label_lower, row.pk)
    more = {"source": source, "partner": str(row.customer or ""), "note": row.no}
    if token:
        more["token"] = f"service:{row.pk}:{token}"[:60]
    warehouse = warehouse_of(row)
    document = stock.post(
        MovementKind.OTHER_OUT, warehouse=warehouse, lines=[line], on=timezone.localdate(), by=by,
        **more,
    )  # fmt: skip
    known = row.parts.filter(document=document).first()
    if known is not None:
        return known
    made = PartUsed.objects.create(
        ticket=row, product=product, quantity=quantity, warehouse=warehouse, document=document,
        by=by, at=timezone.now(),
    )  # fmt: skip
    record(row, verb=USED, by=by, changes={N_("备件"): [None, str(made)]})
    return made


def warehouse_of(row: Ticket) -> Warehouse:
    """Where the parts of a ticket come from. Raises Refused, saying who can help."""
    engineer = Engineer.objects.filter(user=row.engineer_id).select_related(
        "warehouse", "point__warehouse"
    ).first()  # fmt: skip
    found = engineer and (engineer.warehouse or engineer.point.warehouse)
    if found is None:
        raise Refused(_("还没有设置备件从哪里出。请主管在工程师或服务网点里填上备件仓库。"))
    return found
