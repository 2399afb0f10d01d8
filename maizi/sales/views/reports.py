"""What was sold, down to the lines behind each number, and as a sheet."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import exports_frozen
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kit.guard import guard
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer

from .. import access, forms, queries

MOST_LINES = 500


@require_GET
def reports(request):
    """Sales by month, customer, place, product, category or salesperson."""
    require(access.may(request.user, "view"))
    asked = forms.ask_report(request.GET, timezone.localdate())
    found = queries.report(request.user, asked.by, asked.days, asked.narrowed)
    rows = found.rows[: queries.MOST_ROWS]
    context = {
        "found": found, "rows": rows, "asked": asked, "reports": queries.REPORTS,
        "heads": queries.REPORT_HEADS,
        "may_export": access.may(request.user, "export"),
        "within": queries.names_of(asked.narrowed),
        "most": max((row.net_yuan for row in rows), default=0),
    }  # fmt: skip
    return page(request, "sales/reports.html", context)


@require_GET
def report_lines(request):
    """The order lines behind one number."""
    require(access.may(request.user, "view"))
    asked = forms.ask_report(request.GET, timezone.localdate())
    lines = queries.sold_lines(request.user, asked.days, asked.narrowed)
    lines = lines.select_related("document__customer", "document__owner")
    rows = list(lines[: MOST_LINES + 1])
    context = {
        "rows": rows[:MOST_LINES], "has_more": len(rows) > MOST_LINES, "asked": asked,
        "within": queries.names_of(asked.narrowed),
    }  # fmt: skip
    return page(request, "sales/report_lines.html", context)


@require_POST
def report_export(request):
    """The report as a sheet; the purpose is asked for and recorded."""
    require(access.may(request.user, "export") and not exports_frozen(request.user))
    reason = request.POST.get("reason", "").strip()[:200]
    if not reason:
        raise Refused(_("请写明导出的用途，导出会被记录。"), field="reason")
    asked = forms.ask_report(request.POST, timezone.localdate())
    found = queries.report(request.user, asked.by, asked.days, asked.narrowed)
    title = _("销售报表 %(label)s") % {"label": _(queries.REPORTS[asked.by][0])}
    rows = [_line(row) for row in (*found.rows[: queries.MOST_ROWS], found.total)]
    rows[-1][0] = _("合计")
    told = {"rows": [None, len(rows) - 1]}
    record_many("sales.order", lines=[(None, title, told)], verb=Verb.EXPORT, by=request.user,
                reason=reason)  # fmt: skip
    mark = guard().mark(request.user)
    return sheet_answer(title, columns=_heads(asked.by), rows=rows, ending="xlsx", mark=mark)


def _heads(by: str) -> list[tuple[str, str]]:
    return [
        (_(queries.REPORT_HEADS[by]), "text"), (_("订单数"), "number"), (_("销售额"), "amount"),
        (_("其中税额"), "amount"), (_("退货金额"), "amount"), (_("净销售额"), "amount"),
        (_("退货率"), "number"), (_("已开票金额"), "amount"),
    ]  # fmt: skip


def _line(row) -> list:
    return [
        row.name, row.orders, row.sold_yuan, row.tax_yuan, row.returned_yuan, row.net_yuan,
        row.return_rate, row.invoiced_yuan,
    ]  # fmt: skip
