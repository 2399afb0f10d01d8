"""One entry: what it pays, what pays it, and posting it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, forms, queries
from ..pages import ENTRIES
from .parts import asked, given, seen_entry


@require_GET
def entries(request):
    """All entries: receipts first."""
    return list_page(request, ENTRIES)


@require_GET
def entry(request, pk: int):
    """One entry with everything that hangs on it."""
    row = seen_entry(request, pk)
    return page(request, "credit/entry.html", queries.entry_shown(request.user, row))


@require_http_methods(["GET", "POST"])
def allocate(request, pk: int):
    """Let what is left of a receipt pay for receivables."""
    row = seen_entry(request, pk, "receive")
    bills = queries.open_debits(row.account)
    shares = forms.SharesForm(given(request), ids=[bill.pk for bill in bills])

    def act(told: dict) -> str:
        done = shares.shares() or None
        actions.allocate(row, to=done, on=timezone.localdate(), by=request.user)
        return row.get_absolute_url()

    return asked(
        request, shares, act, title=_("核销应收"), row=row.account, entry=row, items=bills,
        shares=shares, left=queries.open_of(row), told=_("已核销。"),
        template="credit/allocate.html",
    )  # fmt: skip


@require_POST
def undo_allocation(request, pk: int):
    """Post an allocation back."""
    row = get_object_or_404(access.visible_allocations(request.user), pk=pk)
    require(access.may(request.user, "receive"))
    actions.undo_allocation(row, on=timezone.localdate(), by=request.user)
    messages.success(request, _("核销已撤销，两边恢复为未结。"))
    return go(request, row.credit.get_absolute_url())


@require_http_methods(["GET", "POST"])
def reverse(request, pk: int):
    """Post an entry back in full."""
    row = seen_entry(request, pk, "receive")
    initial = {"on": timezone.localdate().isoformat()}

    def act(told: dict) -> str:
        return actions.reverse(row, by=request.user, **told).get_absolute_url()

    return asked(
        request, forms.ReverseForm(given(request), initial=initial), act, title=_("冲销"),
        row=row.account, entry=row, label=_("冲销"), told=_("已冲销。"),
        note=_("原分录保留不动，另记一笔相反的分录；它的核销同时撤销。"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def ask_write_off(request, pk: int):
    """Ask to give a receivable up."""
    row = seen_entry(request, pk, "write_off")

    def act(told: dict) -> str:
        return actions.ask_write_off(row, by=request.user, **told).get_absolute_url()

    form = forms.WriteOffForm(given(request), initial={"amount_yuan": queries.open_of(row)})
    return asked(
        request, form, act, title=_("申请坏账核销"), row=row.account, entry=row,
        label=_("提交审批"), told=_("申请已提交，等待审批。"),
        note=_("批准以前不改动任何余额。"),
    )  # fmt: skip
