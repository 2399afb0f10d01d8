"""Receiving, inspecting, and sending back."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kit.forms import attempt
from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, forms
from ..pages import RECEIPTS, RETURNS
from ..terms import ReceiptState
from .parts import about, done, fresh_word, reason_in, shown


@require_http_methods(["GET", "POST"])
def receive(request, pk: int):
    """What a supplier brought for an order, inspected at once or later."""
    orders = access.visible_orders(request.user).select_related("supplier")
    row = get_object_or_404(orders, pk=pk)
    require(access.may(request.user, "receive", row))
    lines = [n for n in row.lines.select_related("product") if n.facts.open > 0]
    initial = {"on": timezone.localdate(), "once": fresh_word()}
    form = forms.ReceiveForm(request.POST or None, user=request.user, lines=lines, initial=initial)
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and attempt(form, lambda: _receive(request, form, row)):
        return done(request, _("已登记：%s") % form.saved, form.saved)
    waiting = () if lines else row.receipts.filter(state=ReceiptState.WAITING)
    context = {"order": row, "lines": lines, "form": form, "waiting": waiting}
    status = 422 if request.method == "POST" else 200
    return page(request, "purchasing/receive.html", context, status=status)


def _receive(request, form, row) -> None:
    if form.cleaned_data["later"]:
        form.saved = actions.register(row, form.arrival(), by=request.user)
        return
    form.saved = actions.receive(row, form.arrival(), by=request.user, verdicts=form.verdicts())


@require_GET
def receipt(request, pk: int):
    row = _receipt(request, pk)
    lines = list(row.lines.select_related("product", "order_line"))
    form = forms.InspectForm(lines=lines) if row.state == "waiting" else None
    return _shown_receipt(request, row, lines, form)


def _shown_receipt(request, row, lines, form):
    context = about(
        RECEIPTS,
        request,
        row,
        lines=lines,
        form=form,
        returns=row.returns.all(),
        may={"receive": access.may(request.user, "receive", row)},
    )
    return shown(request, "purchasing/receipt.html", context, form=form)


@require_POST
def inspect(request, pk: int):
    row = _receipt(request, pk)
    require(access.may(request.user, "receive", row))
    lines = list(row.lines.select_related("product", "order_line"))
    form = forms.InspectForm(request.POST, lines=lines)
    if form.is_valid() and attempt(
        form, lambda: actions.inspect(row, form.verdicts(), by=request.user)
    ):
        return done(request, _("已检验入库。"), row)
    return _shown_receipt(request, row, lines, form)


@require_POST
def cancel_receipt(request, pk: int):
    row = _receipt(request, pk)
    require(access.may(request.user, "receive", row))
    actions.cancel_receipt(row, by=request.user, reason=reason_in(request))
    return done(request, _("已作废。"), row)


@require_http_methods(["GET", "POST"])
def return_goods(request, pk: int):
    """Goods of a receipt that go back."""
    row = _receipt(request, pk)
    require(access.may(request.user, "receive", row))
    lines = [n for n in row.lines.select_related("product") if n.accepted > n.returned]
    initial = {"on": timezone.localdate(), "once": fresh_word(), "way": "credit"}
    form = forms.ReturnForm(request.POST or None, lines=lines, initial=initial)

    def write():
        form.saved = actions.return_goods(row, form.going(), by=request.user)

    if request.method == "POST" and form.is_valid() and attempt(form, write):
        return done(request, _("已退货：%s") % form.saved, form.saved)
    context = {"receipt": row, "lines": lines, "form": form}
    status = 422 if request.method == "POST" else 200
    return page(request, "purchasing/return.html", context, status=status)


@require_GET
def goods_back(request, pk: int):
    """One return."""
    rows = access.visible_returns(request.user).select_related("supplier", "receipt", "returned_by")
    row = get_object_or_404(rows, pk=pk)
    lines = row.lines.select_related("product")
    return shown(request, "purchasing/returned.html", about(RETURNS, request, row, lines=lines))


def _receipt(request, pk: int):
    rows = access.visible_receipts(request.user).select_related(
        "supplier", "order", "warehouse", "registered_by", "inspected_by"
    )
    return get_object_or_404(rows, pk=pk)
