"""Accounts of customers: what they owe, what was agreed, a hold."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.customers.access import visible_customers
from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, forms, queries
from ..pages import ACCOUNTS
from .parts import asked, day_in, given, seen_account

USUAL_DAYS = timedelta(days=90)
BESIDE_THE_LIST = (
    (gettext_lazy("账龄分析"), "chart-bar", "credit:ageing", "view"),
    (gettext_lazy("催收名单"), "phone", "credit:dunning", "view"),
    (gettext_lazy("登记收款"), "coin-yuan", "credit:receive", "receive"),
    (gettext_lazy("导入"), "upload", "credit:imports", "import"),
    (gettext_lazy("关账"), "lock", "credit:closing", "adjust"),
)


@require_GET
def accounts(request):
    """The list, with the ways to reports and to what finance does."""
    links = [
        {"label": label, "icon": icon, "url": reverse(url)}
        for label, icon, url, verb in BESIDE_THE_LIST if access.may(request.user, verb)
    ]  # fmt: skip
    return list_page(request, ACCOUNTS, list_actions=links)


@require_GET
def account(request, pk: int):
    """One account: figures, ages, what is open, the ledger of a period."""
    row, today = seen_account(request, pk), timezone.localdate()
    from_on, to_on = day_in(request, "from", today - USUAL_DAYS), day_in(request, "to", today)
    context = queries.account_shown(request.user, row, today) | {
        "row": row,
        "period": queries.statement(row, min(from_on, to_on), to_on),
        "pages": ACCOUNTS,
    }
    return page(request, "credit/account.html", context)


@require_http_methods(["GET", "POST"])
def agree(request, pk: int):
    """Limit and terms, by hand."""
    row = seen_account(request, pk, "limits")
    names = ("limit_yuan", "terms_days", "grace_days", "note")
    form = forms.AgreeForm(given(request), initial={name: getattr(row, name) for name in names})

    def act(told: dict) -> str:
        reason = told.pop("reason")
        actions.agree(row.customer, actions.Agreed(**told), reason=reason, by=request.user)
        return row.get_absolute_url()

    return asked(request, form, act, title=_("额度与账期"), row=row, label=_("保存"),
                 told=_("额度与账期已保存。"))  # fmt: skip


@require_http_methods(["GET", "POST"])
def hold(request, pk: int):
    """Stop new credit, with a reason."""
    row = seen_account(request, pk, "hold")

    def act(told: dict) -> str:
        actions.hold(row, by=request.user, **told)
        return row.get_absolute_url()

    return asked(
        request, forms.ReasonForm(given(request)), act, title=_("冻结信用"), row=row,
        label=_("冻结"), told=_("信用已冻结。"),
        note=_("冻结以后不能再赊销；已批准的订单不受影响，款到发货的订单照常通过。"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def dun(request, pk: int):
    """Write the letter that is due now."""
    row = seen_account(request, pk, "dun")
    try:
        level, words = queries.draft_of(row, timezone.localdate())
    except Refused as refusal:
        messages.error(request, refusal.text(_))
        return go(request, row.get_absolute_url())

    def act(told: dict) -> str:
        actions.send_letter(row, by=request.user, **told)
        return row.get_absolute_url()

    form = forms.LetterForm(given(request), initial={"text": words.text(_)})
    return asked(request, form, act, title=level.label, row=row, label=_("记为已发出"),
                 told=_("催款函已记录，相关的人已收到通知。"),
                 note=_("请把内容发给客户，再在这里记为已发出。"))  # fmt: skip


@require_POST
def unhold(request, pk: int):
    row = seen_account(request, pk, "hold")
    actions.unhold(row, by=request.user)
    messages.success(request, _("信用已解冻。"))
    return go(request, row.get_absolute_url())


@require_POST
def open_account(request, pk: int):
    """Open the account of a customer, to agree on a limit or to post what he owed before."""
    customer = get_object_or_404(visible_customers(request.user), pk=pk)
    require(access.may(request.user, "limits") or access.may(request.user, "receive"))
    return go(request, actions.open_account(customer, by=request.user).get_absolute_url())
