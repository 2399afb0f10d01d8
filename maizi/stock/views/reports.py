"""Reports of the stock on any day, on the screen and as a sheet."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import exports_frozen
from maizi.fields.queries import parameter
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit.guard import guard
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer

from .. import access, forms, queries
from ..forms.small import REPORTS
from ..models import StockAccount


@require_GET
def report(request):
    """What there was on a day, worth how much, summed one way or another."""
    require(access.may(request.user, "view"))
    context = _found(request, request.GET)
    return page(request, "stock/report.html", context)


@require_POST
def report_sheet(request):
    """The same as a sheet; recorded."""
    require(access.may(request.user, "export"))
    if exports_frozen(request.user):
        raise Refused(_("您的导出已被冻结。如需资料，请联系您的主管。"))
    found = _found(request, request.POST)
    columns = _columns(found)
    rows = [[cell(line) for _label, _sort, cell in columns] for line in found["lines"]]
    title = f"{_('库存')} {found['title']} {found['on']}"
    changes = {N_("行数"): [None, len(rows)]}
    record_many(StockAccount._meta.label_lower, lines=[(None, title, changes)], verb=Verb.EXPORT,
                by=request.user)  # fmt: skip
    heads = [(label, sort) for label, sort, _cell in columns]
    return sheet_answer(title, columns=heads, rows=rows, ending="xlsx",
                        mark=guard().mark(request.user))  # fmt: skip


def _found(request, given) -> dict:
    form = forms.ReportForm(given, user=request.user)
    chosen = form.cleaned_data if form.is_valid() else {}
    by = chosen.get("by") or "warehouse"
    on = min(chosen.get("on") or timezone.localdate(), timezone.localdate())
    place, days = chosen.get("warehouse"), int(parameter("stock.slow_days"))
    lines = queries.report_lines(request.user, by=by, on=on, warehouse=place, slow_days=days)
    return {
        "form": form, "by": by, "on": on, "place": place, "lines": lines, "slow_days": days,
        "title": str(dict(REPORTS)[by]), "kinds": REPORTS,
        "total": sum(line.value_yuan for line in lines),
        "sees_cost": access.sees_cost(request.user),
        "may_export": access.may(request.user, "export"),
    }  # fmt: skip


def _columns(found: dict) -> list[tuple]:
    """(label, sort, line -> cell) of the columns that this report has for this person."""
    columns = [(found["title"], "text", lambda line: line.label)]
    if found["by"] in ("product", "slow"):
        columns += [(_("商品编号"), "text", lambda line: line.hint),
                    (_("数量"), "number", lambda line: line.quantity)]  # fmt: skip
    else:
        columns.append((_("品种数"), "number", lambda line: line.kinds))
    if found["sees_cost"]:
        columns += [(_("库存金额"), "amount", lambda line: line.value_yuan),
                    (_("占比"), "number", lambda line: line.share)]  # fmt: skip
    if found["by"] == "slow":
        columns.append((_("未动天数"), "number", lambda line: line.idle_days))
    return columns
