"""The things of one hand-over: a list per kind, and one thing with its note."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from maizi.accounts.access import Holding, holdings
from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import HandOver, Piece
from ..terms import State, Step

PAGE = 100


@require_http_methods(["GET", "POST"])
def pieces(request, pk: int, holding: str):
    """Everything of one kind; ticked things get a successor, or end."""
    rows = access.visible_hand_overs(request.user).select_related("person__unit")
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, "list", row))
    kind = next((one for one in holdings() if one.code == holding), None)
    if kind is None:
        raise Http404
    if request.method == "POST":
        return _changed(request, row)
    start = _start(request)
    shown = list(_listed(request, row, kind)[start : start + PAGE + 1])
    context = {
        "row": row, "kind": kind, "lines": queries.lines_of(request.user, shown[:PAGE]),
        "step": Step, "more": start + PAGE if len(shown) > PAGE else 0, "start": start,
        "may_manage": access.may(request.user, "manage", row) and row.state == State.OPEN,
        "form": forms.ArrangeForm(request.user, row),
    }  # fmt: skip
    return page(request, "care/pieces.html", context)


def _listed(request, row: HandOver, kind: Holding):
    found = row.pieces.filter(holding=kind.code).select_related("taker")
    found = found.order_by(*queries.WAITING_FIRST)
    return found.filter(moved_at=None) if request.GET.get("left") else found


def _start(request) -> int:
    place = request.GET.get("from", "")
    return int(place) if place.isascii() and place.isdigit() and len(place) < 7 else 0


def _changed(request, row: HandOver):
    require(access.may(request.user, "manage", row))
    ids = [i for i in request.POST.getlist("pk") if i.isascii() and i.isdigit() and len(i) < 20]
    if not ids:
        raise Refused(_("还没有选中任何一项。请先勾选。"))
    if request.POST.get("act") == "end":
        count = actions.end_pieces(row, ids, by=request.user)
        messages.success(request, ngettext("已结束 %d 项。", "已结束 %d 项。", count) % count)
        return go(request, request.get_full_path())
    asked = request.POST.get("taker", "")
    people = forms.takers(request.user)
    taker = people.filter(pk=asked).first() if asked.isdigit() and len(asked) < 20 else None
    if taker is None:
        raise Refused(_("请选一位接手人。"), field="taker")
    count = actions.choose(row, ids, taker=taker, by=request.user)
    told = ngettext("%(n)d 项由 %(who)s 接手。", "%(n)d 项由 %(who)s 接手。", count)
    messages.success(request, told % {"n": count, "who": taker})
    return go(request, request.get_full_path())


@require_http_methods(["GET", "POST"])
def piece(request, pk: int):
    """One thing: its note, and both confirmations."""
    rows = access.visible_pieces(request.user).select_related("hand_over__person__unit", "taker")
    row = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        return _acted(request, row)
    (line,) = queries.lines_of(request.user, [row])
    context = {
        "line": line, "row": row, "hand_over": row.hand_over, "step": Step,
        "is_open": row.hand_over.state == State.OPEN and row.moved_at is None,
        "may_give": access.may(request.user, "give", row.hand_over),
        "may_take": access.may_take(request.user, row),
        "may_list": access.may(request.user, "list", row.hand_over),
    }  # fmt: skip
    return page(request, "care/piece.html", context)


def _acted(request, row: Piece):
    act = request.POST.get("act", "")
    if act == "take":
        require(access.may_take(request.user, row))
        actions.confirm_taken(row, by=request.user)
        messages.success(request, _("已确认接手。"))
        return go(request, request.path)
    require(access.may(request.user, "give", row.hand_over))
    if act in ("note", "give"):
        row = actions.write_note(row, request.POST.get("note", "")[:5000], by=request.user)
        messages.success(request, _("说明已保存。"))
    if act == "give":
        actions.confirm_given(row, by=request.user)
        messages.success(request, _("已确认移交。"))
    return go(request, request.path)
