"""Agreements with their obligations, and the gift register."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import Agreement, Obligation
from ..pages import AGREEMENTS, GIFTS
from ..terms.accounts import AgreementState
from .parts import begun, customer_of, posted, said

APPROVING = (AgreementState.APPROVED, AgreementState.TERMINATED)
LABELS = {
    AgreementState.APPROVED: gettext_lazy("批准"), AgreementState.SIGNED: gettext_lazy("登记签署"),
    AgreementState.TERMINATED: gettext_lazy("终止"),
}  # fmt: skip


def _agreement(request, pk: int, verb: str = "view") -> Agreement:
    rows = access.visible_agreements(request.user)
    row = get_object_or_404(rows.select_related("customer", "owner", "opportunity"), pk=pk)
    require(access.may_agreement(request.user, verb, row))
    return row


@require_http_methods(["GET", "POST"])
def agreement_new(request):
    """The form of an agreement, begun for the opportunity or customer whose page sent here."""
    user = request.user
    require(access.may_agreement(user, "add"))
    row = Agreement(owner=user, customer=customer_of(request))
    asked = number_in(request.GET.get("opportunity", "")) or 0
    deal = access.visible_opportunities(user).select_related("customer").filter(pk=asked).first()
    if deal is not None:
        row.customer, row.opportunity, row.name = deal.customer, deal, deal.name
        row.volume_yuan = deal.amount_yuan
    return begun(request, AGREEMENTS, row)


@require_GET
def agreement(request, pk: int):
    """One agreement: terms, state, obligations."""
    return _shown(request, _agreement(request, pk), forms.ObligationForm())


def _shown(request, row: Agreement, form):
    kept, obligations = queries.fulfilment_of(row)
    context = detail_context(AGREEMENTS, request.user, row) | {
        "obligations": obligations, "kept": kept, "form": form,
        "may_approve": access.may_agreement(request.user, "approve", row),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return page(request, "development/agreement.html", context, status=status)


@require_http_methods(["GET", "POST"])
def turn(request, pk: int, state: str):
    """Approve, sign, terminate."""
    known = {one.value: one for one in LABELS}
    if state not in known:
        raise Refused(_("没有这种状态。"))
    to = known[state]
    row = _agreement(request, pk, "approve" if to in APPROVING else "change")
    form = forms.TurnForm(posted(request))

    def write():
        given = form.cleaned_data
        actions.turn_agreement(row, to=to, by=request.user, reason=given["reason"], on=given["on"])

    if request.method == "POST" and taken(form, write):
        said(request, _("协议已更新。"))
        return go(request, row.get_absolute_url())
    context = {"row": row, "form": form, "title": _("协议：%s") % LABELS[to],
               "label": LABELS[to]}  # fmt: skip
    return page(request, "development/form.html", context, status=422 if form.errors else 200)


@require_POST
def oblige(request, pk: int):
    row = _agreement(request, pk, "change")
    form = forms.ObligationForm(request.POST)
    if taken(form, lambda: actions.oblige(
        Obligation(agreement=row, **form.cleaned_data), by=request.user)):  # fmt: skip
        said(request, _("义务已记下。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, form)


@require_POST
def fulfil(request, pk: int):
    rows = access.visible_obligations(request.user).select_related("agreement")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_agreement(request.user, "change", row.agreement))
    actions.fulfil(row, by=request.user, note=request.POST.get("note", "")[:200])
    said(request, _("已登记履行。"))
    return go(request, row.agreement.get_absolute_url())


@require_GET
def gift(request, pk: int):
    """One gift, and the decision about it."""
    rows = access.visible_gifts(request.user).select_related("customer", "by", "approver")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_gift(request.user, "view", row))
    is_mine = row.by_id == request.user.pk
    context = detail_context(GIFTS, request.user, row) | {
        "may_decide": row.state == "asked" and not is_mine
        and access.may_gift(request.user, "approve", row),
    }  # fmt: skip
    return page(request, "development/gift.html", context)


@require_POST
def gift_decide(request, pk: int):
    row = get_object_or_404(access.visible_gifts(request.user), pk=pk)
    require(access.may_gift(request.user, "approve", row))
    is_approved = request.POST.get("answer") == "yes"
    actions.decide_gift(row, is_approved=is_approved, by=request.user)
    said(request, _("已批准。") if is_approved else _("已记下不批准。"))
    return go(request, row.get_absolute_url())
