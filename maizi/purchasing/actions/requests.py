"""Purchase requests: asked, approved elsewhere, made into orders."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.money import line_amount, quantity
from maizi.kernel.texts import N_

from ..models import PurchaseOrder, PurchaseRequest, RequestLine, Supplier, Supply
from ..rules.suggestions import expected_day, rounded_up
from ..terms import DemandSort, RequestState
from .lines import NewLine, refuse_bad_lines
from .orders import Leave, OrderDraft, save_order

MADE_ORDERS, DROPPED = N_("转采购订单"), N_("作废")
CONFIRMED = Leave(is_confirmed=True)


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """A request as somebody writes it."""

    reason: str
    lines: Sequence[NewLine] = field(default_factory=tuple)
    needed_on: date | None = None
    sort: DemandSort = DemandSort.MANUAL


@transaction.atomic
def save_request(row: PurchaseRequest | None, draft: RequestDraft, *, by) -> PurchaseRequest:
    """Write a request, or a draft of one anew.

    Raises Refused without lines or a reason, and for a request that is no draft any more.
    """
    refuse_bad_lines(draft.lines)
    if not draft.reason.strip():
        raise Refused(N_("请写明用途，审批人据此判断。"), field="reason")
    verb = Verb.CREATE if row is None else Verb.CHANGE
    if row is None:
        row = PurchaseRequest(applicant=by, unit=by.unit, sort=draft.sort)
        row.no = next_number("purchase_request", on=timezone.localdate())
    else:
        row = locked(row)
        if row.state != RequestState.DRAFT:
            raise Refused(N_("请购单“{no}”已经提交，不能再改。"), no=row.no)
    with recorded(row, verb, by=by):
        row.reason, row.needed_on = draft.reason.strip()[:200], draft.needed_on
        lines, row.amount_yuan = _lines(row, draft.lines)
        row.save()
        RequestLine.objects.filter(request=row).delete()
        RequestLine.objects.bulk_create(lines)
    if verb == Verb.CREATE:
        changes = {line.product.name: [None, f"{line.quantity.normalize():f}"] for line in lines}
        record(row, verb=Verb.CHANGE, by=by, changes=changes)
    return row


def _lines(row: PurchaseRequest, lines: Sequence[NewLine]) -> tuple[list[RequestLine], Decimal]:
    """The lines with the supplier each would come from, and what they would cost. One query."""
    known = preferred(line.product.pk for line in lines)
    found, total = [], Decimal(0)
    for number, line in enumerate(lines, 1):
        supply = known.get(line.product.pk)
        price = supply.price_yuan if supply else line.product.cost_yuan or Decimal(0)
        pieces = quantity(line.quantity)
        total += line_amount(pieces, price)
        supplier = line.supplier or (supply.supplier if supply else None)
        found.append(
            RequestLine(
                request=row, position=number, product=line.product, quantity=pieces,
                supplier=supplier, note=line.note.strip()[:200],
            )
        )  # fmt: skip
    return found, total


def preferred(ids) -> dict[int, Supply]:
    """Product id -> from whom it is usually bought: the preferred one, else the cheapest."""
    rows = Supply.objects.filter(product__in=list(ids), supplier__is_active=True)
    rows = rows.select_related("supplier").order_by("product", "-is_preferred", "price_yuan", "id")
    found: dict[int, Supply] = {}
    for row in rows:
        found.setdefault(row.product_id, row)
    return found


@transaction.atomic
def order_requests(
    requests: Sequence[PurchaseRequest], *, by, supplier: Supplier | None = None
) -> list[PurchaseOrder]:
    """Make draft orders of what is open in approved requests, one for each supplier.

    supplier  takes all of it; None: each line goes to the supplier it names
    Raises Refused where a line names nobody, or nothing is open.
    """
    ids = [row.pk for row in requests]
    rows = list(PurchaseRequest.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    for row in rows:
        if row.state != RequestState.APPROVED:
            raise Refused(N_("请购单“{no}”还没有批准，或已经转成订单。"), no=row.no)
    lines = RequestLine.objects.filter(request__in=rows).select_related("product", "supplier")
    baskets: dict[int, tuple[Supplier, list[RequestLine]]] = {}
    for line in lines.order_by("request", "position"):
        whose = supplier or line.supplier
        if line.ordered >= line.quantity:
            continue
        if whose is None:
            raise Refused(
                N_("“{product}”还没有供应商。请选择一家，或先给它定供货价。"),
                product=line.product.name, field="supplier",
            )  # fmt: skip
        baskets.setdefault(whose.pk, (whose, []))[1].append(line)
    if not baskets:
        raise Refused(N_("这些请购单的商品都已经下单了。"))
    made = [_order(whose, wanted, by=by) for whose, wanted in baskets.values()]
    for row in rows:
        with recorded(row, MADE_ORDERS, by=by, reason="、".join(o.no for o in made)[:200]):
            row.state = RequestState.DONE
            row.save(update_fields=["state"])
    return made


def _order(supplier: Supplier, lines: Sequence[RequestLine], *, by) -> PurchaseOrder:
    """A draft to one supplier, rounded up to what he sells."""
    today = timezone.localdate()
    agreed = Supply.objects.filter(supplier=supplier, product__in=[r.product_id for r in lines])
    known = {row.product_id: row for row in agreed}
    wanted, days = [], []
    for line in lines:
        supply = known.get(line.product_id)
        least, pack = (supply.least, supply.pack) if supply else (Decimal(0), Decimal(0))
        pieces = rounded_up(line.quantity - line.ordered, least=least, pack=pack)
        lead = supply.lead_days if supply and supply.lead_days is not None else supplier.lead_days
        days.append(expected_day(today, lead, line.request.needed_on))
        price = None if supply else line.product.cost_yuan or Decimal(0)
        wanted.append(NewLine(
            line.product, pieces, price_yuan=price, request_line=line, expected_on=days[-1],
        ))  # fmt: skip
    draft = OrderDraft(supplier, wanted, expected_on=max(days))
    return save_order(None, draft, by=by, leave=CONFIRMED)


@transaction.atomic
def cancel_request(row: PurchaseRequest, *, by, reason: str = "") -> PurchaseRequest:
    """Take a request back: a draft, or an approved one that is not needed any more."""
    row = locked(row)
    if row.state not in (RequestState.DRAFT, RequestState.APPROVED):
        raise Refused(N_("请购单“{no}”在审批中或已转订单，不能作废。"), no=row.no)
    with recorded(row, DROPPED, by=by, reason=reason):
        row.state = RequestState.CANCELLED
        row.save(update_fields=["state"])
    return row


def locked(row: PurchaseRequest) -> PurchaseRequest:
    """The request as it is now, kept from others until the transaction ends."""
    return PurchaseRequest.objects.select_for_update().get(pk=row.pk)
