"""Register for a customer; what is done with one registration (B-11)."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.credit.terms import PayWay
from maizi.kit.forms import first_problem, taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Registration
from .parts import activity_for, registration_of


@require_http_methods(["GET", "POST"])
def register(request, pk: int):
    """Write a customer's registration down."""
    row = activity_for(request, pk, "register")
    given = request.POST if request.method == "POST" else None
    begun = {"customer": request.GET.get("customer")}
    form = forms.RegisterForm(given, user=request.user, initial=begun)
    if form.is_bound and taken(form, lambda: _registered(request, row, form)):
        return go(request, row.get_absolute_url())
    context = {"row": row, "form": form, "standing": queries.standing_of(row)}
    return page(request, "groupbuys/register.html", context, status=422 if form.errors else 200)


def _registered(request, row, form) -> None:
    made, token = actions.register(row, form.joining(), by=request.user)
    told = _("已登记，单价 %(price)s 元。给客户的页面：%(link)s")
    messages.success(request, told % {
        "price": f"{made.shown_yuan:.2f}", "link": _link(request, token)
    })  # fmt: skip


def _link(request, token: str) -> str:
    return request.build_absolute_uri(reverse("groupbuys:mine", args=[token]))


@require_GET
def registration(request, pk: int):
    """A registration is read on the page of its activity."""
    return go(request, registration_of(request, pk).get_absolute_url())


@require_POST
def registration_do(request, pk: int, verb: str):
    """Leave, stay, pay, get back, be matched, get a new link."""
    if verb not in VERBS:
        raise Http404
    row = registration_of(request, pk)
    messages.success(request, VERBS[verb](request, row))
    return go(request, row.activity.get_absolute_url())


def _withdrawn(request, row: Registration) -> str:
    runs = access.may(request.user, "change", row)
    require(runs or row.by_id == request.user.pk or _sells(request, row))
    reason = request.POST.get("reason", "")
    row = actions.withdraw(row, by=request.user, reason=reason, may_decide=runs)
    return _("已退出。") if row.state == "withdrawn" else _("已请活动负责人答复。")


def _stayed(request, row: Registration) -> str:
    require(access.may(request.user, "change", row))
    actions.keep_in(row, by=request.user, reason=request.POST.get("reason", ""))
    return _("已答复，登记仍然有效。")


def _renewed(request, row: Registration) -> str:
    require(access.may(request.user, "change", row) or _sells(request, row))
    token = actions.renew_link(row, by=request.user)
    return _("新的登记页面（以前的已失效）：%s") % _link(request, token)


def _sells(request, row: Registration) -> bool:
    own = row.customer is not None and row.customer.owner_id == request.user.pk
    return own and access.may(request.user, "register")


def _matched(request, row: Registration) -> str:
    require(access.may(request.user, "change", row))
    form = forms.MatchForm(request.POST, user=request.user)
    if not form.is_valid():
        raise first_problem(form)
    actions.match_customer(row, form.cleaned_data["customer"], by=request.user)
    return _("已对应到客户档案。")


def _paid(request, row: Registration) -> str:
    actions.take_deposit(row, **_money(request), by=request.user)
    return _("订金已入账，登记有效。")


def _refunded(request, row: Registration) -> str:
    actions.refund_deposit(row, **_money(request), by=request.user)
    return _("退款已入账。")


def _money(request) -> dict:
    require(access.may_refund(request.user))
    form = forms.MoneyForm(request.POST)
    if not form.is_valid():
        raise first_problem(form)
    return {"way": PayWay(form.cleaned_data["way"]), "on": form.cleaned_data["on"]}


VERBS = {
    "withdraw": _withdrawn, "stay": _stayed, "match": _matched, "deposit": _paid,
    "refund": _refunded, "link": _renewed,
}  # fmt: skip
