"""What waits in purchasing today."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, queries

SHOWN = 12


@require_GET
def work(request):
    """How many documents wait at each step, what is late, what is missing."""
    require(access.may(request.user, "view"))
    today = timezone.localdate()
    missing = queries.suggestions() if access.may(request.user, "add") else []
    context = {
        "counts": queries.counts(request.user, today),
        "late": queries.late_lines(request.user, today)[:SHOWN],
        "missing": missing[:SHOWN],
        "missing_count": len(missing),
        "may": {v: access.may(request.user, v) for v in ("add", "receive", "export")},
        "may_payable": access.may_payable(request.user, "view"),
        "today": today,
    }
    return page(request, "purchasing/work.html", context)
