"""Returns and exchanges: the list, one of them, its steps."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.catalog.terms import Tracking
from maizi.credit.terms import PayWay
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import Return
from ..pages import RETURNS
from ..rules.moves import RETURN, may_move
from ..terms import ReturnSort, ReturnState
from .deliveries import numbers_typed
from .parts import said

RIGHTS = {"submit": "add", "cancel": "add", "receive": "settle"}


@require_GET
def returns(request):
    return list_page(request, RETURNS)


@require_GET
def return_(request, pk: int):
    row = _return(request, pk)
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"sales/return.html{part}", _context(request.user, row))


@require_POST
def return_act(request, pk: int, verb: str):
    """Submit, cancel, or take the goods in."""
    row = _return(request, pk)
    if verb not in RIGHTS:
        raise Http404
    require(access.may_return(request.user, RIGHTS[verb], row))
    if verb == "submit":
        actions.submit_return(row, by=request.user)
    elif verb == "cancel":
        actions.cancel_return(row, by=request.user, reason=said(request))
    else:
        _receive(request, row)
    messages.success(request, _("已记下。"))
    return go(request, row.get_absolute_url())


@require_POST
def return_settle(request, pk: int):
    """Red invoices and money back, or goods in exchange."""
    row = _return(request, pk)
    require(access.may_return(request.user, "settle", row))
    if row.sort == ReturnSort.EXCHANGE:
        pieces = numbers_typed(request.POST, row.lines.all())
        actions.settle_exchange(row, by=request.user, pieces=pieces)
    else:
        form = forms.SettleForm(request.POST, plan=queries.reds_for(row))
        if not taken(form, lambda: _settle(request, row, form)):
            context = _context(request.user, row, form)
            return page(request, "sales/return.html", context, status=422)
    messages.success(request, _("退换货已办结。"))
    return go(request, row.get_absolute_url())


def _settle(request, row: Return, form) -> None:
    way = form.cleaned_data["refund_by"]
    actions.settle_return(
        row, by=request.user, reds=form.reds, refund_by=PayWay(way) if way else None
    )


def _receive(request, row: Return) -> None:
    asked = number_in(request.POST.get("warehouse", ""))
    place = forms.warehouse_choice(request.user).queryset.filter(pk=asked).first()
    pieces = numbers_typed(request.POST, row.lines.all())
    actions.receive_return(row, by=request.user, warehouse=place, pieces=pieces)


def _context(user, row: Return, form=None) -> dict:
    lines = list(row.lines.select_related("line", "line__product"))
    may = {verb: access.may_return(user, verb, row) for verb in ("add", "settle")}
    is_open = row.state == ReturnState.RECEIVED and row.sort == ReturnSort.RETURN
    if form is None and is_open and may["settle"]:
        plan = queries.reds_for(row)
        form = forms.SettleForm(plan=plan, initial={"on": timezone.localdate()})
    rights = {"receive": may["settle"], "settle": may["settle"]}
    return detail_context(RETURNS, user, row) | {
        "lines": lines,
        "form": form,
        "places": forms.warehouse_choice(user).queryset,
        "moves": {
            verb: rights.get(verb, may["add"]) and may_move(RETURN, row.state, verb)
            for verb in RETURN
        },
        "is_tracked": any(one.line.product.tracking != Tracking.NONE for one in lines),
        "case": queries.case_about(user, row),
    }


def _return(request, pk: int) -> Return:
    rows = access.visible_returns(request.user)
    return get_object_or_404(rows.select_related("order", "customer", "warehouse"), pk=pk)
