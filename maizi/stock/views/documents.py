"""Documents: the list, one of them, its print, taking it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, queries
from ..pages import DOCUMENTS
from ..terms import MovementKind
from .parts import links_for

BESIDE_THE_LIST = (
    (gettext_lazy("其他入库"), "plus", "stock:entry", ("other_in",), "post"),
    (gettext_lazy("其他出库"), "plus", "stock:entry", ("other_out",), "post"),
    (gettext_lazy("调拨"), "transfer", "stock:entry", ("transfer",), "post"),
    (gettext_lazy("组装"), "package", "stock:entry", ("assembly",), "post"),
    (gettext_lazy("结账"), "lock", "stock:closing", (), "close"),
)


@require_GET
def documents(request):
    """Every document, latest first."""
    links = links_for(request.user, BESIDE_THE_LIST)
    return list_page(request, DOCUMENTS, list_actions=links)


@require_GET
def document(request, pk: int):
    """One document with its lines."""
    context = _context(request, pk)
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"stock/document.html{part}", context)


@require_GET
def print_document(request, pk: int):
    """A document on paper, with places to sign."""
    context = _context(request, pk)
    record(context["row"], verb=Verb.PRINT, by=request.user)
    return page(request, "stock/print_document.html", context)


@require_POST
def reverse(request, pk: int):
    """Take a document back by its opposite."""
    row = get_object_or_404(access.visible_documents(request.user), pk=pk)
    require(access.may(request.user, "reverse", row))
    made = actions.reverse(row, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("已冲销，冲销单是 %s。") % made.no)
    return go(request, made.get_absolute_url())


def _context(request, pk: int) -> dict:
    rows = access.visible_documents(request.user).select_related(
        "warehouse", "other", "created_by", "reverses", "reversed_by"
    )
    row = get_object_or_404(rows, pk=pk)
    lines = queries.lines_of(row)
    kind = MovementKind(row.kind)
    if kind in (MovementKind.TRANSFER, MovementKind.RESTATUS):
        shown = [line for line in lines if line.quantity < 0]
        arrived = {line.link_id: line for line in lines if line.link_id}
    else:
        shown, arrived = lines, {}
    may_reverse = access.may(request.user, "reverse") and row.reverses_id is None
    return {
        "row": row, "lines": shown, "arrived": arrived, "kind": kind,
        "worth": sum(line.value_yuan for line in shown),
        "sees_cost": access.sees_cost(request.user),
        "may_reverse": may_reverse and not hasattr(row, "reversed_by"),
    }  # fmt: skip
