"""Commission: months, one month, one's own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import exports_frozen
from maizi.approvals.queries import open_case
from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kit.guard import guard
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer
from maizi.kit.sheets.dates import read_date

from .. import access, actions, queries

MOST_MONTHS = 60


@require_GET
def commissions(request):
    """The months, newest first."""
    require(access.may_commission(request.user, "read") or _may_run(request.user))
    context = {
        "runs": access.visible_runs(request.user).select_related("made_by")[:MOST_MONTHS],
        "may": {v: access.may_commission(request.user, v) for v in ("run", "rules")},
    }
    return page(request, "targets/commissions.html", context)


@require_GET
def commission(request, pk: int):
    """What one month pays to whom."""
    run = _run(request, pk)
    lines = list(queries.lines_of(request.user, run))
    people: dict[int, list] = {}
    for line in lines:
        people.setdefault(line.person_id, []).append(line)
    context = {
        "run": run, "people": list(people.values()), "case": open_case(
            run._meta.label_lower, run.pk),
        "total": sum(line.amount_yuan for line in lines),
        "may": {v: access.may_commission(request.user, v) for v in ("run", "export")},
    }  # fmt: skip
    return page(request, "targets/commission.html", context)


@require_GET
def mine(request):
    """What I earned, month by month."""
    require(access.may_commission(request.user, "read"))
    lines = queries.earned_by(request.user, request.user)
    return page(request, "targets/mine.html", {"lines": lines})


@require_POST
def compute(request):
    require(_may_run(request.user))
    found = read_date(request.POST.get("month", "").strip()).moment
    if found is None:
        raise Refused(_("请选择月份。"), field="month")
    run = actions.compute_run(found.date(), by=request.user)
    messages.success(request, _("已计算 %s 的提成。") % run)
    return go(request, run.get_absolute_url())


@require_POST
def submit(request, pk: int):
    run = _run(request, pk)
    require(_may_run(request.user))
    actions.submit_run(run, by=request.user, reason=request.POST.get("reason", "").strip()[:200])
    messages.success(request, _("已提交审批。"))
    return go(request, run.get_absolute_url())


@require_POST
def commission_export(request, pk: int):
    """One month as a sheet; the purpose is asked for and recorded."""
    run = _run(request, pk)
    require(access.may_commission(request.user, "export") and not exports_frozen(request.user))
    reason = request.POST.get("reason", "").strip()[:200]
    if not reason:
        raise Refused(_("请写明导出的用途，导出会被记录。"), field="reason")
    record(run, verb=Verb.EXPORT, by=request.user, reason=reason)
    heads = [
        (_("人员"), "text"), (_("提成规则"), "text"), (_("达成率"), "number"),
        (_("计提基数"), "amount"), (_("提成比例（%）"), "number"), (_("提成金额"), "amount"),
    ]  # fmt: skip
    rows = [
        [n.person.name, n.rule.name, n.achievement, n.sold_yuan, n.rate_percent, n.amount_yuan]
        for n in queries.lines_of(request.user, run)
    ]
    mark = guard().mark(request.user)
    return sheet_answer(_("提成 %s") % run, columns=heads, rows=rows, ending="xlsx", mark=mark)


def _may_run(user) -> bool:
    return access.may_commission(user, "run")


def _run(request, pk: int):
    return get_object_or_404(access.visible_runs(request.user).select_related("made_by"), pk=pk)
