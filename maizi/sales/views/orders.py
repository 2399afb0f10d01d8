"""The list of orders, one order, its steps; what begins a delivery, an invoice, a return."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.customers.access import visible_customers
from maizi.fields.queries import parameter
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, forms
from ..actions.deliveries import left_to_pick
from ..actions.invoices import usual_buyer
from ..models import Order
from ..pages import ORDERS
from ..queries.shown import returnable
from ..rules.progress import Counted, invoiceable
from .order_page import moves_of, order_context
from .parts import new_page, said

# verb -> (the right it needs, what it does, what is said after it)
VERBS: dict[str, tuple[str, Callable, str]] = {
    "submit": (
        "add", lambda row, r: actions.submit_order(row, by=r.user, reason=said(r)), "",
    ),
    "take_back": (
        "add", lambda row, r: actions.take_back_order(row, by=r.user),
        gettext_lazy("已撤回，订单又是草稿。"),
    ),
    "cancel": (
        "add", lambda row, r: actions.cancel_order(row, by=r.user, reason=said(r)),
        gettext_lazy("订单已取消，占用的信用和库存已释放。"),
    ),
    "close": (
        "close", lambda row, r: actions.close_short(row, by=r.user, reason=said(r)),
        gettext_lazy("订单已短交关闭，余下占用的信用和库存已释放。"),
    ),
    "reopen": (
        "close", lambda row, r: actions.reopen_order(row, by=r.user, reason=said(r)),
        gettext_lazy("订单已重新打开。"),
    ),
    "set_apart": (
        "add", lambda row, r: actions.set_goods_apart(row, by=r.user),
        gettext_lazy("已按现有库存补充预留。"),
    ),
    "link": (
        "add", lambda row, r: actions.renew_link(row, by=r.user),
        gettext_lazy("链接已更换，以前的打不开了。"),
    ),
}  # fmt: skip
AFTER_SUBMIT = {
    "waiting": gettext_lazy("订单已提交，等待审批：看“审批”里的原因和经办人。"),
    "confirmed": gettext_lazy("订单已确认，信用和库存已占用。"),
}


@require_GET
def orders(request):
    """The list, with the way to bring orders in from sheets."""
    links = []
    if access.may(request.user, "import"):
        links = [{"label": _("导入"), "icon": "file-import", "url": reverse("sales:imports")}]
    return list_page(request, ORDERS, list_actions=links)


@require_GET
def order(request, pk: int):
    row = _order(request, pk)
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"sales/order.html{part}", order_context(request.user, row))


@require_http_methods(["GET", "POST"])
def order_new(request):
    """A new order, for a customer whose page one comes from or any; sent to its usual address."""
    id_ = number_in(request.GET.get("customer", ""))
    seen = visible_customers(request.user).filter(pk=id_).first() if id_ else None
    return new_page(request, ORDERS, Order(customer_id=seen and seen.pk))


@require_POST
def order_act(request, pk: int, verb: str):
    """One step of an order."""
    row = _order(request, pk)
    if verb not in VERBS:
        raise Http404
    right, act, told = VERBS[verb]
    require(access.may(request.user, right, row))
    act(row, request)
    row.refresh_from_db()
    messages.success(request, told or AFTER_SUBMIT.get(row.state, ""))
    return go(request, row.get_absolute_url())


@require_http_methods(["GET", "POST"])
def deliver(request, pk: int):
    """Begin a delivery: all that is open, or less."""
    row = _order(request, pk)
    require(access.may_deliver(request.user, "change"))
    form = forms.PiecesForm(request.POST or None, lines=_lines(row), left=left_to_pick(row))
    choice = form.fields["warehouse"] = forms.warehouse_choice(request.user)
    choice.initial = row.warehouse_id
    made = []

    def write() -> None:
        place = {"warehouse": form.cleaned_data["warehouse"]} if form.cleaned_data[
            "warehouse"] else {}  # fmt: skip
        made.append(actions.start_delivery(row, by=request.user, pieces=form.pieces, **place))

    if request.method == "POST" and taken(form, write):
        messages.success(request, _("发货单 %s 已生成，可以配货了。") % made[0].no)
        return go(request, made[0].get_absolute_url())
    return _pieces_page(request, row=row, form=form, title=_("发货"), more=["warehouse"])


@require_http_methods(["GET", "POST"])
def bill(request, pk: int):
    """Ask for an invoice over what may be invoiced, or less."""
    row = _order(request, pk)
    require(moves_of(request.user, row)["invoice"] or access.may_invoice(request.user, "issue"))
    is_ahead, lines = bool(parameter("invoice.ahead")), _lines(row)
    left = {x.pk: invoiceable(Counted(x.quantity, x.delivered, x.returned, x.invoiced),
                              is_ahead=is_ahead) for x in lines}  # fmt: skip
    form = forms.BillForm(request.POST or None, lines=lines, left=left, initial=usual_buyer(row))
    made = []

    def write() -> None:
        made.append(actions.draft_invoice(row, by=request.user, pieces=form.pieces, **form.buyer))

    if request.method == "POST" and taken(form, write):
        messages.success(request, _("开票申请 %s 已登记，等财务开具。") % made[0].no)
        return go(request, made[0].get_absolute_url())
    return _pieces_page(request, row=row, form=form, title=_("开票"), more=forms.BillForm.BUYER)


@require_http_methods(["GET", "POST"])
def take_back(request, pk: int):
    """Note that a customer wants to return or exchange something."""
    row = _order(request, pk)
    require(access.may_return(request.user, "add"))
    lines = _lines(row)
    left = {line.pk: returnable(line) for line in lines}
    form = forms.ReturnForm(request.POST or None, lines=lines, left=left)
    made = []

    def write() -> None:
        given = {name: form.cleaned_data[name] for name in ("sort", "reason", "told")}
        made.append(actions.ask_return(row, by=request.user, pieces=form.pieces, **given))

    if request.method == "POST" and taken(form, write):
        messages.success(request, _("退换货 %s 已登记。") % made[0].no)
        return go(request, made[0].get_absolute_url())
    return _pieces_page(
        request, row=row, form=form, title=_("退换货"), more=["sort", "reason", "told"]
    )


def _pieces_page(request, *, row: Order, form, title: str, more=()):
    context = {"row": row, "form": form, "title": title, "more": [form[name] for name in more]}
    return page(request, "sales/pieces.html", context, status=422 if form.errors else 200)


def _lines(row: Order) -> list:
    return list(row.lines.select_related("product"))


def _order(request, pk: int) -> Order:
    rows = access.visible_orders(request.user)
    return get_object_or_404(
        rows.select_related("customer", "owner", "quote", "warehouse"), pk=pk
    )  # fmt: skip
