"""Purchase orders: typed, approved, sent, postponed, closed."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.approvals.queries import open_case
from maizi.catalog.access import visible_products
from maizi.kernel.ids import number_in
from maizi.kit.forms import attempt
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.search.queries import fitting

from .. import access, actions, forms, queries
from ..pages import ORDERS
from .parts import about, done, fresh_word, reason_in, shown, sound

BLANKS, MOST_OFFERED = 5, 20
HEAD = ("supplier", "expected_on", "terms_days", "due_from", "ship_to", "their_no", "note")


@require_GET
def order(request, pk: int):
    row = _row(request, pk)
    lines = list(row.lines.select_related("product", "request_line__request"))
    verbs = ("change", "receive")
    context = about(
        ORDERS, request, row, lines=lines, today=timezone.localdate(),
        is_open=any(line.facts.open > 0 for line in lines),
        case=open_case(row._meta.label_lower, row.pk), receipts=row.receipts.all(),
        may={verb: access.may(request.user, verb, row) for verb in verbs},
        postpone_form=forms.PostponeForm(),
    )  # fmt: skip
    return shown(request, "purchasing/order.html", context)


@require_http_methods(["GET", "POST"])
def edit_order(request, pk: int | None = None):
    """An order as a grid, by keyboard or from the clipboard."""
    row = _row(request, pk) if pk else None
    require(access.may(request.user, "add", row))
    form = forms.OrderForm(request.POST or None, user=request.user, initial=_initial(request, row))
    prices = access.writes_costs(request.user)
    supplier = form.cleaned_data.get("supplier") if form.is_bound and form.is_valid() else None
    lines = forms.Lines(request.user, request.POST, supplier=supplier, prices=prices)
    is_sound = request.method == "POST" and form.is_valid() and lines.is_valid
    if is_sound and attempt(form, lambda: _write(request, form, lines, row)):
        return done(request, _("已保存：%s") % form.saved, form.saved)
    return _grid(request, form, lines, row)


def _grid(request, form, lines, row):
    stored = row.lines.select_related("product") if row and request.method == "GET" else ()
    prices = lines.prices
    context = {
        "form": form, "row": row, "prices": prices, "blanks": range(BLANKS), "pages": ORDERS,
        "rows": lines.rows or queries.shown_lines(stored, with_prices=prices),
        "once": request.POST.get("once") or fresh_word(), "chosen": _chosen(request, form, row),
        "is_zero": getattr(getattr(form, "refusal", None), "code", "") == "zero",
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return page(request, "purchasing/order_edit.html", context, status=status)


def _chosen(request, form, row) -> list[tuple[str, str]]:
    """(id, name) of the supplier, for the chooser."""
    id_ = number_in(str(form["supplier"].value() or ""))
    rows = access.visible_suppliers(request.user).filter(pk=id_)
    return [(str(found.pk), found.name) for found in rows]


def _initial(request, row) -> dict:
    if row is None:
        return {"supplier": number_in(request.GET.get("supplier", ""))}
    return {name: getattr(row, name) for name in HEAD} | {"supplier": row.supplier_id}


def _write(request, form, lines, row) -> None:
    ids = [i for i in (number_in(r.request_line) for r in lines.rows) if i]
    asked = queries.request_lines(request.user, ids) if ids and row else {}
    once = "" if row else request.POST.get("once", "")[:40]
    draft = form.draft(lines.tied(asked), once=once)
    form.saved = actions.save_order(row, draft, by=request.user, leave=form.leave)
    if "submit" in request.POST:
        actions.submit_order(form.saved, by=request.user)


@require_POST
def submit_order(request, pk: int):
    row = _row(request, pk)
    require(access.may(request.user, "add", row))
    case = actions.submit_order(row, by=request.user, reason=reason_in(request))
    return done(request, _("已提交审批。") if case else _("金额在免审批范围内，已批准。"), row)


@require_POST
def place_order(request, pk: int):
    row = _row(request, pk)
    require(access.may(request.user, "add", row))
    actions.place_order(row, by=request.user)
    return done(request, _("已下单。"), row)


@require_POST
def reopen_draft(request, pk: int):
    row = _row(request, pk)
    require(access.may(request.user, "add", row))
    actions.reopen_draft(row, by=request.user)
    return done(request, _("已退回草稿。"), row)


@require_POST
def close_order(request, pk: int):
    row = _row(request, pk)
    require(access.may(request.user, "add", row))
    actions.close_order(row, by=request.user, reason=reason_in(request))
    return done(request, _("已结案。"), row)


@require_POST
def cancel_order(request, pk: int):
    row = _row(request, pk)
    require(access.may(request.user, "add", row))
    actions.cancel_order(row, by=request.user, reason=reason_in(request))
    return done(request, _("已作废。"), row)


@require_POST
def postpone(request, pk: int):
    """Another day for one line."""
    line = get_object_or_404(queries.lines_seen(request.user), pk=pk)
    require(access.may(request.user, "add", line.order))
    given = sound(forms.PostponeForm(request.POST)).cleaned_data
    actions.postpone(line, by=request.user, **given)
    return done(request, _("交期已改。"), request.POST.get("back") or line.order)


@require_GET
def late(request):
    """Goods that should have come, the latest first."""
    require(access.may(request.user, "view"))
    today = timezone.localdate()
    rows = list(queries.late_lines(request.user, today)[:301])
    context = {
        "rows": rows[:300], "has_more": len(rows) > 300, "today": today,
        "may_change": access.may(request.user, "add"), "back": reverse("purchasing:late"),
    }  # fmt: skip
    return page(request, "purchasing/late.html", context)


@require_GET
def lookup(request):
    """Products a typed word may mean, with the supplier's price: for the grid."""
    require(access.may_request(request.user, "add") or access.may(request.user, "add"))
    text = request.GET.get("q", "").strip()[:60]
    chosen = number_in(request.GET.get("supplier", ""))
    supplier = access.visible_suppliers(request.user).filter(pk=chosen).first()
    found = queries.found_products(request.user, [text], supplier)[text].products if text else ()
    if not found and text:
        ids = fitting("product", text, request.user)
        found = visible_products(request.user).filter(pk__in=ids)[:MOST_OFFERED]
    found = list(found)
    context = {
        "found": found, "supply": queries.supply_for(supplier, found),
        "sees_costs": access.sees_costs(request.user),
    }  # fmt: skip
    return page(request, "purchasing/lookup.html", context)


def _row(request, pk: int):
    rows = access.visible_orders(request.user).select_related("supplier", "buyer", "unit")
    return get_object_or_404(rows, pk=pk)
