"""The form that writes documents: a head, rows by keyboard, a box for the scanner."""

from decimal import Decimal
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.catalog.access import visible_products
from maizi.catalog.queries import factors_of, found_by_code
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..forms.entry import COLUMNS, today
from ..terms import MovementKind, StockStatus

BY_HAND = (
    MovementKind.OTHER_IN, MovementKind.OTHER_OUT, MovementKind.TRANSFER, MovementKind.RESTATUS,
    MovementKind.ASSEMBLY, MovementKind.DISASSEMBLY, MovementKind.PURCHASE_IN,
    MovementKind.SALES_OUT, MovementKind.SALES_RETURN_IN, MovementKind.PURCHASE_RETURN_OUT,
    MovementKind.EXCHANGE_OUT, MovementKind.EXCHANGE_IN, MovementKind.LOAN_OUT,
    MovementKind.LOAN_BACK, MovementKind.OPENING,
)  # fmt: skip
MAKING = (MovementKind.ASSEMBLY, MovementKind.DISASSEMBLY)


@require_http_methods(["GET", "POST"])
def entry(request, movement: str):
    """Type a document of one kind, and post it."""
    require(access.may(request.user, "post"))
    if movement not in BY_HAND:
        raise Http404
    kind = MovementKind(movement)
    if request.method == "GET":
        return _shown(request, kind, _fresh_head(request, kind), _fresh_rows(request, kind))
    head = forms.HeadForm(request.POST, user=request.user, kind=kind)
    rows = forms.read_rows(request.POST, request.user)
    document = _posted(request, kind, head, rows)
    if document is None:
        return _shown(request, kind, head, rows)
    messages.success(
        request, _("%(kind)s %(no)s 已过账。") % {"kind": kind.label, "no": document.no}
    )
    return go(request, document.get_absolute_url())


@require_GET
def find(request):
    """What a scanned or typed code means, for the rows of the form."""
    require(access.may(request.user, "view"))
    found = found_by_code(request.user, request.GET.get("code", ""))
    factors, free = factors_of(found), queries.available(found)
    rows = [
        {"id": str(row.pk), "name": row.name, "no": row.no, "unit": row.unit,
         "units": list(factors[row.pk]), "tracking": row.tracking,
         "free": f"{free[row.pk].normalize():f}"}
        for row in found
    ]  # fmt: skip
    return JsonResponse({"found": rows})


def _posted(request, kind: MovementKind, head, rows: list):
    """The document; None when something is wrong, which head and rows then say."""
    lines = [row.line(kind) for row in rows]
    is_sound = head.is_valid() and all(lines)
    if not rows and head.is_valid():
        head.add_error(None, _("单据还没有明细。请至少填写一行商品。"))
    if not is_sound or not rows:
        return None
    given = head.cleaned_data
    try:
        return actions.post(
            kind, warehouse=given["warehouse"], lines=lines, on=given["on"], by=request.user,
            other=given.get("other"), partner=given["partner"], note=given["note"],
            token=given["token"],
        )  # fmt: skip
    except Refused as refusal:
        head.add_error(refusal.field if refusal.field in head.fields else None, refusal.text(_))
        return None


def _fresh_head(request, kind: MovementKind):
    places = access.visible_warehouses(request.user).filter(is_active=True)
    chosen = (
        number_in(request.GET.get("warehouse", "")) or places.values_list("pk", flat=True).first()
    )
    initial = {"warehouse": chosen, "on": today(), "token": uuid4().hex}
    return forms.HeadForm(initial=initial, user=request.user, kind=kind)


def _fresh_rows(request, kind: MovementKind) -> list:
    """Rows for the product or the fixed set that the address names."""
    asked = number_in(request.GET.get("product", "")) or number_in(request.GET.get("bundle", ""))
    product = visible_products(request.user).filter(pk=asked or 0).first()
    if product is None:
        return []
    if kind in MAKING and product.bundle_sort:
        try:
            lines = actions.lines_from_bundle(product, pieces=Decimal(1), by=request.user)
        except Refused as refusal:
            messages.warning(request, refusal.text(_))
            return []
        return [_row(line.product, line.quantity) for line in lines]
    return [_row(product, None)]


def _row(product, quantity):
    typed = dict.fromkeys(COLUMNS, "") | {"product": str(product.pk)}
    if quantity is not None:
        typed["quantity"] = f"{quantity.normalize():f}"
    return forms.Row(typed, product)


def _shown(request, kind: MovementKind, head, rows: list):
    is_bad = request.method == "POST"
    shown = {
        "price": kind.direction > 0, "batch": True,
        "status": kind.direction <= 0 and kind not in MAKING or kind in (
            MovementKind.SALES_RETURN_IN, MovementKind.EXCHANGE_IN, MovementKind.OTHER_IN),
        "to_status": kind is MovementKind.RESTATUS, "side": kind in MAKING,
        "expires_on": kind.direction > 0,
    }  # fmt: skip
    shown["price"] = shown["price"] and access.sees_cost(request.user)
    context = {
        "kind": kind, "kinds": BY_HAND, "form": head, "rows": forms.blank_rows(rows),
        "shown": shown, "statuses": StockStatus.choices(),
    }  # fmt: skip
    return page(request, "stock/entry.html", context, status=422 if is_bad else 200)
