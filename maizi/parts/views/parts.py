"""Parts in all regions, one part, what customers feel of missing parts."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from maizi.kernel.ids import number_in
from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, forms, queries
from ..terms import Basis


@require_GET
def board(request):
    """Parts with what should lie and what lies in each region."""
    require(access.may(request.user, "view"))
    form = forms.AskForm(request.GET, user=request.user)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.board_of(
        request.user, words=(asked.get("q") or "").strip(), region=asked.get("region"),
        only_short=bool(asked.get("short")), number=asked.get("page") or 1,
    )  # fmt: skip
    context = {
        "found": found, "form": form, "params": _without_page(request),
        "may_plan": access.may(request.user, "plan"),
        "may_set_up": access.may_set_up(request.user, "change"),
    }  # fmt: skip
    return page(request, "parts/board.html", context)


@require_GET
def part(request, pk: int):
    """One part, as the plan in force sees it, or the plan that is named."""
    row = get_object_or_404(access.visible_parts(request.user), pk=pk)
    plan_id = number_in(request.GET.get("plan", ""))
    plans = access.visible_plans(request.user)
    named = get_object_or_404(plans, pk=plan_id) if plan_id else None
    shown = queries.part_shown(request.user, row, named)
    context = {
        "row": row, "shown": shown, "bases": Basis.choices(),
        "may_change": shown.plan is not None and access.may(request.user, "change", shown.plan),
    }  # fmt: skip
    return page(request, "parts/part.html", context)


@require_GET
def measures(request):
    """Fill rate and waiting for parts, in a span."""
    require(access.may(request.user, "view"))
    today = timezone.localdate()
    form = forms.SpanForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    since, until = queries.span_within(asked.get("since"), asked.get("until"), today=today)
    found = queries.measures_of(request.user, since=since, until=until)
    context = {"found": found, "since": since, "until": until, "moment": timezone.now()}
    return page(request, "parts/measures.html", context)


def _without_page(request) -> str:
    params = request.GET.copy()
    params.pop("page", None)
    return params.urlencode()
