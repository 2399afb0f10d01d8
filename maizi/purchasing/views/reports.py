"""Reports of purchasing, down to the lines behind each number, and as a sheet."""

from datetime import date

from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import exports_frozen
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.guard import guard
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer

from .. import access, forms, queries
from .parts import days_in

NARROWED = ("supplier", "product", "category", "buyer")


@require_GET
def reports(request):
    """Purchases by supplier, product, category, month or buyer."""
    require(access.may(request.user, "view"))
    require(access.sees_costs(request.user))
    asked = _asked(request.GET)
    found = queries.report(asked["by"], asked["starts_on"], asked["ends_on"], **asked["narrowed"])
    context = {
        "found": found, "asked": asked, "reports": queries.REPORTS,
        "may_export": access.may(request.user, "export"), "address": _address(asked),
        "within": queries.names_of(asked["narrowed"]),
        "most": max((row.net_yuan for row in found.rows), default=0),
    }  # fmt: skip
    return page(request, "purchasing/reports.html", context)


@require_GET
def report_lines(request):
    """The receipt lines behind one number."""
    require(access.may(request.user, "view"))
    require(access.sees_costs(request.user))
    asked = _asked(request.GET)
    lines = queries.receipt_lines(asked["starts_on"], asked["ends_on"], **asked["narrowed"])
    rows = list(lines[:501])
    context = {
        "rows": rows[:500], "has_more": len(rows) > 500, "asked": asked,
        "address": _address(asked), "within": queries.names_of(asked["narrowed"]),
    }  # fmt: skip
    return page(request, "purchasing/report_lines.html", context)


@require_GET
def report_prices(request):
    """What was agreed for a product, or with a supplier, through time."""
    require(access.may(request.user, "view"))
    require(access.sees_costs(request.user))
    product, supplier = (number_in(request.GET.get(n, "")) for n in ("product", "supplier"))
    rows = queries.price_history(product=product, supplier=supplier) if product or supplier else []
    context = {
        "rows": rows, "chart": queries.price_chart(rows) if product else None,
        "within": queries.names_of({"product": product, "supplier": supplier}),
        "product": product, "supplier": supplier,
    }  # fmt: skip
    return page(request, "purchasing/report_prices.html", context)


@require_POST
def report_export(request):
    """The report as a sheet; the purpose is asked for and recorded."""
    require(access.may(request.user, "export"))
    require(access.sees_costs(request.user) and not exports_frozen(request.user))
    reason = request.POST.get("reason", "").strip()[:200]
    if not reason:
        raise Refused(_("请写明导出的用途，导出会被记录。"), field="reason")
    asked = _asked(request.POST)
    found = queries.report(asked["by"], asked["starts_on"], asked["ends_on"], **asked["narrowed"])
    title = _("采购报表 %(label)s") % {"label": _(queries.REPORTS[asked["by"]][0])}
    told = {"rows": [None, len(found.rows)]}
    record_many("purchasing.purchaseorder", lines=[(None, title, told)], verb=Verb.EXPORT,
                by=request.user, reason=reason)  # fmt: skip
    rows = [_line(row) for row in (*found.rows, found.total)]
    rows[-1][0] = _("合计")
    mark = guard().mark(request.user)
    return sheet_answer(title, columns=_heads(), rows=rows, ending="xlsx", mark=mark)


def _heads() -> list[tuple[str, str]]:
    return [
        (_("名称"), "text"), (_("入库金额"), "amount"), (_("退货金额"), "amount"),
        (_("净采购额"), "amount"), (_("到货数量"), "number"), (_("合格数量"), "number"),
        (_("拒收数量"), "number"), (_("拒收率"), "number"), (_("应到行数"), "number"),
        (_("准时行数"), "number"), (_("准时率"), "number"),
    ]  # fmt: skip


def _line(row) -> list:
    return [
        row.name, row.received_yuan, row.returned_yuan, row.net_yuan, row.delivered,
        row.accepted, row.rejected, row.reject_rate, row.due, row.in_time, row.on_time,
    ]  # fmt: skip


def _asked(given) -> dict:
    """What was asked for, made sound."""
    by = given.get("by", "supplier")
    starts_on, ends_on = days_in(forms.DaysForm(given), timezone.localdate())
    month = given.get("month", "")
    if len(month) == 7 and month[:4].isdigit() and month[5:].isdigit():
        starts_on, ends_on = queries.month_of(month)
    return {
        "by": by if by in queries.REPORTS else "supplier", "starts_on": starts_on,
        "ends_on": ends_on, "narrowed": {n: number_in(given.get(n, "")) for n in NARROWED},
    }  # fmt: skip


def _address(asked: dict) -> str:
    """The days and what is narrowed, to be carried on in links."""
    days: dict[str, date | int] = {"starts_on": asked["starts_on"], "ends_on": asked["ends_on"]}
    return urlencode(days | {n: v for n, v in asked["narrowed"].items() if v})
