"""Purchase requests: written, submitted, made into orders."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.approvals.queries import open_case
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.forms import attempt
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..pages import REQUESTS
from .parts import about, done, reason_in, shown

BLANKS = 5


@require_GET
def request_shown(request, pk: int):
    row = _row(request, pk)
    lines = row.lines.select_related("product", "supplier").prefetch_related("order_lines__order")
    verbs = ("change", "submit", "cancel", "order")
    context = about(
        REQUESTS, request, row, lines=lines, case=open_case(row._meta.label_lower, row.pk),
        may={v: access.may_request(request.user, v, row) for v in verbs},
    )  # fmt: skip
    return shown(request, "purchasing/request.html", context)


@require_http_methods(["GET", "POST"])
def edit_request(request, pk: int | None = None):
    """A request as a grid; sent with “submit” it goes on to approval at once."""
    row = _row(request, pk) if pk else None
    require(access.may_request(request.user, "change" if row else "add", row))
    form = forms.RequestForm(request.POST or None, initial=_initial(row))
    lines = forms.Lines(request.user, request.POST, prices=False)
    is_sound = request.method == "POST" and form.is_valid() and lines.is_valid
    if is_sound and attempt(form, lambda: _write(request, form, lines, row)):
        return done(request, _("已保存：%s") % form.saved, form.saved)
    stored = row.lines.select_related("product") if row and request.method == "GET" else ()
    context = {
        "form": form, "row": row, "prices": False, "blanks": range(BLANKS), "pages": REQUESTS,
        "rows": lines.rows or queries.shown_lines(stored, with_prices=False),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return page(request, "purchasing/request_edit.html", context, status=status)


def _write(request, form, lines, row) -> None:
    form.saved = actions.save_request(row, form.draft(lines.lines), by=request.user)
    if "submit" in request.POST:
        actions.submit_request(form.saved, by=request.user)


def _initial(row) -> dict:
    return {"reason": row.reason, "needed_on": row.needed_on} if row else {}


@require_POST
def submit_request(request, pk: int):
    row = _row(request, pk)
    require(access.may_request(request.user, "submit", row))
    case = actions.submit_request(row, by=request.user)
    return done(request, _("已提交审批。") if case else _("金额在免审批范围内，已批准。"), row)


@require_POST
def cancel_request(request, pk: int):
    row = _row(request, pk)
    is_buyer = access.may_request(request.user, "order", row)
    require(is_buyer or access.may_request(request.user, "cancel", row))
    actions.cancel_request(row, by=request.user, reason=reason_in(request))
    return done(request, _("已作废。"), row)


@require_POST
def order_request(request, pk: int):
    """Orders of what this request asks for."""
    row = _row(request, pk)
    require(access.may_request(request.user, "order", row))
    return _ordered(request, [row])


@require_POST
def order_chosen(request):
    """From the list: orders of what the ticked requests ask for, one for each supplier."""
    require(access.may_request(request.user, "order"))
    ids = [i for i in map(number_in, request.POST.getlist("pk")[:200]) if i]
    rows = list(access.visible_requests(request.user).filter(pk__in=ids))
    if not rows:
        raise Refused(_("还没有选中任何请购单。请先勾选。"))
    return _ordered(request, rows)


def _ordered(request, rows):
    chosen = number_in(request.POST.get("supplier", ""))
    suppliers = access.visible_suppliers(request.user)
    supplier = get_object_or_404(suppliers, pk=chosen) if chosen else None
    made = actions.order_requests(rows, by=request.user, supplier=supplier)
    messages.success(request, ngettext("已生成 %d 张采购订单草稿。", "已生成 %d 张采购订单草稿。",
                                       len(made)) % len(made))  # fmt: skip
    where = made[0].get_absolute_url() if len(made) == 1 else reverse(
        "purchasing:purchaseorder_list"
    )  # fmt: skip
    return go(request, where)


def _row(request, pk: int):
    rows = access.visible_requests(request.user).select_related("applicant", "unit")
    return get_object_or_404(rows, pk=pk)
