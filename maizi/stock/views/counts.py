"""Stock counts: start, write down what is found, hand in."""

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, forms, queries
from ..pages import COUNTS
from .parts import attempt, links_for, told

BESIDE_THE_LIST = ((gettext_lazy("开始盘点"), "plus", "stock:count_new", (), "count"),)


@require_GET
def counts(request):
    """Every count, latest first."""
    links = links_for(request.user, BESIDE_THE_LIST)
    return list_page(request, COUNTS, list_actions=links)


@require_http_methods(["GET", "POST"])
def start_count(request):
    """Freeze what the books say."""
    require(access.may(request.user, "count"))
    form = forms.CountForm(request.POST or None, user=request.user)
    made = []

    def start():
        given = form.cleaned_data
        made.append(actions.start_count(given.pop("warehouse"), by=request.user, **given))

    if request.method == "POST" and attempt(form, start):
        return go(request, made[0].get_absolute_url())
    status = 422 if request.method == "POST" else 200
    return page(request, "stock/count_new.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def count(request, pk: int):
    """One count: its lines, and what is found at them."""
    row = _count(request, pk)
    if request.method == "GET":
        return page(request, "stock/count.html", _context(request, row))
    require(access.may(request.user, "count", row))
    problem, typed = "", _typed(request.POST)
    try:
        done = actions.note_found(row, found=_found(typed), by=request.user)
        messages.success(request, _("已记下 %d 行。") % done)
        return go(request, row.get_absolute_url())
    except Refused as refusal:
        problem = refusal.text(_)
    context = _context(request, row, typed) | {"problem": problem}
    return page(request, "stock/count.html", context, status=422)


@require_POST
def add_count_line(request, pk: int):
    """Goods that the books do not know."""
    row = _count(request, pk)
    require(access.may(request.user, "count", row))
    form = forms.CountLineForm(request.POST, user=request.user, warehouse=row.warehouse)

    def add():
        given = form.cleaned_data
        given["status"] = given["status"] or "good"
        actions.add_line(row, by=request.user, **given)

    told(request, form, add, _("已加入盘点单，请填写实盘数量。"))
    return go(request, row.get_absolute_url())


@require_POST
def submit_count(request, pk: int):
    """Hand in: differences go to approval."""
    row = _count(request, pk)
    require(access.may(request.user, "count", row))
    row = actions.submit_count(row, by=request.user, reason=request.POST.get("reason", ""))
    waits = row.state == "asked"
    messages.success(request, _("已提交，等待审批。") if waits else _("盘点已入账。"))
    return go(request, row.get_absolute_url())


@require_POST
def cancel_count(request, pk: int):
    """Give a count up."""
    row = _count(request, pk)
    require(access.may(request.user, "count", row))
    actions.cancel_count(row, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("盘点已取消，库存没有变化。"))
    return go(request, row.get_absolute_url())


@require_POST
def resume_count(request, pk: int):
    """Go on after a refusal."""
    row = _count(request, pk)
    require(access.may(request.user, "count", row))
    actions.resume_count(row, by=request.user)
    messages.success(request, _("可以继续盘点了。"))
    return go(request, row.get_absolute_url())


@require_GET
def print_count(request, pk: int):
    """The sheet to walk through the shelves with."""
    row = _count(request, pk)
    record(row, verb=Verb.PRINT, by=request.user)
    return page(request, "stock/print_count.html", _context(request, row))


def _count(request, pk: int):
    rows = access.visible_counts(request.user)
    related = ("warehouse", "category", "created_by", "gain", "loss")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def _context(request, row, typed: dict | None = None) -> dict:
    lines = queries.count_lines(row, only=request.GET.get("only", ""))
    is_open = row.state == "open"
    return {
        "row": row, "lines": lines, "typed": typed or {}, "totals": queries.count_totals(row),
        "may_count": is_open and access.may(request.user, "count", row),
        "may_resume": row.state == "asked" and access.may(request.user, "count", row)
        and not queries.is_asked(row),
        "sees_book": not (row.is_blind and is_open), "sees_cost": access.sees_cost(request.user),
        "only": request.GET.get("only", ""),
        "line_form": forms.CountLineForm(user=request.user, warehouse=row.warehouse),
    }  # fmt: skip


def _typed(post) -> dict[int, dict]:
    found = {}
    for key in post:
        name, dash, id_ = key.partition("-")
        if name in ("found", "serials", "note") and dash and number_in(id_):
            found.setdefault(int(id_), {})[name] = post[key][:8000]
    return found


def _found(typed: dict[int, dict]) -> dict:
    return {
        id_: actions.Found(
            _quantity(values.get("found", "")), tuple(values.get("serials", "").split()),
            values.get("note", ""),
        )
        for id_, values in typed.items()
    }  # fmt: skip


def _quantity(text: str) -> Decimal | None:
    text = text.replace(",", "").strip()
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        number = Decimal("NaN")
    if number is not None and (not number.is_finite() or abs(number) > 10**10):
        raise Refused(_("实盘数量“%s”不是数字。") % text[:20])
    return number
