"""The register of invoices: the list, one of them, issue, take back in red, give up."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kit.forms import taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms
from ..models import Invoice
from ..pages import INVOICES
from ..terms import InvoiceState
from .parts import said


@require_GET
def invoices(request):
    return list_page(request, INVOICES)


@require_GET
def invoice(request, pk: int):
    row = _invoice(request, pk)
    part = "#drawer" if is_partial(request) else ""
    form = forms.IssueForm(initial={"on": timezone.localdate()})
    return page(request, f"sales/invoice.html{part}", _context(request.user, row, form))


@require_POST
def invoice_issue(request, pk: int):
    """Note the number of an issued invoice, or have a platform issue it."""
    row = _invoice(request, pk)
    require(access.may_invoice(request.user, "issue", row))
    form = forms.IssueForm(request.POST)
    way = request.POST.get("way", "")
    if way:
        actions.issue_through(row, way, by=request.user)
    elif not taken(
        form, lambda: actions.issue_invoice(row, form.issued, by=request.user)
    ):  # fmt: skip
        return page(request, "sales/invoice.html", _context(request.user, row, form), status=422)
    messages.success(request, _("发票已登记，应收已入账。"))
    return go(request, row.get_absolute_url())


@require_POST
def invoice_redden(request, pk: int):
    """Draft the red invoice of an issued one."""
    row = _invoice(request, pk)
    require(access.may_invoice(request.user, "issue", row))
    red = actions.redden_invoice(row, by=request.user, reason=said(request))
    messages.success(request, _("红字发票 %s 待开具：开具后登记它的号码。") % red.no)
    return go(request, red.get_absolute_url())


@require_POST
def invoice_drop(request, pk: int):
    """Give up an invoice that was never issued."""
    row = _invoice(request, pk)
    require(access.may_invoice(request.user, "issue", row) or access.may(request.user, "add"))
    actions.drop_invoice(row, by=request.user, reason=said(request))
    messages.success(request, _("已作废，没有开具。"))
    return go(request, row.get_absolute_url())


def _context(user, row: Invoice, form) -> dict:
    may_issue = access.may_invoice(user, "issue", row)
    is_draft = row.state == InvoiceState.DRAFT
    return detail_context(INVOICES, user, row) | {
        "lines": row.lines.select_related("product"),
        "form": form,
        "may_change": may_issue and is_draft and not row.is_red,
        "may_issue": may_issue and is_draft,
        "may_redden": may_issue and row.state == InvoiceState.ISSUED and not row.is_red,
        "may_drop": is_draft and (may_issue or access.may(user, "add")),
        "reds": row.reds.all(),
        "ways": access.issuers(),
    }


def _invoice(request, pk: int) -> Invoice:
    rows = access.visible_invoices(request.user)
    return get_object_or_404(rows.select_related("order", "customer", "red_of"), pk=pk)
