"""Ages of receivables, their rows, and whom to call."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from maizi.kernel.ids import number_in
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer

from .. import access, actions, queries
from ..terms import AgeBucket, CreditGrade
from .parts import day_in

SHOWN = 200


@require_GET
def ageing(request):
    """Receivables by age, customer by customer, on any day."""
    require(access.may(request.user, "view"))
    today = timezone.localdate()
    on = min(day_in(request, "on", today), today)
    context = queries.ageing_shown(request.user, on) | {"on": on, "today": today, "most": SHOWN}
    return page(request, "credit/ageing.html", context)


@require_GET
def ageing_sheet(request) -> HttpResponse:
    """The same as a workbook."""
    require(access.may(request.user, "export"))
    today = timezone.localdate()
    on = min(day_in(request, "on", today), today)
    title = _("应收账龄 %s") % on.isoformat()
    columns, rows = queries.ageing_sheet(request.user, on)
    actions.note_export(title, by=request.user)
    return sheet_answer(title, columns=columns, rows=rows, ending="xlsx")


@require_GET
def bills(request):
    """The receivables behind a number of the report."""
    require(access.may(request.user, "view"))
    today, asked = timezone.localdate(), request.GET.get("bucket", "")
    on = min(day_in(request, "on", today), today)
    bucket = AgeBucket(asked) if asked in list(AgeBucket) else None
    grade = request.GET.get("grade")
    context = queries.bills_shown(
        request.user, on=on, bucket=bucket,
        account_id=number_in(request.GET.get("account", "")),
        grade=grade if grade in ("", *CreditGrade) else None,
    )  # fmt: skip
    return page(request, "credit/bills.html", context | {"on": on, "bucket": bucket, "most": SHOWN})


@require_GET
def dunning(request):
    """Customers with something overdue, the latest first."""
    require(access.may(request.user, "view"))
    today = timezone.localdate()
    rows = queries.dunning_list(request.user, today)
    may_dun = access.may(request.user, "dun")
    context = {"rows": rows[:SHOWN], "count": len(rows), "may_dun": may_dun}
    return page(request, "credit/dunning.html", context)
