"""Deliveries: the list, one of them, its steps."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.catalog.terms import Tracking
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page
from maizi.kit.pages.look import detail_context

from .. import access, actions
from ..models import Delivery
from ..pages import DELIVERIES
from ..rules.moves import DELIVERY, may_move
from .parts import said

VERBS = ("pack", "ship", "arrive", "sign", "drop")


@require_GET
def deliveries(request):
    return list_page(request, DELIVERIES)


@require_GET
def delivery(request, pk: int):
    row = _delivery(request, pk)
    may_work = access.may_deliver(request.user, "change", row)
    lines = list(row.lines.select_related("line", "line__product"))
    context = detail_context(DELIVERIES, request.user, row) | {
        "lines": lines,
        "moves": {verb: may_work and may_move(DELIVERY, row.state, verb) for verb in DELIVERY},
        "is_tracked": any(one.line.product.tracking != Tracking.NONE for one in lines),
    }
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"sales/delivery.html{part}", context)


@require_POST
def delivery_act(request, pk: int, verb: str):
    """One step of a delivery."""
    row = _delivery(request, pk)
    require(access.may_deliver(request.user, "change", row))
    if verb not in VERBS:
        raise Http404
    given, by = request.POST, request.user
    match verb:
        case "pack":
            actions.pack_delivery(row, by=by)
        case "ship":
            _ship(row, given, by)
        case "arrive":
            actions.note_arrival(row, by=by)
        case "sign":
            actions.note_signature(row, by=by, signed_by=given.get("signed_by", ""))
        case "drop":
            actions.drop_delivery(row, by=by, reason=said(request))
    messages.success(request, _("已记下。"))
    return go(request, row.get_absolute_url())


def numbers_typed(given, lines) -> dict[int, list[str]]:
    """Serial or batch numbers typed beside lines: line id -> numbers, one a line or comma."""
    found = {}
    for one in lines:
        text = given.get(f"pieces-{one.pk}", "")
        if text.strip():
            found[one.pk] = text.replace("，", " ").replace(",", " ").split()
    return found


def _ship(row: Delivery, given, by) -> None:
    actions.ship_delivery(
        row, by=by, carrier=given.get("carrier", ""), tracking_no=given.get("tracking_no", ""),
        pieces=numbers_typed(given, row.lines.all()),
    )  # fmt: skip


def _delivery(request, pk: int) -> Delivery:
    rows = access.visible_deliveries(request.user)
    return get_object_or_404(rows.select_related("order", "customer", "warehouse"), pk=pk)
