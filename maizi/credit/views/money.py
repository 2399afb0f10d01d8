"""Money in, money out, opening balances, closing the books."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.customers.access import visible_customers
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..terms import EntryKind
from .parts import asked, given, seen_account


@require_GET
def receive(request):
    """Choose the customer whose money came in."""
    require(access.may(request.user, "receive"))
    id_ = number_in(request.GET.get("customer", ""))
    if id_ is None:
        return page(request, "credit/receive.html", {})
    customer = get_object_or_404(visible_customers(request.user), pk=id_)
    account = queries.account_of(customer)
    if account is None:
        return page(request, "credit/receive.html", {"customer": customer})
    return go(request, reverse("credit:receipt", args=[account.pk]))


@require_http_methods(["GET", "POST"])
def receipt(request, pk: int):
    """Money from a customer, and what it pays for."""
    row = seen_account(request, pk, "receive")
    bills = queries.open_debits(row)
    form = forms.ReceiptForm(given(request), initial={"on": timezone.localdate().isoformat()})
    shares = forms.SharesForm(given(request), ids=[bill.pk for bill in bills])

    def act(told: dict) -> str:
        sharing = told.pop("sharing")
        named = {"oldest": None, "none": {}, "named": shares.shares()}
        actions.post_receipt(row.customer, by=request.user, allocate_to=named[sharing], **told)
        return row.get_absolute_url()

    if form.is_bound and not shares.is_valid():
        form.add_error("sharing", _("有分配金额看不懂，请在表里改正。"))
    return asked(request, form, act, title=_("登记收款"), row=row, told=_("收款已登记。"),
                 items=bills, shares=shares, template="credit/receipt.html")  # fmt: skip


@require_http_methods(["GET", "POST"])
def refund(request, pk: int):
    """Money back to a customer."""
    row = seen_account(request, pk, "receive")
    initial = {"on": timezone.localdate().isoformat(), "amount_yuan": row.unapplied_yuan}

    def act(told: dict) -> str:
        actions.post_refund(row.customer, by=request.user, **told)
        return row.get_absolute_url()

    return asked(request, forms.RefundForm(given(request), initial=initial), act, row=row,
                 title=_("登记退款"), label=_("退款"), told=_("退款已登记。"))  # fmt: skip


@require_http_methods(["GET", "POST"])
def posting(request, pk: int):
    """What a customer owed before, or a correction."""
    row = seen_account(request, pk, "adjust")
    initial = {"on": timezone.localdate().isoformat()}

    def act(told: dict) -> str:
        is_opening = told.pop("kind") == EntryKind.OPENING
        post = actions.post_opening if is_opening else actions.post_adjustment
        post(row.customer, by=request.user, **told)
        return row.get_absolute_url()

    return asked(request, forms.PostingForm(given(request), initial=initial), act, row=row,
                 title=_("记期初或调整"), label=_("记账"), told=_("已记账。"))  # fmt: skip


@require_http_methods(["GET", "POST"])
def closing(request):
    """Close the ledger through a day."""
    require(access.may(request.user, "adjust"))

    def act(told: dict) -> str:
        actions.close_books(by=request.user, **told)
        return reverse("credit:closing")

    return asked(
        request, forms.ClosingForm(given(request)), act, title=_("关账"), label=_("关账"),
        told=_("关账日期已保存。"), closings=queries.closings(), template="credit/closing.html",
    )  # fmt: skip
