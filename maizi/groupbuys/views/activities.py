"""The board, one activity, its form, its verbs (B-11)."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.approvals.queries import open_case
from maizi.credit.terms import PayWay
from maizi.kernel.texts import N_
from maizi.kit.forms import attempt, form_for
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.purchasing.access import may as may_purchase

from .. import access, actions, forms, queries
from ..models import GroupBuy
from ..pages import GROUP_BUYS
from .parts import activity_for

DONE = {
    "submit": N_("已提交审批。"),
    "open": N_("已开始登记。把海报发给客户吧。"),
    "request": N_("已生成请购单草稿，请提交。"),
    "order": N_("已按成交单价生成销售订单草稿，请逐张提交。"),
    "settle": N_("已结清。"),
    "cancel": N_("已取消，登记已释放。"),
}


@require_GET
def board(request):
    """Today's activities, and what waits beside them."""
    require(access.may(request.user, "view"))
    context = {
        "found": queries.board_of(request.user, now=timezone.now()),
        "may_add": access.may(request.user, "add"), "today": timezone.localdate(),
    }  # fmt: skip
    return page(request, "groupbuys/board.html", context)


@require_GET
def activity(request, pk: int):
    """One activity: how it stands, who takes part, purchase and money."""
    row = activity_for(request, pk)
    user = request.user
    shown = queries.shown_to(user, row)
    context = {
        "row": row, "shown": shown, "ways": PayWay.choices(), "today": timezone.localdate(),
        "may_change": access.may(user, "change", row), "may_pay": access.may_refund(user),
        "may_register": access.may(user, "register") and queries.is_running(row),
        "may_request": may_purchase(user, "request"),
        "case": open_case(row._meta.label_lower, row.pk, subject=access.SUBJECT)
        if row.state == "pending" else None,
    }  # fmt: skip
    return page(request, "groupbuys/activity.html", context)


@require_http_methods(["GET", "POST"])
def activity_edit(request, pk: int | None = None):
    """Write an activity with its tiers."""
    row = activity_for(request, pk, "change") if pk else GroupBuy()
    require(bool(pk) or access.may(request.user, "add"))
    given = request.POST if request.method == "POST" else None
    names = GROUP_BUYS.fields
    form = form_for(GROUP_BUYS, user=request.user, row=row, names=names, given=given)
    tiers = forms.TiersForm(given, tiers=queries.tiers_of(row) if pk else ())
    if given is not None and form.is_valid() and tiers.is_valid():

        def write() -> None:
            actions.save_group_buy(form.instance, tiers.tiers(), by=request.user)

        if attempt(form, write):
            messages.success(request, _("已保存：%s") % form.instance)
            return go(request, form.instance.get_absolute_url())
    context = {"pages": GROUP_BUYS, "form": form, "tiers": tiers, "row": row if pk else None}
    status = 422 if form.errors or tiers.errors else 200
    return page(request, "groupbuys/edit.html", context, status=status)


@require_POST
def do(request, pk: int, verb: str):
    """One step of an activity: submit, open, request, order, settle, cancel."""
    if verb not in DONE:
        raise Http404
    row = activity_for(request, pk, "change")
    require(verb != "request" or may_purchase(request.user, "request"))
    address = row.get_absolute_url()
    if verb == "cancel":
        actions.cancel_activity(row, by=request.user, reason=request.POST.get("reason", ""))
    elif verb == "request":
        request_row = actions.request_purchase(row, by=request.user)
        address = reverse("purchasing:purchaserequest", args=[request_row.pk])
    else:
        act = {
            "submit": actions.submit_activity, "open": actions.open_activity,
            "order": actions.start_ordering, "settle": actions.settle_activity,
        }[verb]  # fmt: skip
        act(row, by=request.user)
    messages.success(request, _(DONE[verb]))
    return go(request, address)
