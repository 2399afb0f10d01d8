"""Summaries of the quarter that are due: listed, begun with a click, filed with another (C-90)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..models import Evaluation
from ..queries.summaries import PAGE
from ..rules.quarters import quarter_named, recent
from .parts import kept_customer


@require_GET
def summaries(request):
    """Customers whose summary of a quarter is not printed yet, by owner."""
    require(access.may(request.user, "read"))
    today = timezone.localdate()
    quarter = quarter_named(request.GET.get("quarter", ""), today)
    is_mine = request.GET.get("who") != "all"
    start = max(number_in(request.GET.get("from", "")) or 0, 0)
    start = start if start < 10**6 else 0
    lines, count, owners = queries.due_page(request.user, quarter, is_mine=is_mine, start=start)
    context = {
        "quarter": quarter, "quarters": recent(today), "is_mine": is_mine, "lines": lines,
        "count": count, "owners": owners, "start": start, "size": PAGE,
        "more": start + PAGE if count > start + PAGE else 0,
        "may_write": access.may(request.user, "write"),
    }  # fmt: skip
    return page(request, "relationship/summaries.html", context)


@require_POST
def summary_begin(request, pk: int):
    """Begin the summary of a customer, on to its form."""
    customer = kept_customer(request, pk)
    quarter = quarter_named(request.POST.get("quarter", ""), timezone.localdate())
    try:
        row = actions.begin_summary(customer, quarter, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text(_))
        return go(request, reverse("relationship:summaries"))
    return go(request, row.get_absolute_url())


@require_POST
def summary_file(request, pk: int):
    """Print the summary and keep it."""
    require(access.may(request.user, "write"))
    row: Evaluation = get_object_or_404(
        access.visible_evaluations(request.user).select_related("customer", "by", "reviewed_by"),
        pk=pk,
    )
    site = f"{request.scheme}://{request.get_host()}"
    try:
        actions.file_summary(row, by=request.user, site=site)
    except Refused as refusal:
        messages.error(request, refusal.text(_))
        return go(request, row.get_absolute_url())
    messages.success(request, _("总结已打印存档。"))
    return go(request, reverse("fields:prints", args=["relationship.evaluation", row.pk]))
